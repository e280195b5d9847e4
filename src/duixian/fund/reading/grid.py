"""A table as text cells with their places, whatever file it came from, and its typed columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from duixian.rulebook.documents.scalars import day_of
from duixian.rulebook.language import read_unit
from duixian.rulebook.problems import Place, Problem, error
from duixian.rulebook.units import MONEY
from duixian.rulebook.vocabulary.amounts import split_amount


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heading cells and its rows of text; `place` of a row and a column, from 1."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    place: Callable[[int, int], Place]


class Refused(Exception):  # noqa: N818 - no error of a program: a cell is wrong, the problem noted
    """Why a cell is wrong: code, what, what to write instead."""

    def __init__(self, code: str, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.code, self.what, self.instead = code, what, instead


Convert = Callable[[str], Any]
COLUMN_MISSING = "column-missing"
"""The code of a problem that loses a table; `found` is the name of the table."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what a cell becomes, whether it must be filled."""

    name: str
    convert: Convert = str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose cells were read; what is empty or was refused is absent from `values`."""

    number: int
    values: Mapping[str, Any]
    places: Mapping[str, int]
    grid: Grid

    def get(self, name: str, default: Any = "") -> Any:  # noqa: ANN401 - as the column converts
        """The value under a heading."""
        return self.values.get(name, default)

    def place(self, name: str = "") -> Place:
        """The place of a cell, or of the row."""
        return self.grid.place(self.number, self.places.get(name, 0))


def read_rows(
    grid: Grid | None, columns: Iterable[Column], problems: list[Problem]
) -> Iterator[Row]:
    """The rows of a table that have no bad cell; every bad cell is a problem.

    None where a column that must be there is missing: its rows would say nothing.
    """
    if grid is None:
        return
    known = {column.name: column for column in columns}
    placed = _headings(grid, known, problems)
    if not placed:
        return
    where = {name: position + 1 for position, (name, _) in placed.items()}
    cells = [_Reader(known[name], unit, at) for at, (name, unit) in placed.items()]
    width = len(grid.headings)
    unnamed = [at for at, heading in enumerate(grid.headings) if not heading]
    for number, texts in grid.rows:
        before = len(problems)
        if unnamed or len(texts) > width:
            _refuse_unnamed(grid, number, texts, unnamed, problems)
        values: dict[str, Any] = {}
        for reader in cells:
            text = texts[reader.at] if reader.at < len(texts) else ""
            if text in reader.seen:
                values[reader.name] = reader.seen[text]
            elif text:
                reader.read(text, values, grid, number, problems)
            elif reader.required:
                what = f"「{reader.name}」没有填写"
                place = grid.place(number, reader.at + 1)
                problems.append(error("cell-missing", place, "", what))
        if len(problems) == before:
            yield Row(number, values, where, grid)


def _refuse_unnamed(
    grid: Grid, number: int, texts: Sequence[str], unnamed: list[int], problems: list[Problem]
) -> None:
    """What stands under no heading belongs to nothing and would be lost."""
    for at in (*unnamed, *range(len(grid.headings), len(texts))):
        if at < len(texts) and texts[at]:
            what = "这一格上面没有列名"
            place = grid.place(number, at + 1)
            problems.append(error("cell-unnamed", place, texts[at], what, "", "补上列名，或删去"))


def refuse_twice(rows: Iterable[Row], key: tuple[str, ...], problems: list[Problem]) -> None:
    """Rows of which an earlier one says the same, by the columns of the key."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        found = tuple(row.values.get(name) for name in key)
        if found in seen:
            what = f"第 {seen[found]} 行已经写过（{'、'.join(key)}相同）"
            problems.append(error("row-twice", row.place(key[-1]), "", what, "", "删去一行"))
        seen.setdefault(found, row.number)


class _Reader:
    """Reads the cells of one column; remembers what it has read, since long tables repeat."""

    __slots__ = ("at", "convert", "name", "required", "seen", "unit")

    def __init__(self, column: Column, unit: str, at: int) -> None:
        self.name, self.convert, self.required = column.name, column.convert, column.required
        self.unit, self.at = unit, at
        self.seen: dict[str, Any] = {}

    def read(
        self, text: str, values: dict[str, Any], grid: Grid, number: int, problems: list[Problem]
    ) -> None:
        """Put the value of a cell into `values`, or say what is wrong with it."""
        bare = self.unit and text[-1].isdigit()
        try:
            if not text.isprintable() and _CONTROL.search(text):
                raise Refused("cell-control", "有看不见的控制字符", "删去重新输入")  # noqa: TRY301 - noted below, as every refusal
            values[self.name] = self.convert(f"{text} {self.unit}" if bare else text)
        except Refused as no:
            place = grid.place(number, self.at + 1)
            problems.append(error(no.code, place, text, no.what, "", no.instead))
        else:
            self.seen[text] = values[self.name]


