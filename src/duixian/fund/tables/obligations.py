"""What awards bring due month by month, whoever decided them when, against the approved total."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from duixian.fund.figure import Figure, given, total
from duixian.fund.model.execution import Instalment
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Place

MOST_LISTED = 100
"""More instalments than this are told line by line, not one by one."""
Months = Mapping[int, list[Instalment]]


def _due(book: Book) -> Months:
    """Instalments by the month of the fund's year in which they fall due.

    What earlier years left unpaid is due at once.
    """
    start = date(book.year.fund.year, 1, 1)
    found: dict[int, list[Instalment]] = {}
    for each in book.year.instalments:
        day = max(each.due, start)
        if day.year == start.year and not (each.paid and each.paid < start):
            found.setdefault(day.month, []).append(each)
    return found


def _paid(book: Book) -> Months:
    """Instalments by the month of the fund's year in which they were paid."""
    found: dict[int, list[Instalment]] = {}
    for each in book.year.instalments:
        if each.paid is not None and each.paid.year == book.year.fund.year:
            found.setdefault(each.paid.month, []).append(each)
    return found


def all_due(book: Book) -> Figure:
    """Everything that awards bring due in the year."""
    months = _due(book)
    parts = (_sum(f"{month} 月到期", months[month]) for month in sorted(months))
    return total(f"{book.year.fund.year} 年到期应付", parts)


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
    rows = tuple(_rows(book, approved))
    return Table("应付分月", f"{year} 年各月到期应付", columns, rows, "万元")


def _rows(book: Book, approved: Figure | None) -> Iterator[Row]:
    year, due, paid = book.year.fund.year, _due(book), _paid(book)
    all_due_, all_paid = [], []
    for month in range(1, 13):
        now = due.get(month, [])
        earlier = _sum(f"{month} 月到期的往年决定", [e for e in now if e.decided.year < year])
        own = _sum(f"{month} 月到期的当年决定", [e for e in now if e.decided.year >= year])
        all_due_ += [earlier, own]
        all_paid.append(_sum(f"{month} 月已付", paid.get(month, [])))
        figures = (
            earlier,
            own,
            total(f"至 {month} 月累计到期", all_due_),
            total(f"至 {month} 月累计已付", all_paid),
        )
        cells = [number(each, in_wan(each.value)) for each in figures]
        yield Row(str(month), (words(f"{month} 月"), *cells, _or_empty(approved)))


def _or_empty(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, in_wan(figure.value))


def _sum(name: str, instalments: Sequence[Instalment]) -> Figure:
    if len(instalments) <= MOST_LISTED:
        return total(name, [_one(each) for each in instalments])
    lines: dict[str, list[Instalment]] = {}
    for each in instalments:
        lines.setdefault(each.line, []).append(each)
    return total(name, [_line(code, found) for code, found in lines.items()])


def _one(each: Instalment) -> Figure:
    source = f"{each.decided} 决定，{each.due} 到期"
    return given(each.award, each.amount, source, Place("awards", each.row))


def _line(code: str, found: Sequence[Instalment]) -> Figure:
    amount = sum(each.amount for each in found)
    return given(code, amount, f"奖补台账共 {len(found)} 期", Place("awards", found[0].row))
