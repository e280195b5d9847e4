"""The distribution of what several groups bring due together: exact where it can be, else drawn."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import add

from duixian.fund.forecast.distribution import NOTHING, Distribution, added, gathered
from duixian.fund.forecast.draws import RUNS, picks
from duixian.fund.forecast.trial import Group, Result, Side, Span, sum_of

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
        self._picked: dict[tuple[str, Side], Sequence[int]] = {}
        self._ends: dict[tuple[str, Side], tuple[Result, ...]] = {}

    def of(self, groups: Sequence[Group], span: Span, lines: Collection[str]) -> Spread:
        """The spread of what the groups bring due in the span on some lines."""
        return self.of_each(groups, (span,), lines)[0]

    def of_each(
        self, groups: Sequence[Group], spans: Sequence[Span], lines: Collection[str]
    ) -> tuple[Spread, ...]:
        """The spread of each of several spans; quickest where each holds the one before."""
        settled = all(trial.is_settled for group in groups for trial in group.trials)
        low = self._side(groups, spans, Side.LOW, lines)
        high = low if settled else self._side(groups, spans, Side.HIGH, lines)
        return tuple(
            Spread(least, most, Method.DRAWN if Method.DRAWN in {how, how_most} else Method.EXACT)
            for (least, how), (most, how_most) in zip(low, high, strict=True)
        )

    def _side(
        self, groups: Sequence[Group], spans: Sequence[Span], side: Side, lines: Collection[str]
    ) -> list[tuple[Distribution, Method]]:
        certain = [g.trials[0] for g in groups if g.is_certain and g.trials[0].line in lines]
        open_ = [group for group in groups if not group.is_certain]
        worked_out = [
            exact(group.distribution(span, side, lines) for group in open_) for span in spans
        ]
        rest = [span for span, each in zip(spans, worked_out, strict=True) if each is None]
        drawn = self._drawn(open_, rest, side, lines)
        found = []
        for span, each in zip(spans, worked_out, strict=True):
            sure = sum(trial.sum_in(span, side) for trial in certain)
            method = Method.DRAWN if each is None else Method.EXACT
            spread = next(drawn) if each is None else each
            found.append((added(spread, Distribution(((sure, 1),), 1)), method))
        return found

    def _drawn(
        self, groups: Sequence[Group], spans: Iterable[Span], side: Side, lines: Collection[str]
    ) -> Iterator[Distribution]:
        """Span by span; only what a span changes about the one before is added to the runs."""
        totals = [0] * RUNS
        before: dict[str, list[int]] = {}
        for span in spans:
            for group in groups:
                ends = self._results(group, side)
                sums = [sum_of(result, span, side, lines) for result in ends]
                then = before.get(group.key, [0] * len(sums))
                change = [now - was for now, was in zip(sums, then, strict=True)]
                before[group.key] = sums
                if any(change):
                    drawn = self._picks(group, side)
                    totals = list(map(add, totals, map(change.__getitem__, drawn)))
            yield gathered((total, 1) for total in totals)

    def _results(self, group: Group, side: Side) -> tuple[Result, ...]:
        found = self._ends.get((group.key, side))
        if found is None:
            found = self._ends[group.key, side] = group.results(side)
        return found

    def _picks(self, group: Group, side: Side) -> Sequence[int]:
        found = self._picked.get((group.key, side))
        if found is None:
            weights = [each.weight for each in self._results(group, side)]
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
