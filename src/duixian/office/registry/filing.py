"""A firm's file as a page shows it: every value with its source and the day it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from duixian.intake.workbook.layout import Column
from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.models import Enterprise, Record
from duixian.office.registry.selectors import records_of
from duixian.office.registry.sheets import FIRM_SHEET, Sheet, sheets
from duixian.office.registry.values import Kept, shown
from duixian.rulebook.vocabulary.model import FactKind
from duixian.rulebook.vocabulary.values import decimal_text

HIDDEN = "已隐藏"
_NUMBERS = (FactKind.MONEY, FactKind.QUANTITY, FactKind.RATE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text; `source` and `day` only where they are not those of the whole row.

    `title` is that of its column, for a page too narrow for columns.
    """

    text: str
    is_number: bool = False
    source: str = ""
    day: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the firm itself: `code` is what the value is called in its row."""

    code: str
    title: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a section; `number` is that of the row."""

    number: int
    key: str
    cells: Sequence[Cell]
    source: str
    day: str


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet with rows of the firm: only the columns of which something is known."""

    sheet: Sheet
    columns: Sequence[Column]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class File:
    """Everything known of a firm; `sensitive` names the sensitive facts that it holds."""

    firm: Enterprise
    facts: Sequence[Fact]
    sections: Sequence[Section]
    sensitive: Sequence[str]


def file_of(firm: Enterprise, *, reveal: bool) -> File:
    """The file; sensitive values are hidden unless `reveal`."""
    rows: dict[str, list[Record]] = defaultdict(list)
    for record in records_of(firm):
        rows[record.sheet].append(record)
    facts = [fact for record in rows.pop(FIRM_SHEET, []) for fact in _facts(record, reveal=reveal)]
    held = [sheet for code, sheet in sheets().items() if code in rows]
    sections = [_section(sheet, rows[sheet.code], reveal=reveal) for sheet in held]
    return File(firm, facts, sections, _sensitive(firm))


def told_rows(records: Iterable[Record]) -> list[tuple[Record, str]]:
    """Rows and what their sheets are called."""
    return [(record, sheets()[record.sheet].name) for record in records]


def told_row(record: Record) -> list[Fact]:
    """All values of a row, sensitive ones hidden."""
    return _facts(record, reveal=False)


def told_value(record: Record, code: str) -> Fact:
    """One value of a row by itself; RefusedError where the sheet has no such fact."""
    column = sheets()[record.sheet].columns.get(code)
    if column is None:
        raise RefusedError(No("没有这一项", hidden=True))
    return Fact(code, title_of(column), _cell(record, code, column, reveal=True, in_row=False))


def _sensitive(firm: Enterprise) -> list[str]:
    """The sensitive facts of which the file holds a value."""
    found: dict[str, None] = {}
    for record in records_of(firm):
        columns = sheets()[record.sheet].columns
        for code in record.values:
            if code in columns and columns[code].fact.sensitive:
                found[columns[code].fact.name] = None
    return list(found)


def _facts(record: Record, *, reveal: bool) -> list[Fact]:
    columns = sheets()[record.sheet].columns
    return [
        Fact(code, title_of(column), _cell(record, code, column, reveal=reveal, in_row=False))
        for code, column in columns.items()
        if code in record.values
    ]


def title_of(column: Column) -> str:
    """The name of a fact, and of the figure where it has three."""
    return f"{column.fact.name}（{column.stage.value}）" if column.stage else column.fact.name


def _section(sheet: Sheet, records: Sequence[Record], *, reveal: bool) -> Section:
    known = {code for record in records for code in record.values}
    columns = {
        code: column
        for code, column in sheet.columns.items()
        if code in known and column.fact.name != sheet.owner
    }
    lines = [
        Line(
            record.pk,
            record.key,
            [
                replace(_cell(record, code, column, reveal=reveal, in_row=True), title=column.title)
                for code, column in columns.items()
            ],
            *_origin(record, "*"),
        )
        for record in records
    ]
    return Section(sheet, list(columns.values()), lines)


def _cell(record: Record, code: str, column: Column, *, reveal: bool, in_row: bool) -> Cell:
    found = record.values.get(code)
    is_number = in_row and column.fact.kind in _NUMBERS
    source, day = _origin(record, code)
    if in_row and code not in record.origins:
        source, day = "", ""
    if column.fact.sensitive and found is not None and not reveal:
        return Cell(HIDDEN, is_number, source, day)
    text = _bare(column, found) if is_number else shown(column, found)
    return Cell("—" if found is None and in_row else text, is_number, source, day)


def _bare(column: Column, found: Kept | None) -> str:
    """A number without its unit, which stands in the head of the column."""
    if found is None:
        return "—"
    if column.fact.kind is FactKind.RATE:
        return shown(column, found)
    scale = column.fact.unit.scale if column.fact.unit else 1
    return decimal_text(Fraction(found) / scale)


def _origin(record: Record, code: str) -> tuple[str, str]:
    source, day = record.origins.get(code) or record.origins.get("*") or ("", "")
    return source, day
