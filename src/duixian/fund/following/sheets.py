"""The rows of a table as text, under the headings they stood under."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from duixian.fund.reading.grid import Grid
from duixian.fund.reading.year import TABLES

Cells = Mapping[str, str]
"""Cells by the names of their columns, without the units of the headings."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: headings and rows of text."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def empty(name: str) -> Sheet:
    """Only the headings of a table."""
    return Sheet(name, tuple(column.name for column in TABLES[name]))


def carried(name: str, grid: Grid | None, keeps: Callable[[Cells], bool], *cleared: str) -> Sheet:
    """The rows of a table that are kept, with some columns emptied."""
    if grid is None:
        return empty(name)
    bare = [_bare(heading) for heading in grid.headings]
    rows = tuple(
        tuple("" if column in cleared else cell for column, cell in zip(bare, cells, strict=True))
        for cells in _padded(grid)
        if keeps(dict(zip(bare, cells, strict=True)))
    )
    return Sheet(name, grid.headings, rows)


def rewritten(sheet: Sheet, change: Callable[[Cells], Cells]) -> Sheet:
    """The sheet with some cells of each row replaced."""
    bare = [_bare(heading) for heading in sheet.headings]
    rows = []
    for row in sheet.rows:
        cells = dict(zip(bare, row, strict=True))
        new = {**cells, **change(cells)}
        rows.append(tuple(new[name] for name in bare))
    return Sheet(sheet.name, sheet.headings, tuple(rows))


def with_units(sheet: Sheet) -> Iterator[Cells]:
    """The rows by column, the unit of a heading put behind its numbers."""
    units = [
        heading.replace("(", "（").partition("（")[2].rstrip("）)") for heading in sheet.headings
    ]
    bare = [_bare(heading) for heading in sheet.headings]
    for row in sheet.rows:
        yield {
            name: f"{cell} {unit}" if unit and cell[-1:].isdigit() else cell
            for name, unit, cell in zip(bare, units, row, strict=True)
        }


def _padded(grid: Grid) -> Iterator[tuple[str, ...]]:
    width = len(grid.headings)
    for _, cells in grid.rows:
        yield (*cells, *("",) * width)[:width]


def _bare(heading: str) -> str:
    return heading.replace("(", "（").partition("（")[0]
