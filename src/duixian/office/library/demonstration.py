"""The shipped policies as published versions of their districts, by the site itself.

Their cases are run with the tests of the program, so they are not checked once more. Official
texts are not shipped.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from duixian.intake.library_folder import CASES, library_texts
from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import System
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.services.lay_foundation import lay_foundation
from duixian.office.library.subjects import subject_of
from duixian.office.library.texts import POLICY, Draft
from duixian.office.people.demonstration import SINCE
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.policy.model import Policy

REASON = "随软件附带"


def stock() -> None:
    """Publish every shipped policy that the site does not have yet, used since the first day."""
    lay_foundation(SINCE)
    texts, problems = library_texts()
    library, found = read_library(texts)
    if library is None:
        raise ValueError("；".join(each.sentence for each in (*problems, *found)))
    with transaction.atomic():
        known = set(PolicyVersion.objects.values_list("number", flat=True))
        for policy in library.policies:
            if policy.code not in known:
                folder = policy.place.file.removesuffix(POLICY)
                cases = texts.get(f"{folder}{CASES}", "")
                _publish(policy, Draft(texts[policy.place.file], cases), SINCE)


def _publish(policy: Policy, draft: Draft, since: date) -> None:
    now = timezone.now()
    made = PolicyVersion.objects.create(
        region=policy.region,
        number=policy.code,
        title=policy.title,
        in_force_from=policy.term.start,
        policy_text=draft.policy,
        cases_text=draft.cases,
        sha256=draft.sha256,
        state=State.PUBLISHED,
        reason=REASON,
        proposed_at=now,
        settled_at=now,
        since=since,
    )
    after = {"version": made.sha256, "since": since.isoformat()}
    record(System(), "发布政策规则", subject_of(made), Change(after=after, reason=REASON))
