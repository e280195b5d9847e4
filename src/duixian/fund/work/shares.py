"""Who carries which part of a line by its policy: 8:2 of 5 万元 are 4 and 1."""

from fractions import Fraction

from duixian.fund.figure import Figure, half_up
from duixian.fund.work.budget import LineFigures
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Share


def shares_of(line: LineFigures, library: Library) -> tuple[Figure, ...]:
    """The amount of each bearer, in whole fen; the first takes what rounding leaves.

    Empty where no measure of the line states shares. The figures add up to the amount.
    """
    shares = stated_shares(line, library)
    if not shares:
        return ()
    first, *others = shares
    parts = [_part(line.amount, each) for each in others]
    rest = line.amount.value - sum((part.value for part in parts), Fraction(0))
    how = f"其余归{first.bearer}" if others else ""
    return (Figure(first.bearer, rest, line.amount.dimension, how, (line.amount,)), *parts)


def stated_shares(line: LineFigures, library: Library) -> tuple[Share, ...]:
    """The shares that the line's measures, or their policy, state; the first found."""
    for policy, code in line.line.measures:
        measure, held = library.measure(policy, code), library.policy(policy)
        if measure is not None and held is not None and (measure.shares or held.shares):
            return measure.shares or held.shares
    return ()


def _part(amount: Figure, share: Share) -> Figure:
    value = half_up(amount.value * share.part)
    how = f"{share.part * 100}%，四舍五入到分"
    return Figure(share.bearer, value, amount.dimension, how, (amount,))