def _headings(
    grid: Grid, known: Mapping[str, Column], problems: list[Problem]
) -> dict[int, tuple[str, str]]:
    """Position → (column, unit) of the headings: 金额（万元） is the column 金额 in 万元."""
    placed: dict[int, tuple[str, str]] = {}
    names = [_name_and_unit(heading)[0] for heading in grid.headings]
    if grid.headings and not set(names) & set(known):
        what = f"「{grid.name}」第一行不是列名"
        instead = "、".join(known)
        problems.append(error(COLUMN_MISSING, grid.place(1, 0), grid.name, what, "", instead))
        return {}
    for at, heading in enumerate(grid.headings):
        name, unit = _name_and_unit(heading)
        if name in known and name not in {one for one, _ in placed.values()}:
            placed[at] = (name, unit)
        elif heading:
            what = "写了两遍" if name in known else "不是这张表的列"
            near = get_close_matches(name, known, 1)
            instead = near[0] if near else "、".join(known)
            problems.append(
                error("column-unknown", grid.place(1, at + 1), heading, what, "", instead)
            )
    missing = [
        column.name
        for column in known.values()
        if column.required and column.name not in {one for one, _ in placed.values()}
    ]
    if missing:
        what = f"「{grid.name}」缺少列：{'、'.join(missing)}"
        problems.append(error(COLUMN_MISSING, grid.place(1, 0), grid.name, what))
        return {}
    return placed


def _name_and_unit(heading: str) -> tuple[str, str]:
    name, _, rest = heading.replace("(", "（").replace(")", "）").partition("（")
    return name, rest.removesuffix("）")


def money(text: str) -> int:
    """A sum with its unit, in whole fen; never negative."""
    split = split_amount(text)
    if split is None:
        raise Refused("cell-number", "不是金额", "300 万元")
    value, written = split
    unit = read_unit(written) if written else None
    if unit is None or unit.dimension != MONEY:
        what = f"「{written}」不是金额的单位" if written else "缺少单位"
        raise Refused("cell-unit", what, f"{text.split(' ', maxsplit=1)[0]} 万元")
    fen = value * unit.scale
    if fen < 0:
        raise Refused("cell-negative", "金额不能为负", "")
    if fen.denominator != 1:
        raise Refused("cell-number", "不足一分的零头", "写到分为止")
    return int(fen)


def number(text: str) -> Fraction:
    """A number without unit; never negative."""
    split = split_amount(text)
    if split is None or split[1]:
        raise Refused("cell-number", "不是数", "12.5")
    if split[0] < 0:
        raise Refused("cell-negative", "不能为负", "")
    return split[0]


def whole(text: str) -> int:
    """A whole number."""
    value = number(text)
    if value.denominator != 1:
        raise Refused("cell-number", "应为整数", "")
    return int(value)


def month(text: str) -> int:
    """A month, 1 to 12."""
    value = whole(text)
    if not 1 <= value <= 12:  # noqa: PLR2004 - the months of a year
        raise Refused("cell-month", "不是月份", "1 至 12")
    return value


def day(text: str) -> date:
    """A day written 2022-06-30."""
    found = day_of(text)
    if found is None:
        raise Refused("cell-day", "不是日期", "2022-06-30")
    return found


def days(text: str) -> tuple[date, ...]:
    """Days joined by 、."""
    return tuple(day(word) for word in words(text))


def flag(text: str) -> bool:
    """是 or 否."""
    if text not in {"是", "否"}:
        raise Refused("cell-flag", "应写是或否", "是")
    return text == "是"


def words(text: str) -> tuple[str, ...]:
    """Words joined by 、."""
    return tuple(word.strip() for word in text.split("、") if word.strip())


@dataclass(frozen=True, slots=True)
class OneOf:
    """Converts one of a few words, and says which they are."""

    known: tuple[str, ...]
    kind: Callable[[str], Any]

    def __call__(self, text: str) -> Any:  # noqa: ANN401 - as `kind` makes it
        """The word as `kind` makes it."""
        if text not in self.known:
            near = get_close_matches(text, self.known, 1)
            raise Refused("cell-word", "不是可用的值", near[0] if near else "、".join(self.known))
        return self.kind(text)


def one_of(options: Iterable[str], kind: Callable[[str], Any] = str) -> OneOf:
    """One of a few words."""
    return OneOf(tuple(str(option) for option in options), kind)
