"""Conditions that an authorised person can lift or apply: 原则上, 可限制或取消, 参照执行."""

from dataclasses import dataclass

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage, Step
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.conditions import Test
from duixian.rulebook.meaning.context import Context
from duixian.rulebook.meaning.logic import failed_parts


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """A condition under discretion and the name under which a decision about it is recorded."""

    name: str
    test: Test

    def gap(self, context: Context) -> Gap:
        """The decision that is awaited."""
        return Gap(GapKind.DECISION, context.subject, self.name, context.key)

    def finding(self, step: Step, note: str, gaps: tuple[Gap, ...] = ()) -> Finding:
        """What to tell of it; what is awaited or missing leaves it open."""
        condition = self.test.condition
        decided = None if gaps else note in _GOOD
        return Finding(
            Stage.DISCRETION,
            decided,
            step,
            condition.title,
            condition.cites,
            note,
            (self.name,),
            gaps=gaps,
        )


_GOOD = frozenset({"admitted", "waived", "holds", "not-restricted"})


def in_principle(claim: Claim, option: Option) -> None:
    """原则上: refuses, until a recorded exception lifts exactly this condition."""
    step = option.test.of(claim.context)
    if step.value is True:
        claim.findings.append(option.finding(step, "holds"))
    elif claim.context.decision(option.name):
        claim.findings.append(option.finding(step, "waived"))
    elif step.value is None:
        claim.misses(option.finding(step, "waivable", step.gaps))
    else:
        claim.refuse(option.finding(step, "waivable"), failed_parts(step))


def may_be_restricted(claim: Claim, option: Option) -> None:
    """可限制或取消: when the condition holds, a decision is awaited."""
    context = claim.context
    step, decided = option.test.of(context), context.decision(option.name)
    if step.value is False or decided is False:
        claim.findings.append(option.finding(step, "not-restricted"))
    elif decided and step.value:
        claim.refuse(option.finding(step, "restricted"), (step,))
    else:
        gaps = step.gaps if decided else (*step.gaps, option.gap(context))
        claim.misses(option.finding(step, "restrictable", gaps))
