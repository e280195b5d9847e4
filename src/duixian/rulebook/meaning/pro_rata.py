"""按比例: a limit that does not suffice is shared out in proportion."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from duixian.rulebook.meaning.claim import is_settled
from duixian.rulebook.meaning.intervals import ZERO, Exact, Pair, plus

Entering = tuple[Pair, Pair, Pair]
"""Of one row: its value, its effect on the others, and what the limit leaves after history."""


def in_proportion(entries: Sequence[Entering], wild: Pair = ZERO) -> list[Pair]:
    """What each row pays: floor(amount × remaining ÷ sum), remaining fen to the earlier rows.

    Where a sum is not known, each end is taken with the others at their worst or best and a fen of
    room; the result holds every outcome. `wild` is what rows that are not known may take.
    """
    exact = wild == ZERO and all(is_settled(part) for entry in entries for part in entry)
    if exact:
        return [(value, value) for value in _shared([e[0][0] or 0 for e in entries], entries)]
    effects = [effect for _, effect, _ in entries]
    shares = []
    for index, (value, _, room) in enumerate(entries):
        others = wild
        for effect in (*effects[:index], *effects[index + 1 :]):
            others = plus(others, effect)
        shares.append(_range(value, others, room))
    return shares


def _shared(values: list[Exact], entries: Sequence[Entering]) -> list[Exact]:
    total = sum(values)
    room = min([max(room[0] or 0, 0) for _, _, room in entries], default=0)
    if total <= room:
        return values
    shares: list[Exact] = [floor(Fraction(value * room) / total) for value in values]
    rest = room - sum(shares)
    for index, value in enumerate(values):
        if rest > 0 and shares[index] < value:
            shares[index] += 1
            rest -= 1
    return shares


def _range(value: Pair, others: Pair, room: Pair) -> Pair:
    low = _part(value[0] or 0, others[1], max(room[0] or 0, 0))
    if value[1] is None or room[1] is None:
        return low, value[1]
    most = max(room[1], 0)
    high = _part(value[1], others[0], most)
    return low, min(value[1], most, high + 1)


def _part(value: Exact, others: Exact | None, room: Exact) -> Exact:
    if value == 0 or others is None:
        return 0
    total = value + others
    return value if total <= room else floor(Fraction(value * room) / total)
