"""Month by month: what will have fallen due, and how likely that is more than there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from duixian.fund.forecast.outlook import Forecast
from duixian.fund.forecast.spread import Spread
from duixian.fund.forecast.trial import Side, Span

THRESHOLDS = (Fraction(1, 2), Fraction(4, 5))


@dataclass(frozen=True, slots=True)
class Month:
    """What falls due until the end of a month.

    `decided` is what awards alone bring due; `above` from least to most the chance of passing the
    ceiling, None without one.
    """

    month: int
    last: date
    decided: int
    spread: Spread
    above: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Warned:
    """A threshold and the first month in which the chance surely, or possibly, passes it."""

    chance: Fraction
    surely: int | None
    possibly: int | None


def months_of(made: Forecast, ceiling: int | None) -> tuple[Month, ...]:
    """The twelve months of the year."""
    year = made.book.year.fund.year
    lines = {line.code for line in made.book.year.lines}
    spans = [Span(date(year, 1, 1), _last_day(year, month)) for month in range(1, 13)]
    spreads = made.spreads.of_each(made.groups, spans, lines)
    found = []
    for month, (span, spread) in enumerate(zip(spans, spreads, strict=True), 1):
        decided = sum(t.sum_in(span, Side.LOW) for t in made.trials if t.decided)
        above = None if ceiling is None else spread.above(ceiling)
        found.append(Month(month, span.last, decided, spread, above))
    return tuple(found)


def warnings_of(months: Sequence[Month]) -> tuple[Warned, ...]:
    """When the chance of passing the ceiling first reaches each threshold."""
    return tuple(
        Warned(threshold, _first(months, threshold, 0), _first(months, threshold, 1))
        for threshold in THRESHOLDS
    )


def _first(months: Sequence[Month], threshold: Fraction, side: int) -> int | None:
    reached = (m.month for m in months if m.above is not None and m.above[side] >= threshold)
    return next(reached, None)


def _last_day(year: int, month: int) -> date:
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)
