"""The distribution of what several groups bring due together: exact where it can be, else drawn."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import add

from duixian.fund.forecast.distribution import NOTHING, Distribution, added, gathered
from duixian.fund.forecast.draws import RUNS, picks
from duixian.fund.forecast.trial import Group, Side, Span, sum_of

MOST_POINTS = 5_000
"""More different sums than this are drawn instead of worked out."""


class Method(StrEnum):
    """How a distribution was found."""

    EXACT = "精确"
    DRAWN = "模拟"


@dataclass(frozen=True, slots=True)
class Spread:
    """What may fall due: the distribution with everything open at its least, and at its most.

    Whatever the open sums and chances turn out to be, each percentile lies between the two.
    """

    low: Distribution
    high: Distribution
    method: Method

    def percentile(self, chance: Fraction) -> tuple[int, int]:
        """From the least to the most that the percentile may be, in fen."""
        return self.low.percentile(chance), self.high.percentile(chance)

    def above(self, limit: int) -> tuple[Fraction, Fraction]:
        """From the least to the most the chance of exceeding the limit may be."""
        return self.low.above(limit), self.high.above(limit)


class Spreads:
    """Makes spreads of one seed; draws of a group are made once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._picked: dict[tuple[str, Side], list[int]] = {}

    def of(self, groups: Sequence[Group], span: Span, lines: Collection[str]) -> Spread:
        """The spread of what the groups bring due in the span on some lines."""
        settled = all(trial.is_settled for group in groups for trial in group.trials)
        low, how_low = self._side(groups, span, Side.LOW, lines)
        high, how_high = (low, how_low) if settled else self._side(groups, span, Side.HIGH, lines)
        method = Method.DRAWN if Method.DRAWN in {how_low, how_high} else Method.EXACT
        return Spread(low, high, method)

    def _side(
        self, groups: Sequence[Group], span: Span, side: Side, lines: Collection[str]
    ) -> tuple[Distribution, Method]:
        certain = sum(
            group.trials[0].sum_in(span, side)
            for group in groups
            if group.is_certain and group.trials[0].line in lines
        )
        open_ = [group for group in groups if not group.is_certain]
        found = exact(group.distribution(span, side, lines) for group in open_)
        method = Method.EXACT if found is not None else Method.DRAWN
        if found is None:
            found = self._drawn(open_, span, side, lines)
        return added(found, Distribution(((certain, 1),), 1)), method

    def _drawn(
        self, groups: Iterable[Group], span: Span, side: Side, lines: Collection[str]
    ) -> Distribution:
        totals = [0] * RUNS
        for group in groups:
            sums = [sum_of(result, span, side, lines) for result in group.results(side)]
            if any(sums):
                drawn = self._picks(group, side)
                totals = list(map(add, totals, map(sums.__getitem__, drawn)))
        return gathered((total, 1) for total in totals)

    def _picks(self, group: Group, side: Side) -> list[int]:
        found = self._picked.get((group.key, side))
        if found is None:
            weights = [each.weight for each in group.results(side)]
            found = self._picked[group.key, side] = picks(self.seed, group.key, weights)
        return found


def exact(parts: Iterable[Distribution]) -> Distribution | None:
    """The distribution of the sum of independent sums; None where it has too many points."""
    found = NOTHING
    for part in sorted(parts, key=lambda each: len(each.points)):
        found = added(found, part)
        if len(found.points) > MOST_POINTS:
            return None
    return found
