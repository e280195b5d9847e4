"""What a ceiling leaves unpaid, which ones by the order of payment, and when they would be paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.forecast.outlook import Forecast, year_of
from duixian.fund.forecast.spread import Spread
from duixian.fund.forecast.trial import Kind, Side, Trial
from duixian.fund.model.candidates import Due

ORDER = "先已决定的，再候选；各按应付日，同日按明细的顺序"


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An instalment that the ceiling leaves unpaid, whole or in part, by expected sums in fen."""

    trial: Trial
    due: Due
    expected: Fraction
    unpaid: Fraction


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A year under a ceiling, in fen.

    `short` is the distribution of what is beyond it. `queue` is left unpaid when expected sums are
    paid in order; it moves to the next year, in which `next_year` falls due besides (from least to
    most, expected). Of the lines in `unlisted` only this year's need is written: what they bring
    due next year is unknown.
    """

    limit: int
    above: tuple[Fraction, Fraction]
    short: Spread
    queue: tuple[Unpaid, ...]
    next_year: tuple[Fraction, Fraction]
    unlisted: tuple[str, ...]

    @property
    def moved(self) -> Fraction:
        """What moves to the next year, expected sums being paid in order."""
        return sum((each.unpaid for each in self.queue), Fraction(0))


def under(made: Forecast, limit: int) -> Ceiling:
    """What the ceiling leaves unpaid."""
    spread = made.whole.spread
    short = Spread(spread.low.excess(limit), spread.high.excess(limit), spread.method)
    return Ceiling(
        limit,
        spread.above(limit),
        short,
        tuple(_queue(made, limit)),
        _next_year(made),
        tuple(dict.fromkeys(each.line for each in made.trials if each.kind is Kind.NEED)),
    )


def _queue(made: Forecast, limit: int) -> Iterator[Unpaid]:
    """Expected sums at their most: money is kept for what a review may still grant."""
    left = Fraction(limit)
    for trial, due, expected in _in_order(made):
        unpaid = max(expected - left, Fraction(0))
        left = max(left - expected, Fraction(0))
        if unpaid:
            yield Unpaid(trial, due, expected, unpaid)


def _in_order(made: Forecast) -> list[tuple[Trial, Due, Fraction]]:
    span = year_of(made.book.year.fund.year)
    position = {trial.key: at for at, trial in enumerate(made.trials)}
    found = [
        (trial, due, due.high * trial.count * group.chance(trial, Side.HIGH))
        for group in made.groups
        for trial in group.trials
        for due in trial.dues
        if span.first <= due.day <= span.last
    ]

    def key(entry: tuple[Trial, Due, Fraction]) -> tuple[bool, date, int]:
        trial, due, _ = entry
        return trial.kind is not Kind.AWARD, due.day, position[trial.key]

    return sorted(found, key=key)


def _next_year(made: Forecast) -> tuple[Fraction, Fraction]:
    span = year_of(made.book.year.fund.year + 1)
    low, high = (
        sum(
            (
                trial.sum_in(span, side) * trial.count * group.chance(trial, side)
                for group in made.groups
                for trial in group.trials
            ),
            Fraction(0),
        )
        for side in Side
    )
    return low, high
