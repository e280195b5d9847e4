"""Proposes versions of policy files: checked whole, and stored only where they may go out."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.library.checking import Checked, check_together, errors_of
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.permissions import may_propose
from duixian.office.library.selectors import files_without
from duixian.office.library.subjects import subject_of
from duixian.office.library.texts import Draft
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Problem, error


def propose(actor: Actor, draft: Draft, reason: str) -> PolicyVersion | tuple[Problem, ...]:
    """The proposal, or everything that forbids it; RefusedError where the actor may not."""
    found = propose_together(actor, [draft], reason)
    return found[0] if isinstance(found, list) else found


def propose_together(
    actor: Actor, drafts: Sequence[Draft], reason: str
) -> list[PolicyVersion] | tuple[Problem, ...]:
    """Proposals that name each other, checked as if all were there: all of them, or none."""
    demand(may_propose(actor, actor.region))
    numbers = {draft.number for draft in drafts}
    checks = check_together(drafts, files_without(actor.region, numbers, timezone.localdate()))
    if errors := errors_of(checks):
        return errors
    with transaction.atomic():
        sound = [_sound(draft, each) for draft, each in zip(drafts, checks, strict=True)]
        if unfit := tuple(problem for each in sound for problem in _unfit(actor, *each)):
            return unfit
        return [_keep(actor, _row(actor, *each, reason), checks[0].cases) for each in sound]


def _sound(draft: Draft, checked: Checked) -> tuple[Policy, Draft]:
    """The policy of a draft without errors, and the draft with its own official text."""
    if checked.policy is None:
        raise ValueError("a draft without errors has a policy")
    return checked.policy, Draft(draft.policy, draft.cases, checked.official)


def _keep(actor: Actor, made: PolicyVersion, cases: int) -> PolicyVersion:
    after = {"sha256": made.sha256, "cases": cases}
    record(actor, "提出政策规则", subject_of(made), Change(after=after, reason=made.reason))
    return made


def _unfit(actor: Actor, policy: Policy, draft: Draft) -> Iterator[Problem]:
    """Why a good file is still none for this district to propose."""
    if policy.region != actor.region:
        what = f"这份文件的地区是 {policy.region}，只能提出本区（{actor.region}）的政策"
        yield error("region-foreign", policy.place, policy.region, what)
    same_number = PolicyVersion.objects.filter(number=policy.code).exclude(state=State.RETURNED)
    if same_number.exclude(region=actor.region).exists():
        what = "这个文号是另一个区的文件"
        yield error("number-foreign", policy.place, policy.code, what)
    if same_number.filter(sha256=draft.sha256).exists():
        what = "内容与已经提出或发布的版本完全相同"
        yield error("version-twice", policy.place, policy.code, what)


def _row(actor: Actor, policy: Policy, draft: Draft, reason: str) -> PolicyVersion:
    return PolicyVersion.objects.create(
        region=policy.region,
        number=policy.code,
        title=policy.title,
        in_force_from=policy.term.start,
        policy_text=draft.policy,
        cases_text=draft.cases,
        official_text=draft.official,
        sha256=draft.sha256,
        reason=reason,
        proposed_by_id=actor.user,
        proposed_at=timezone.now(),
    )
