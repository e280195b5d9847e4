"""A distribution of sums in whole fen with exact weights: no probability is ever rounded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Distribution:
    """Sums in fen, ascending, each with its weight; the weights add up to `whole`."""

    points: tuple[tuple[int, int], ...]
    whole: int

    @property
    def mean(self) -> Fraction:
        """The expected sum in fen."""
        return Fraction(sum(sum_ * weight for sum_, weight in self.points), self.whole)

    def percentile(self, chance: Fraction) -> int:
        """The least sum that is not exceeded with at least this chance (P80: 4/5), in fen."""
        reached = 0
        for sum_, weight in self.points:
            reached += weight
            if reached * chance.denominator >= chance.numerator * self.whole:
                return sum_
        return self.points[-1][0]

    def above(self, limit: int) -> Fraction:
        """The chance that the sum is more than the limit."""
        over = sum(weight for sum_, weight in self.points if sum_ > limit)
        return Fraction(over, self.whole)

    def excess(self, limit: int) -> "Distribution":
        """The distribution of what is beyond the limit; nothing where the limit suffices."""
        return gathered(((max(sum_ - limit, 0), weight) for sum_, weight in self.points))


NOTHING = Distribution(((0, 1),), 1)


def gathered(weighted: Iterable[tuple[int, int]]) -> Distribution:
    """The distribution of weighted sums, equal ones put together; weights of 0 are left out."""
    found: dict[int, int] = {}
    for sum_, weight in weighted:
        if weight:
            found[sum_] = found.get(sum_, 0) + weight
    return Distribution(tuple(sorted(found.items())), sum(found.values()))


def added(left: Distribution, right: Distribution) -> Distribution:
    """The distribution of the sum of two independent sums."""
    if len(right.points) == 1:
        shift = right.points[0][0]
        scale = right.whole
        return Distribution(
            tuple((sum_ + shift, weight * scale) for sum_, weight in left.points),
            left.whole * scale,
        )
    found: dict[int, int] = {}
    for one, weight in left.points:
        for other, times in right.points:
            found[one + other] = found.get(one + other, 0) + weight * times
    return Distribution(tuple(sorted(found.items())), left.whole * right.whole)


def passing(count: int, rate: Fraction) -> tuple[Mapping[int, int], int]:
    """How many of `count` alike and independent ones pass: number → weight, and the whole."""
    passed, failed = rate.numerator, rate.denominator - rate.numerator
    weights: dict[int, int] = {}
    ways = 1
    for number in range(count + 1):
        weights[number] = ways * passed**number * failed ** (count - number)
        ways = ways * (count - number) // (number + 1)
    return weights, rate.denominator**count
