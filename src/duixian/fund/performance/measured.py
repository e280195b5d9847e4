"""What targets and items had come to on a day, from entered values or the fund's own awards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duixian.fund.figure import COUNT, Figure, given, total
from duixian.fund.model.execution import Instalment, Spent
from duixian.fund.model.performance import Actual
from duixian.fund.model.targets import Target
from duixian.fund.performance.registers import (
    Unknown,
    derived_rate,
    derives,
    lines_counted,
    rate_of,
    side,
)
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.units import PURE

COUNTED, SUMMED = "台账计数", "台账金额"
"""As what measures a target: the awards decided in the year, or the sums paid in it."""
DECEMBER = 12
END = date.max
"""As a day up to which values count: all that was entered of the year, even after it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the day it was true."""

    day: date
    figure: Figure


class Direction(StrEnum):
    """Where the last two values go."""

    UP = "上升"
    LEVEL = "持平"
    DOWN = "下降"


@dataclass(frozen=True, slots=True)
class Trend:
    """The direction and, for what adds up through the year, where its pace leads by its end."""

    direction: Direction
    projected: Figure | None


def actuals_of(book: Book, target: Target, until: date) -> tuple[Actual, ...]:
    """What was entered of a target up to a day, earliest first."""
    found = (
        each
        for each in book.year.actuals
        if (each.form, each.target) == (target.form, target.name) and each.day <= until
    )
    return tuple(sorted(found, key=lambda each: each.day))


def points_of(book: Book, target: Target, until: date) -> tuple[Point, ...]:
    """The values of a numeric target up to a day: entered, else from the awards of the fund."""
    entered = [
        Point(each.day, figure)
        for each in actuals_of(book, target, until)
        if (figure := _value(book, target, each)) is not None
    ]
    return tuple(entered) or tuple(_from_registers(book, target, until))


def _value(book: Book, target: Target, actual: Actual) -> Figure | None:
    by = f"{actual.source}，{actual.author}，{actual.day}"
    name = f"{actual.target}（{actual.day}）"
    if actual.value is not None:
        figure = figure_of(actual.value, name, book.drivers)
        return Figure(
            name, figure.value, figure.dimension, figure.how, figure.parts, by, figure.unit,
            actual.place,
        )  # fmt: skip
    if actual.above is None and actual.below is None:
        return None
    above, below = halves(book, target, actual)
    found = rate_of(name, above, below)
    return found.noted(by) if isinstance(found, Figure) else None


def halves(book: Book, target: Target, actual: Actual) -> tuple[Figure | Unknown, Figure | Unknown]:
    """Both numbers of a rate: as entered, else what the folder itself counts on that day."""

    def half(entered: Expression | None, name: str, text: str) -> Figure | Unknown:
        if entered is not None:
            return figure_of(entered, name, book.drivers)
        return side(book, target, text, actual.day)

    return (
        half(actual.above, "分子", target.numerator),
        half(actual.below, "分母", target.denominator),
    )


def _from_registers(book: Book, target: Target, until: date) -> Iterator[Point]:
    """The values at the end of the month before and now, up to the latest row; none if unknown."""
    last = min(until, latest_day(book) or until, date(book.year.fund.year, DECEMBER, 31))
    now = _registered(book, target, last) if last.year == book.year.fund.year else None
    if now is None:
        return
    before = last.replace(day=1) - timedelta(days=1)
    was = _registered(book, target, before) if before.year == last.year else None
    if was is not None:
        yield Point(before, was)
    yield Point(last, now)


def _registered(book: Book, target: Target, day: date) -> Figure | None:
    if derives(book, target):
        found = derived_rate(book, target, day)
        return found if isinstance(found, Figure) else None
    counts = target.measured in {COUNTED, SUMMED} and bool(book.year.instalments)
    return _of_awards(book, target, day) if counts else None


def _of_awards(book: Book, target: Target, until: date) -> Figure:
    year = book.year.fund.year
    own = [each for code in lines_counted(book, target) for each in book.instalments.get(code, ())]
    name = f"{target.name}（{until}）"
    if target.measured == SUMMED:
        paid = sum(each.amount for each in own if _in(each.paid, year, until))
        return given(name, paid, f"奖补台账中 {year} 年至 {until} 已支付的合计")
    decided = {each.award for each in own if _in(each.decided, year, until)}
    source = f"奖补台账中 {year} 年至 {until} 决定的笔数"
    return Figure(name, total(name, ()).value + len(decided), PURE, source=source, unit=COUNT)


def _in(day: date | None, year: int, until: date) -> bool:
    return day is not None and day.year == year and day <= until


def spent_points(book: Book, item: int, until: date) -> tuple[Point, ...]:
    """What an item had spent of this year's money by the end of each month known.

    Months must follow each other from January; after a gap nothing is known. Where no spending was
    entered, what the awards say was paid.
    """
    year = book.year.fund.year
    rows = sorted(
        (each for each in book.year.spent if (each.year, each.item) == (year, item)),
        key=lambda each: each.first,
    )
    found: list[Point] = []
    parts: list[Figure] = []
    expected = 1
    for row in rows:
        day = last_day(year, row.last)
        if row.first != expected or day > until:
            break
        expected = row.last + 1
        parts.append(_spent(row))
        found.append(Point(day, total(f"{year} 年 1-{row.last} 月支出", tuple(parts))))
    return tuple(found) if rows else _paid_points(book, item, until)


def _spent(row: Spent) -> Figure:
    return given(f"{row.year} 年 {row.first}-{row.last} 月支出", row.amount, "支出表", row.place)


def _paid_points(book: Book, item: int, until: date) -> tuple[Point, ...]:
    own = list(book.instalments_of(item))
    year = book.year.fund.year
    if not any(each.paid is not None and each.paid.year == year for each in own):
        return ()
    ends = (last_day(year, month) for month in range(1, DECEMBER + 1))
    return tuple(Point(end, _paid(own, year, end)) for end in ends if end <= until)


def _paid(own: list[Instalment], year: int, until: date) -> Figure:
    paid = sum(each.amount for each in own if _in(each.paid, year, until))
    return given(f"{year} 年至 {until} 支出", paid, "奖补台账中已支付的合计")


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    after = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    return after - timedelta(days=1)


def latest_day(book: Book) -> date | None:
    """The latest day of which something was entered; None where nothing was."""
    year = book.year.fund.year
    days = [each.day for each in book.year.actuals]
    days += [last_day(year, each.last) for each in book.year.spent if each.year == year]
    days += [each.done for each in book.year.plan if each.done is not None]
    days += [each.day for each in book.year.deviations]
    days += [day for day in book.registered if day.year == year]
    return max(days, default=None)
