"""Step 5: 晋档补差. Of the rungs with one key only the difference to the highest is paid."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Gap, Stage
from duixian.rulebook.meaning.claim import Claim, fen_text, is_settled
from duixian.rulebook.meaning.context import Evaluate
from duixian.rulebook.meaning.intervals import ZERO, Pair, above_zero, greatest, minus
from duixian.rulebook.meaning.slot import Slot
from duixian.rulebook.meaning.windows import Together, by_slot, history_gaps
from duixian.rulebook.policy.model import Ladder


@dataclass(frozen=True, slots=True, eq=False)
class LadderRule:
    """A ladder: `rows` stand on it in this run, `past` are the awards that count."""

    ladder: Ladder
    rows: Together
    past: Together
    since: Evaluate | None


def climb(rule: LadderRule, claims: Sequence[Claim]) -> None:
    """Less the higher of the sum already decided and the highest rung of an earlier row."""
    slots, wild = by_slot(claims, rule.rows)
    for members in slots.values():
        highest: Pair = ZERO
        below: list[Claim] = []
        for claim in wild:
            highest = greatest((highest, claim.effect))
        for claim, slot in members:
            effect = claim.effect
            _deduct(rule, claim, slot, (highest, [*wild, *below]))
            highest = greatest((highest, effect))
            if not is_settled(effect):
                below.append(claim)


def _deduct(rule: LadderRule, claim: Claim, slot: Slot, run: tuple[Pair, list[Claim]]) -> None:
    highest, unsure = run
    used, gaps = _decided(rule, claim, slot)
    taken = greatest((used, highest))
    if taken == ZERO:
        return
    value = above_zero(minus(claim.value, taken))
    about = (rule.ladder.name, fen_text(used), fen_text(highest))
    claim.pay(value, Stage.LADDER, "ladder", about)
    if not is_settled(value):
        claim.open_sums.extend(gaps)
        claim.depends_on.extend(unsure)


def _decided(rule: LadderRule, claim: Claim, slot: Slot) -> tuple[Pair, tuple[Gap, ...]]:
    """The sum already decided on the ladder since the firm last moved in."""
    step = rule.since(claim.context) if rule.since else None
    since = step.value if step else None
    used, _ = rule.past.used(claim, slot, since)
    gaps = () if is_settled(used) else history_gaps(claim, slot)
    if step is not None and step.value is None and used != ZERO:
        return (0, used[1]), (*gaps, *step.gaps)
    return used, gaps
