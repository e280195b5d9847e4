"""Sources of money against who is booked to pay the lines."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.ties.finding import Finding, Stand, stand
from duixian.fund.wording import rate
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, LineFigures
from duixian.fund.work.shares import shares_of
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY

LEVELS = {"市": "上级", "区": "区级", "镇": "镇级"}
"""How sources name who a line names in one word."""
HALF_A_PERCENT = Fraction(1, 200)
"""Sources are whole per cent."""


def sources(book: Book) -> Iterator[Finding]:
    """A source that is not what the lines of the last version book to it."""
    budget = book.latest
    stated = book.year.fund.sources
    if budget is None or not stated:
        return
    booked = _booked(budget, book.library)
    whole = sum(booked.values(), Fraction(0))
    for who, percent in stated if whole else ():
        value = booked.get(who, Fraction(0))
        part, off = value / whole, value / whole - Fraction(percent, 100)
        if abs(off) > HALF_A_PERCENT:
            figure = Figure(f"明细列为{who}", value, MONEY)
            yield Finding(
                Severity.WARNING,
                "资金来源与承担",
                who,
                Stand(f"{percent}%", "year.yaml 的 sources"),
                stand(figure, f"lines 的承担，{budget.version.name}"),
                f"{rate(-off)}".replace("-", "−"),
                f"资金来源写{who} {percent}%，明细列为{who}的占 {rate(part)}",
                budget.version.name,
            )


def _booked(budget: Budget, library: Library) -> Mapping[str, Fraction]:
    """The fen each level is booked to pay, by the name sources give it."""
    found: dict[str, Fraction] = {}
    for item in budget.items:
        for line in item.shown:
            for who, value in _parts(line, library):
                level = LEVELS.get(who, who)
                found[level] = found.get(level, Fraction(0)) + value
    return found


def _parts(line: LineFigures, library: Library) -> Iterator[tuple[str, Fraction]]:
    if line.line.charged_to:
        return
    amount = line.amount.value
    for who, part in line.line.bearers:
        yield who, amount * part
    if not line.line.bearers:
        divided = shares_of(line, library)
        yield from ((each.name, each.value) for each in divided)
        if not divided:
            yield "区", amount
