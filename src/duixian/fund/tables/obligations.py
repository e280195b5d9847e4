"""What awards bring due month by month, whoever decided them when, against the approved total."""

from collections.abc import Iterable
from datetime import date

from duixian.fund.figure import Figure, given, total
from duixian.fund.model.execution import Instalment
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Place


def due_in(book: Book, first: date, last: date) -> tuple[Instalment, ...]:
    """Instalments due in days of the fund's year; what earlier years left unpaid is due at once."""
    start = date(book.year.fund.year, 1, 1)
    return tuple(
        each
        for each in book.year.instalments
        if not (each.paid and each.paid < start) and first <= max(each.due, start) <= last
    )


def all_due(book: Book) -> Figure:
    """Everything that awards bring due in the year."""
    year = book.year.fund.year
    return _sum(f"{year} 年到期应付", due_in(book, date(year, 1, 1), date(year, 12, 31)))


def due_by_month(book: Book) -> Table:
    """应付分月: due from earlier years' decisions and from this year's, added up, and paid."""
    year = book.year.fund.year
    approved = book.execution.approved(year)
    columns = (
        Column("月"),
        Column("往年决定", over="当月到期", figures=True),
        Column("当年决定", over="当月到期", figures=True),
        Column("累计到期", figures=True),
        Column("累计已付", figures=True),
        Column("批复总额", figures=True),
    )
    rows = tuple(_row(book, month, approved) for month in range(1, 13))
    return Table("应付分月", f"{year} 年各月到期应付", columns, rows, "万元")


def _row(book: Book, month: int, approved: Figure | None) -> Row:
    year = book.year.fund.year
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    due = due_in(book, first, last)
    until = due_in(book, date(year, 1, 1), last)
    start = date(year, 1, 1)
    paid = [each for each in book.year.instalments if each.paid and start <= each.paid <= last]
    figures = (
        _sum(f"{month} 月到期的往年决定", (e for e in due if e.decided.year < year)),
        _sum(f"{month} 月到期的当年决定", (e for e in due if e.decided.year >= year)),
        _sum(f"至 {month} 月累计到期", until),
        _sum(f"至 {month} 月累计已付", paid),
    )
    cells = [number(each, in_wan(each.value)) for each in figures]
    return Row(str(month), (words(f"{month} 月"), *cells, _or_empty(approved)))


def _or_empty(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, in_wan(figure.value))


def _sum(name: str, instalments: Iterable[Instalment]) -> Figure:
    return total(
        name,
        (
            given(e.award, e.amount, f"{e.decided} 决定，{e.due} 到期", Place("awards", e.row))
            for e in instalments
        ),
    )
