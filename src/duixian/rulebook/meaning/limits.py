"""Step 6: limits of money, over history and the rows of this run; earlier rows first."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Stage, Step
from duixian.rulebook.meaning.claim import Claim, fen_text, is_settled
from duixian.rulebook.meaning.context import Evaluate
from duixian.rulebook.meaning.grant import amount
from duixian.rulebook.meaning.intervals import ZERO, Pair, minus, plus
from duixian.rulebook.meaning.pro_rata import in_proportion
from duixian.rulebook.meaning.slot import Slot
from duixian.rulebook.meaning.windows import Together, by_slot, history_gaps
from duixian.rulebook.policy.model import Limit, WhenOver


@dataclass(frozen=True, slots=True, eq=False)
class LimitRule:
    """A limit of money: at most `amount` for each key and window."""

    limit: Limit
    together: Together
    amount: Evaluate


@dataclass(slots=True, eq=False)
class Entry:
    """A row as it enters a limit, with what is left for it and the others it shares with."""

    claim: Claim
    slot: Slot
    value: Pair
    effect: Pair
    step: Step
    most: Pair
    used: Pair

    @property
    def room(self) -> Pair:
        """What the limit leaves after history."""
        return minus(self.most, self.used)


def limit_sums(rule: LimitRule, claims: Sequence[Claim]) -> None:
    """Cut each row to what is left; all sums are those of the rows as they entered this limit."""
    slots, wild = by_slot(claims, rule.together)
    for members in slots.values():
        entries = [_entry(rule, claim, slot) for claim, slot in members]
        earlier: Pair = ZERO
        unsure = list(wild)
        for claim in wild:
            earlier = plus(earlier, claim.effect)
        if rule.limit.when_over is WhenOver.PRO_RATA:
            _share_out(rule, entries, earlier)
            continue
        for entry in entries:
            _cut(rule, entry, earlier, unsure)
            earlier = plus(earlier, entry.effect)
            if not is_settled(entry.effect):
                unsure.append(entry.claim)


def _entry(rule: LimitRule, claim: Claim, slot: Slot) -> Entry:
    step, most = amount(rule.amount, claim.context)
    used, _ = rule.together.used(claim, slot)
    return Entry(claim, slot, claim.value, claim.effect, step, most, used)


def _cut(rule: LimitRule, entry: Entry, earlier: Pair, unsure: list[Claim]) -> None:
    low, high = minus(entry.room, earlier)
    value_low, value_high = entry.value
    new_low = min(value_low or 0, max(low or 0, 0))
    new_high = value_high
    if high is not None and entry.slot.sure:
        new_high = max(high, 0) if value_high is None else min(value_high, max(high, 0))
    _set(rule, entry, (new_low, new_high), (earlier, unsure))


def _set(rule: LimitRule, entry: Entry, value: Pair, others: tuple[Pair, list[Claim]]) -> None:
    if value == entry.value:
        return
    earlier, unsure = others
    claim = entry.claim
    about = (rule.limit.name, fen_text(entry.most), fen_text(entry.used), fen_text(earlier))
    claim.pay(value, Stage.LIMIT, "limit-binds", about)
    if is_settled(value):
        return
    claim.open_sums.extend(entry.step.gaps + entry.slot.gaps)
    if not is_settled(entry.used):
        claim.open_sums.extend(history_gaps(claim, entry.slot))
    if not is_settled(earlier):
        claim.depends_on.extend(unsure)


def _share_out(rule: LimitRule, entries: list[Entry], wild: Pair) -> None:
    """按比例: every row its part of what is left, the remaining fen to the earlier rows."""
    shares = in_proportion([(entry.value, entry.effect, entry.room) for entry in entries], wild)
    unsure = [entry.claim for entry in entries if not is_settled(entry.effect)]
    for entry, share in zip(entries, shares, strict=True):
        rest = [claim for claim in unsure if claim is not entry.claim]
        others = plus(wild, _sum([other.effect for other in entries if other is not entry]))
        _set(rule, entry, share, (others, rest))


def _sum(pairs: Sequence[Pair]) -> Pair:
    total: Pair = ZERO
    for pair in pairs:
        total = plus(total, pair)
    return total
