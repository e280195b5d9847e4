"""What a printed figure is made of: the table, row and column asked for, found or answered."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Cell, Row, Table
from duixian.fund.work.book import Book

_OTHER_NAMES = {
    "表7": "表7a",
    "表7汇总": "表7a",
    "表7详表": "表7b",
    "表i": "政策项",
    "a": "附件1",
    "附件1a": "附件1",
    "b": "附件1B",
    "c": "附件1C",
    "d": "附件1D",
    "d′": "附件1D明细",
    "评分表": "评分表自评",
    "004": "财政政策绩效目标申报表",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The cell that was asked for, with where it stands."""

    table: Table
    row: Row
    column: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class NoSuch:
    """What was not found, what there is, and which row holds it where one does."""

    what: str
    known: tuple[str, ...]
    instead: str = ""


_NUMBER = re.compile(r"\d+")


def find(book: Book, table: str, row: str, column: str) -> Answer | NoSuch:
    """The cell of a table by names as people write them: 表 3, 第 2 项, 金额."""
    made = tables(book)
    name = _table_name(table, made)
    if name is None:
        return NoSuch(f"没有「{table}」这张表", tuple(made))
    found = made[name]()
    at = _row(found, row)
    if at is None:
        known = tuple(each.name for each in found.rows)
        return NoSuch(f"{name} 没有「{row}」这一行", known, _held(book, found, row))
    heading = _column(found, column)
    if heading is None:
        return NoSuch(f"{name} 没有「{column}」这一列", tuple(e.name for e in found.columns))
    return Answer(found, at, found.columns[heading].name, at.cells[heading])


def table_named(book: Book, text: str) -> Table | None:
    """The table people mean by a name: 表 3, 3, 7b, 附件1B, 004."""
    made = tables(book)
    name = _table_name(text, made)
    return made[name]() if name else None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s()（）.]", "", folded)


def _table_name(text: str, known: Iterable[str]) -> str | None:
    wanted = _plain(text)
    named = {_plain(name): name for name in known}
    for candidate in (wanted, f"表{wanted}", _plain(_OTHER_NAMES.get(wanted, ""))):
        if candidate in named:
            return named[candidate]
    other = _OTHER_NAMES.get(f"表{wanted}")
    return other if other in named.values() else None


def _row(table: Table, text: str) -> Row | None:
    wanted = _plain(text)
    for row in table.rows:
        if wanted == _plain(row.name):
            return row
    for row in table.rows:
        if wanted in {_plain(cell.text) for cell in row.cells[:3]}:
            return row
    holding = [row for row in table.rows if any(wanted in _plain(c.text) for c in row.cells[:3])]
    return holding[0] if len(holding) == 1 else None


def _held(book: Book, table: Table, text: str) -> str:
    """Which row holds a line that the table prints as one with the rest of its item."""
    lines = {line.code: line for line in book.year.lines}
    line = lines.get(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if line is None:
        return ""
    item = next(item.name for item in book.year.items if item.number == line.item)
    for row in table.rows:
        if row.name == str(line.item) and item in row.words:
            return f"{line.code}「{line.name}」并在第 {row.name} 行「{item}」里，查 {row.name}"
    return ""


def _column(table: Table, text: str) -> int | None:
    wanted = _plain(text)
    names = [_plain(column.name) for column in table.columns]
    headings = [_plain(column.heading) for column in table.columns]
    for known in (names, headings):
        if known.count(wanted) == 1:
            return known.index(wanted)
    pieces = [_plain(piece) for piece in text.split()]
    holding = [at for at, name in enumerate(names) if all(piece in name for piece in pieces)]
    if holding:
        return holding[0] if len(holding) == 1 else None
    # A column of another year is no misspelling of this one.
    numbers = _NUMBER.findall(wanted)
    alike = [name for name in names if set(numbers) <= set(_NUMBER.findall(name))]
    near = get_close_matches(wanted, alike, 1)
    return names.index(near[0]) if near else None
