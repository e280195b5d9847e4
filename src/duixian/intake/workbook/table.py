"""One sheet as records: every filled cell an exact value, every bad cell a finding."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from duixian.intake.workbook.cells import UNKNOWN, Cell, Unreadable, cell_text
from duixian.intake.workbook.headers import read_headers
from duixian.intake.workbook.layout import Column, SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.scan import Scan, corner
from duixian.intake.workbook.values import Expected, exact_value
from duixian.rulebook.dossier import Scalar, Staged, Value
from duixian.rulebook.problems import Problem, error, warning
from duixian.rulebook.units import Unit

MOST_KNOWN = 100_000
"""Texts that are remembered with their values: levels, flags and names come again and again."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a sheet: its number as Excel shows it, and its known values by fact name."""

    row: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was read: its layout, its rows, and where to look for them."""

    layout: SheetLayout
    place: CellPlace
    columns: dict[int, Column]
    records: tuple[Record, ...]

    def cell(self, record: Record, name: str) -> CellPlace:
        """The place of one value of a record."""
        column = next((p for p, c in self.columns.items() if c.fact.name == name), -1)
        return self.place.at(record.row, column + 1)


def read_table(
    rows: Iterator[Sequence[Cell]],
    layout: SheetLayout,
    units: tuple[Unit, ...],
    scan: Scan,
    place: CellPlace,
) -> tuple[Table, list[Problem]]:
    """The records of a sheet whose first row holds its headers, and everything wrong with it."""
    first = [str(cell).strip() for cell in next(rows, ())]
    columns, found = read_headers(first, layout, units, place)
    problems = [*found, *blemishes(scan, columns, place)]
    bad = set(scan.errors) | set(scan.uncomputed)
    reader = _RowReader(columns, units, place, bad)
    reader.nameless = {position for position, text in enumerate(first) if not text}
    records = tuple(
        Record(number, reader.read(number, row))
        for number, row in enumerate(rows, 2)
        if not _is_blank(row)
    )
    problems.extend(reader.problems)
    return Table(layout, place, columns, records), problems


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in row)


def blemishes(scan: Scan, columns: Container[int], place: CellPlace) -> Iterator[Problem]:
    """What is wrong with cells whatever they say, in the columns that are read."""
    for (row, column), text in scan.errors.items():
        if column - 1 not in columns:
            continue
        what = "是公式错误"
        yield error("cell-error", place.at(row, column), text, what, instead="改正公式，或填写数值")
    for row, column in scan.uncomputed:
        if column - 1 not in columns:
            continue
        what = "公式没有算出的结果"
        instead = "用 Excel 打开后保存一次，或粘贴为数值"
        yield error("cell-uncomputed", place.at(row, column), "", what, instead=instead)
    for merged in scan.merged:
        what = "合并了单元格，分不清各行的值"
        row, column = corner(merged)
        where = place.at(row, column)
        yield error("cell-merged", where, merged, what, instead="取消合并，每行都填写")
    if scan.hidden:
        what = f"有 {len(scan.hidden)} 行被隐藏（可能是筛选），照常读取"
        yield warning("row-hidden", place.at(min(scan.hidden)), "", what)


class _RowReader:
    def __init__(
        self,
        columns: dict[int, Column],
        units: tuple[Unit, ...],
        place: CellPlace,
        bad: Iterable[tuple[int, int]],
    ) -> None:
        self.columns = columns
        self.units = units
        self.place = place
        self.bad = frozenset(bad)
        self.nameless: set[int] = set()
        self.problems: list[Problem] = []
        self.known: dict[tuple[int, str], Scalar] = {}

    def read(self, number: int, row: Sequence[Cell]) -> dict[str, Value]:
        """The known values of one row."""
        if self.nameless:
            self.warn_of_nameless(number, row)
        values: dict[str, Value] = {}
        staged: dict[str, dict[str, Scalar]] = {}
        for position, column in self.columns.items():
            cell = row[position] if position < len(row) else ""
            if cell == "" and not column.required:
                continue
            if (number, position + 1) in self.bad:
                continue
            value = self.value(cell, column, (number, position + 1))
            if value is None:
                continue
            if column.stage is None:
                values[column.fact.name] = value
            else:
                staged.setdefault(column.fact.name, {})[column.stage.name.lower()] = value
        return values | {name: Staged(**figures) for name, figures in staged.items()}

    def value(self, cell: Cell, column: Column, at: tuple[int, int]) -> Scalar | None:
        """The value of a cell, None when it is unknown or was found bad."""
        known = self.known.get((at[1], cell)) if isinstance(cell, str) else None
        if known is not None:
            return known
        text = cell_text(cell)
        if isinstance(text, Unreadable):
            self.refuse("cell-unreadable", at, text.found, text.what, text.instead)
            return None
        if text in {"", UNKNOWN}:
            if column.required:
                what = f"必填的「{column.fact.name}」没有填写（不能为未知）"
                self.refuse("cell-missing", at, text, what)
            return None
        value = exact_value(text, column, self.units)
        if isinstance(value, Expected):
            what = f"不能作为「{column.title}」：应为{value.text}"
            self.refuse("cell-value", at, text, what)
            return None
        if isinstance(cell, str) and len(self.known) < MOST_KNOWN:
            self.known[at[1], cell] = value
        return value

    def warn_of_nameless(self, number: int, row: Sequence[Cell]) -> None:
        """A column without a header is not read; what stands in it is told once."""
        filled = [at for at in self.nameless if at < len(row) and not _is_blank(row[at : at + 1])]
        for at in sorted(filled):
            what = "这一列没有表头，其中的内容不读取"
            place = self.place.at(number, at + 1)
            self.problems.append(warning("header-none", place, str(row[at]), what))
            self.nameless.discard(at)

    def refuse(
        self, code: str, at: tuple[int, int], found: str, what: str, instead: str = ""
    ) -> None:
        """Note that a cell is bad."""
        self.problems.append(error(code, self.place.at(*at), found, what, instead=instead))
