"""A table of a year as the papers print it: heads, units, merged cells, totals, notes."""

import re

from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import EMPTY, NOT_APPLICABLE, Cell, Column, Row, Table
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Look, Paragraph
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label

_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?(?:（.*）)?")
_BLANK = {"", EMPTY, NOT_APPLICABLE}
_SHORT = 4
_TOGETHER = 12
"""At most so many rows share a merged cell, so that its words are on the page one reads."""


def grid_of(table: Table, number: str = "", *, merged: int = 0, remarks: bool = False) -> Grid:
    """The table under its caption, with its number before and its unit behind it.

    Equal texts below one another in the first `merged` columns become one cell. With `remarks`
    the note of a cell stands behind its figure: 34.47%（1-8 月）.
    """
    head = _head(table.columns)
    aligns = tuple(_align(table, at, remarks=remarks) for at in range(len(table.columns)))
    body = [row for row in table.rows if not row.is_total]
    rows = _merged([_texts(row, remarks=remarks) for row in body], aligns, merged)
    totals = [_total(row, table.columns, aligns) for row in table.rows if row.is_total]
    return Grid(
        columns=len(table.columns),
        rows=(*head, *rows, *totals),
        head=len(head),
        caption=caption(table, number),
        notes=tuple(note for note in table.notes if note),
    )


def caption(table: Table, number: str = "") -> str:
    """表 1 2022 年项目预算申报二级汇总（金额单位：万元）."""
    unit = f"（金额单位：{table.unit}）" if table.unit else ""
    return f"{number} {table.caption}".strip() + unit


def _head(columns: tuple[Column, ...]) -> tuple[GridRow, ...]:
    """One row of headings, or two where some columns stand under a common one."""
    if not any(column.over for column in columns):
        return (tuple(label(_heading(column)) for column in columns),)
    above: list[GridCell] = []
    for at, column in enumerate(columns):
        if not column.over:
            above.append(label(_heading(column), down=2))
        elif at == 0 or columns[at - 1].over != column.over:
            together = next(
                (n for n, each in enumerate(columns[at:]) if each.over != column.over),
                len(columns) - at,
            )
            above.append(label(column.over, across=together))
    below = tuple(label(_heading(column)) for column in columns if column.over)
    return tuple(above), below


def _heading(column: Column) -> str:
    shown = column.unit and column.unit != "%" and column.unit not in column.heading
    return f"{column.heading}（{column.unit}）" if shown else column.heading


def _text(cell: Cell, *, remarks: bool) -> str:
    return f"{cell.text}（{cell.note}）" if remarks and cell.note else cell.text


def _texts(row: Row, *, remarks: bool) -> tuple[str, ...]:
    return tuple(_text(cell, remarks=remarks) for cell in row.cells)


def _align(table: Table, at: int, *, remarks: bool) -> Align:
    texts = [_text(row.cells[at], remarks=remarks) for row in table.rows if not row.is_total]
    if table.columns[at].figures:
        figures = all(text in _BLANK or _FIGURE.fullmatch(text) for text in texts)
        return Align.RIGHT if figures else Align.CENTRE
    return Align.CENTRE if all(len(text) <= _SHORT for text in texts) else Align.LEFT


def _merged(rows: list[tuple[str, ...]], aligns: tuple[Align, ...], merged: int) -> list[GridRow]:
    found: list[list[GridCell]] = [[] for _ in rows]
    for column, align in enumerate(aligns):
        start = 0
        while start < len(rows):
            down = _run(rows, start, column) if column < merged else 1
            found[start].append(GridCell(rows[start][column], down=down, align=align))
            start += down
    return [tuple(row) for row in found]


def _run(rows: list[tuple[str, ...]], start: int, column: int) -> int:
    """How many rows from `start` agree in this column and all before it."""
    together = rows[start][: column + 1]
    if not together[-1]:
        return 1
    end = start
    while end < min(len(rows), start + _TOGETHER) and rows[end][: column + 1] == together:
        end += 1
    return end - start


def _total(row: Row, columns: tuple[Column, ...], aligns: tuple[Align, ...]) -> GridRow:
    """The total: its name over the columns of words before the first figure."""
    before = next((at for at, column in enumerate(columns) if column.figures), len(columns))
    name = next((cell.text for cell in row.cells[:before] if cell.text), "")
    rest = (
        GridCell(cell.text, align=align, bold=True)
        for cell, align in zip(row.cells[before:], aligns[before:], strict=True)
    )
    return (label(name, across=before), *rest) if before else tuple(rest)


def table_of(
    book: Book, name: str, number: str = "", *, merged: int = 0, remarks: bool = False
) -> Grid | Paragraph:
    """The table of that name as `grid_of` prints it; where the year has none, a line says so."""
    make = tables(book).get(name)
    made = make() if make else None
    if made is None or not made.rows:
        return Paragraph(f"（{number or name}：尚无数据）", Look.OPEN)
    return grid_of(made, number, merged=merged, remarks=remarks)
