"""The distribution of what several groups bring due together: exact where it can be, else drawn."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duixian.fund.forecast.distribution import NOTHING, Distribution, added
from duixian.fund.forecast.draws import RUNS, picks
from duixian.fund.forecast.lanes import Lanes
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
        self._picked: dict[tuple[str, tuple[int, ...]], Sequence[int]] = {}
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
        dues = [due for trial in certain for due in trial.dues]
        sums = [(due.day, due.low if side is Side.LOW else due.high) for due in dues]
        found = []
        for span, each in zip(spans, worked_out, strict=True):
            sure = sum(sum_ for day, sum_ in sums if span.first <= day <= span.last)
            method = Method.DRAWN if each is None else Method.EXACT
            spread = next(drawn) if each is None else each
            found.append((added(spread, Distribution(((sure, 1),), 1)), method))
        return found

    def _drawn(
        self, groups: Sequence[Group], spans: Iterable[Span], side: Side, lines: Collection[str]
    ) -> Iterator[Distribution]:
        """Span by span; only what a span changes about the one before is added to the runs."""
        ends = {group.key: self._results(group, side) for group in groups}
        lanes = Lanes(RUNS, sum(max(map(_all_of, results)) for results in ends.values()))
        before: dict[str, list[int]] = {}
        for span in spans:
            for group in groups:
                sums = [sum_of(result, span, side, lines) for result in ends[group.key]]
                then = before.get(group.key, [0] * len(sums))
                change = {at: now - then[at] for at, now in enumerate(sums) if now != then[at]}
                before[group.key] = sums
                if change:
                    lanes.add(self._picks(group, side), change)
            yield Distribution(tuple(sorted(Counter(lanes.totals()).items())), RUNS)

    def _results(self, group: Group, side: Side) -> tuple[Result, ...]:
        found = self._ends.get((group.key, side))
        if found is None:
            found = self._ends[group.key, side] = group.results(side)
        return found

    def _picks(self, group: Group, side: Side) -> Sequence[int]:
        weights = tuple(each.weight for each in self._results(group, side))
        found = self._picked.get((group.key, weights))
        if found is None:
            found = self._picked[group.key, weights] = picks(self.seed, group.key, weights)
        return found


def exact(parts: Iterable[Distribution]) -> Distribution | None:
    """The distribution of the sum of independent sums; None where it has too many points."""
    kept = sorted(parts, key=lambda each: len(each.points))
    if _has_too_many(kept):
        return None
    found = NOTHING
    for part in kept:
        found = added(found, part)
    return found


def _has_too_many(parts: Iterable[Distribution]) -> bool:
    """Whether the sums alone are too many; their weights are not worked out in vain."""
    sums = {0}
    for part in parts:
        own = [sum_ for sum_, _ in part.points]
        sums = {one + other for other in own for one in sums}
        if len(sums) > MOST_POINTS:
            return True
    return False


def _all_of(result: Result) -> int:
    """The most a result may bring in any span and on either side."""
    trial = result.trial
    return 0 if trial is None else result.times * sum(due.high for due in trial.dues)
