"""Step 2, last part: reviews and recognitions. No record: pending; failed: refused."""

from dataclasses import dataclass

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage, Step
from duixian.rulebook.dossier import Outcome, ReviewRow
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.conditions import Test
from duixian.rulebook.meaning.context import Context
from duixian.rulebook.policy.model import Need


@dataclass(frozen=True, slots=True, eq=False)
class NeedRule:
    """A need with its conditions compiled."""

    need: Need
    when: Test | None
    met: Test | None
    failed: Test | None


def pass_reviews(claim: Claim, rules: tuple[NeedRule, ...]) -> None:
    """Each need must be met; one that may not exist leaves the row open only when it is not met."""
    for rule in rules:
        condition = rule.when.of(claim.context) if rule.when else None
        if condition is not None and condition.value is False:
            continue
        step, met, gaps = _result(rule, claim.context)
        certain = condition is None or condition.value is True
        missing = gaps if certain or condition is None else (*condition.gaps, *gaps)
        holds = met if certain or met else None
        note = "need" if certain else "need-may-exist"
        about = (rule.need.kind,)
        finding = Finding(Stage.NEEDS, holds, step or condition, "", (), note, about)
        if holds is None:
            claim.misses(finding._replace(gaps=missing))
        elif holds:
            claim.findings.append(finding)
        else:
            claim.refuse(finding, (step,) if step else ())


def _result(rule: NeedRule, context: Context) -> tuple[Step | None, bool | None, tuple[Gap, ...]]:
    """Met, failed or still to come, with the step that decided it from facts."""
    awaited = Gap(GapKind.REVIEW, context.subject, rule.need.kind, context.key)
    if rule.met is None and rule.failed is None:
        review = _latest(context, rule.need.kind)
        if review is None:
            return None, None, (awaited,)
        return None, review.outcome is Outcome.PASSED, ()
    failed = rule.failed.of(context) if rule.failed else None
    if failed is not None and failed.value is True:
        return failed, False, ()
    met = rule.met.of(context) if rule.met else None
    if met is not None and met.value is True:
        return met, True, ()
    if met is None and failed is not None and failed.value is False:
        return failed, True, ()
    missing = tuple(gap for step in (met, failed) if step is not None for gap in step.gaps)
    return met or failed, None, missing or (awaited,)


def _latest(context: Context, kind: str) -> ReviewRow | None:
    found = None
    for review in context.review_rows():
        if review.kind == kind:
            found = review
    return found
