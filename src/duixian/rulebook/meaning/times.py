"""Step 6, last part: limits of times. The rows that pay most use them up."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Gap, Stage
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.intervals import ZERO
from duixian.rulebook.meaning.ranking import surely_pays_more
from duixian.rulebook.meaning.slot import Slot
from duixian.rulebook.meaning.windows import Together, by_slot, history_gaps


@dataclass(frozen=True, slots=True, eq=False)
class TimesRule:
    """At most `times` grants for each key and window.

    `once` marks 一次性: the years of one row are one grant.
    """

    name: str
    together: Together
    times: int
    once: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the limit makes of a row: out, unknown for want of history, contested by others."""

    claim: Claim
    out: bool
    gaps: tuple[Gap, ...]
    rivals: tuple[Claim, ...]


def limit_times(rule: TimesRule, claims: Sequence[Claim]) -> None:
    """Surely out when enough rows surely pay more, surely in when too few could; else contested."""
    slots, wild = by_slot([claim for claim in claims if claim.value[1] != 0], rule.together)
    for members in slots.values():
        rows = [claim for claim, _ in members]
        outcomes = [_outcome(rule, claim, slot, rows, wild) for claim, slot in members]
        for outcome in outcomes:
            _apply(rule, outcome)


def _apply(rule: TimesRule, outcome: _Outcome) -> None:
    claim, about = outcome.claim, (rule.name, str(rule.times))
    if outcome.out:
        claim.pay(ZERO, Stage.LIMIT, "times-used-up", about)
        return
    if outcome.gaps:
        claim.open_sums.extend(outcome.gaps)
        claim.pay((0, claim.value[1]), Stage.LIMIT, "times-unknown", about)
    if outcome.rivals:
        claim.contested = True
        claim.depends_on.extend(outcome.rivals)


def _rival(rule: TimesRule, claim: Claim, other: Claim) -> bool:
    if other is claim:
        return False
    same_row = other.context.key == claim.context.key and other.measure is claim.measure
    return not (rule.once and same_row)


def _outcome(
    rule: TimesRule, claim: Claim, slot: Slot, rows: list[Claim], wild: list[Claim]
) -> _Outcome:
    rivals = [other for other in rows if _rival(rule, claim, other)]
    sure_used, most_used = _used(rule, claim, slot)
    if slot.sure:
        ahead = sum(rival.is_sure and surely_pays_more(rival, claim) for rival in rivals)
        if sure_used + ahead >= rule.times:
            return _Outcome(claim, out=True, gaps=(), rivals=())
    could = tuple(rival for rival in rivals if not surely_pays_more(claim, rival)) + tuple(wild)
    if most_used is not None and most_used + len(could) < rule.times:
        return _Outcome(claim, out=False, gaps=(), rivals=())
    unknown = most_used is None or most_used > sure_used
    return _Outcome(
        claim, out=False, gaps=history_gaps(claim, slot) if unknown else (), rivals=could
    )


def _used(rule: TimesRule, claim: Claim, slot: Slot) -> tuple[int, int | None]:
    """How many awards surely and at most count; one that was wholly recovered does not."""
    if claim.context.awards is None:
        return 0, None
    _, awards = rule.together.used(claim, slot)
    if rule.once:
        key = claim.context.key
        measure = claim.measure.name
        awards = [a for a in awards if (a.policy, a.measure) != measure or a.row != key]
    on = claim.context.run.on
    sure = sum(rule.together.holds(award, slot, on) is True for award in awards)
    return sure, len(awards)
