"""One row receives one grant of a measure ever."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage, Verdict
from duixian.rulebook.dossier import Award
from duixian.rulebook.dossier import Stage as Figures
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.context import FIRM
from duixian.rulebook.policy.model import Measure, Policy


@dataclass(frozen=True, slots=True, eq=False)
class OnceRule:
    """Which past awards are awards of this measure: its own, and of measures it succeeds."""

    measure: Measure
    wholly: frozenset[str]
    partly: frozenset[tuple[str, str]]

    def covers(self, award: Award) -> bool:
        """Whether the award was made under this measure or one it takes the place of."""
        pair = (award.policy, award.measure)
        return pair == self.measure.name or award.policy in self.wholly or pair in self.partly


def once_rule(policy: Policy, measure: Measure) -> OnceRule:
    """The rule of a measure.

    For rows of 企业 only measures named one by one are succeeded: a policy that follows another as
    a whole would otherwise close all its measures for every firm that ever received anything.
    """
    named = [s for s in policy.succeeds if s.measures]
    whole = [s.policy for s in policy.succeeds if not s.measures]
    partly = frozenset((s.policy, code) for s in named for code in s.measures)
    return OnceRule(measure, frozenset(() if measure.subject == FIRM else whole), partly)


def look_back(claim: Claim, rule: OnceRule) -> None:
    """Settle `exhausted` where the row was awarded; at acceptance keep that award to cut to it."""
    context = claim.context
    accepting = context.run.stage is Figures.ACCEPTED
    if rule.measure.again and not accepting:
        return
    if context.awards is None:
        gap = Gap(GapKind.HISTORY, "奖补历史", "奖补历史")
        claim.misses(Finding(Stage.LIMIT, note="already-awarded", gaps=(gap,)))
        return
    if claim.indefinite:
        if accepting:
            context.awards = _before_any_of_it(context.awards, claim, rule)
        return
    found = [award for award in context.awards if _is_of_row(award, claim) and rule.covers(award)]
    if not found:
        return
    if claim.context.support_year and all(award.support_year is None for award in found):
        gap = Gap(GapKind.HISTORY, "奖补历史", "支持年度", context.key)
        claim.misses(Finding(Stage.LIMIT, note="already-awarded", gaps=(gap,)))
        return
    award = next(
        a for a in reversed(found) if a.support_year is not None or not context.support_year
    )
    if accepting:
        claim.decided = award
        context.awards = [other for other in context.awards if other.decided < award.decided]
        return
    claim.settled = Verdict.EXHAUSTED
    about = (award.policy, award.measure, award.row, award.decided.isoformat(), str(award.counted))
    claim.findings.append(Finding(Stage.LIMIT, holds=False, note="already-awarded", about=about))


def _before_any_of_it(awards: Sequence[Award], claim: Claim, rule: OnceRule) -> list[Award]:
    """What a row not known may be paid over: any award of the measure may have been its own."""
    own = [a.decided for a in awards if a.subject == claim.context.subject and rule.covers(a)]
    return [award for award in awards if not own or award.decided < min(own)]


def _is_of_row(award: Award, claim: Claim) -> bool:
    context = claim.context
    if award.subject != context.subject:
        return False
    same = award.row == context.key or (context.subject == FIRM and not award.row)
    years = (None, context.support_year) if context.support_year else (None, 0)
    return same and award.support_year in years
