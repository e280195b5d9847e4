"""Rates counted from the fund's own registers: what keeps them unknown, and parts above wholes."""

from collections.abc import Iterator
from datetime import date

from duixian.fund.figure import Figure
from duixian.fund.model.targets import Target
from duixian.fund.performance.measured import actuals_of, halves, latest_day
from duixian.fund.performance.registers import Unknown, derived_rate, derives, rate_of
from duixian.fund.ties.finding import Finding, Stand, apart, stand
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity


def counted_rates(book: Book) -> Iterator[Finding]:
    """A rate the registers cannot give, or whose part is more than its whole."""
    day = latest_day(book)
    for target in book.year.targets if day is not None else ():
        for when, found in _rates(book, target, day or date.max):
            if isinstance(found, Unknown):
                yield _finding(target, when, found)


def _rates(book: Book, target: Target, day: date) -> Iterator[tuple[date, Figure | Unknown]]:
    entered = [each for each in actuals_of(book, target, day) if each.value is None]
    for each in entered:
        if (each.above is None) != (each.below is None):
            yield each.day, rate_of(target.name, *halves(book, target, each))
    if not entered and derives(book, target):
        yield day, derived_rate(book, target, day)


def _finding(target: Target, day: date, found: Unknown) -> Finding:
    left, right = (
        Stand(f"{target.numerator} ÷ {target.denominator}", str(target.place)),
        Stand("未知", "awards、applications"),
    )
    difference = "算不出"
    if found.left is not None and found.right is not None:
        left, right = (
            stand(one, f"{one.name}（{one.source}）") for one in (found.left, found.right)
        )
        difference = apart(found.left, found.right)
    return Finding(
        Severity.WARNING,
        "比率的登记",
        f"{target.form} {target.name} {day}",
        left,
        right,
        difference,
        f"{target.form}「{target.name}」到 {day} 算不出：{found.why}",
    )
