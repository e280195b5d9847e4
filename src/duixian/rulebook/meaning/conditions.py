"""Step 2: the conditions of a measure, evaluated once for all rows they do not look at."""

from dataclasses import dataclass
from datetime import date

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage, Step
from duixian.rulebook.dossier import Award
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.logic import failed_parts
from duixian.rulebook.meaning.periods import add_months
from duixian.rulebook.policy.model import Condition, Deadline, Earlier


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """A compiled condition. `shared`: one value for all rows of a firm under one law."""

    condition: Condition
    evaluate: Evaluate
    shared: bool

    def of(self, context: Context) -> Step:
        """What the condition comes to for the row."""
        if not self.shared or context.base is not context.run.on:
            return self.evaluate(context)
        key = (id(self), context.firm.code, context.law_day)
        step = context.run.known.get(key)
        if step is None:
            step = context.run.known[key] = self.evaluate(context)
        return step

    def finding(self, stage: Stage, step: Step, note: str = "") -> Finding:
        """What to tell of it."""
        condition = self.condition
        return Finding(
            stage, step.value, step, condition.title, condition.cites, note, gaps=step.gaps
        )


def require(claim: Claim, tests: tuple[Test, ...]) -> None:
    """All of `when` must hold; every condition is looked at, whatever the others came to."""
    for test in tests:
        step = test.of(claim.context)
        finding = test.finding(Stage.CONDITIONS, step)
        if step.value is True:
            claim.findings.append(finding)
        elif step.value is False:
            claim.refuse(finding, failed_parts(step))
        else:
            claim.misses(finding)


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """A deadline with its first day compiled."""

    deadline: Deadline
    since: Evaluate


def meet_deadline(claim: Claim, within: Within) -> None:
    """`within`: the row is dated from the day on, up to the corresponding day inclusive."""
    step = within.since(claim.context)
    start, day = step.value, claim.context.day
    holds = None
    if start is not None and day is not None:
        holds = start <= day <= add_months(start, within.deadline.months)
    gaps = step.gaps or (() if day else (claim.context.gap("事项日期"),))
    finding = Finding(
        Stage.CONDITIONS,
        holds,
        step,
        cites=within.deadline.cites,
        note="deadline",
        about=(str(within.deadline.months),),
        gaps=() if holds is not None else gaps,
    )
    _conclude(claim, finding, (step,))


def follow(claim: Claim, after: Earlier) -> None:
    """`after`: the payee was awarded one of the measures, at most so many months before the row."""
    context = claim.context
    about = tuple(f"{policy} {code}" for policy, code in after.measures)
    if context.awards is None or context.day is None:
        name = "奖补历史"
        gap = (
            Gap(GapKind.HISTORY, name, name) if context.awards is None else context.gap("事项日期")
        )
        claim.misses(
            Finding(Stage.CONDITIONS, None, None, "", after.cites, "after", about, gaps=(gap,))
        )
        return
    found = [award for award in context.awards if _precedes(award, after, context, context.day)]
    finding = Finding(Stage.CONDITIONS, bool(found), None, "", after.cites, "after", about)
    _conclude(claim, finding, ())


def _precedes(award: Award, after: Earlier, context: Context, day: date) -> bool:
    if (award.policy, award.measure) not in after.measures or award.payee != context.payee.code:
        return False
    late = after.months is not None and add_months(award.event, after.months) < day
    return award.counted > 0 and award.event <= day and not late


def _conclude(claim: Claim, finding: Finding, failed: tuple[Step, ...]) -> None:
    if finding.holds is None:
        claim.misses(finding)
    elif finding.holds:
        claim.findings.append(finding)
    else:
        claim.refuse(finding, failed)
