"""Rows of tables: their header, their names, and rows that a page break has cut in two.

A table with a header gives rows addressed by number and column (第11行扶持标准); one without
gives rows addressed by the names in their leading cells, an empty cell repeating the name above
it (成本指标 经济成本指标 区级智能工厂). A bare value is read together with the name beside it,
since 「=50.00(万元)」 alone would say the same in every row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duixian.paper.addresses import Level, Part
from duixian.paper.lines import Line
from duixian.paper.reading import kept

_ENDED = re.compile(r"[。;；]\W*$")
_SENTENCE_END = re.compile(r"[。;]")
_NO_LABEL = re.compile(r"[。;\d]")
_LONGEST_LABEL = 30
_FEWEST_COLUMNS = 3


@dataclass(slots=True)
class Cell:
    """What one cell says, and the parts of its address within the table."""

    parts: tuple[Part, ...]
    text: str


def cells(rows: Sequence[Line], first_row: int = 1) -> list[Cell]:
    """All cells that say something, header rows left out, rows numbered from `first_row`."""
    headers = _headers(rows)
    return _by_column(rows, headers, first_row) if headers else _by_name(rows)


def _headers(rows: Sequence[Line]) -> set[int]:
    """The header lines: the first row when it is all labels, and every row that repeats it."""
    first = [cell for cell in rows[0].cells if cell]
    if len(first) < _FEWEST_COLUMNS or any(
        _NO_LABEL.search(c) or len(c) > _LONGEST_LABEL for c in first
    ):
        return set()
    words = kept("".join(first))
    return {row.number for row in rows if kept("".join(row.cells)) == words}


def _by_column(rows: Sequence[Line], headers: set[int], first_row: int) -> list[Cell]:
    done: list[dict[str, str]] = []
    columns: tuple[str, ...] = ()
    fresh_page = False
    for row in rows:
        if row.number in headers:
            columns, fresh_page = _columns(row.cells), True
            continue
        said = _by_header(columns, row.cells)
        if fresh_page and done and not row.cells[0] and _continues(done[-1], said):
            for column, text in said.items():
                done[-1][column] += text
        else:
            done.append(said)
        fresh_page = False
    return [
        Cell((Part(Level.ROW, n), Part(Level.NAME, name=column)), text)
        for n, said in enumerate(done, first_row)
        for column, text in said.items()
    ]


def _columns(header: Sequence[str]) -> tuple[str, ...]:
    """A name for each column, without brackets; an empty cell belongs to the one before it."""
    names: list[str] = []
    for cell in header:
        name = kept(re.sub(r"\(.*", "", cell))
        names.append(name or (names[-1] if names else ""))
    return tuple(names)


def _by_header(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for column, text in zip(columns, row, strict=False):
        if text:
            said[column] = f"{said[column]} {text}" if column in said else text
    return said


def _continues(above: dict[str, str], said: dict[str, str]) -> bool:
    """Whether every cell of the row goes on where the row above broke off in mid-sentence."""
    return all(column in above and not _ENDED.search(above[column]) for column in said)


def _by_name(rows: Sequence[Line]) -> list[Cell]:
    found: list[Cell] = []
    names: list[str] = []
    for row in rows:
        *leading, text = [cell.strip() for cell in _without_empty_end(row.cells)] or [""]
        names = [name or (names[i] if i < len(names) else "") for i, name in enumerate(leading)]
        labels = [name for name in names if kept(name)]
        if text:
            value = f"{labels[-1]} {text}" if labels and not _SENTENCE_END.search(text) else text
            found.append(Cell(tuple(Part(Level.NAME, name=kept(name)) for name in labels), value))
    return found


def _without_empty_end(row: Sequence[str]) -> Sequence[str]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]
