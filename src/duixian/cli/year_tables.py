"""A table of a year on the screen, and as data."""

from typing import TYPE_CHECKING, Any

from duixian.cli.console import output, plain_table

if TYPE_CHECKING:
    from duixian.fund.tables.table import Table


MOST_ROWS = 500
"""Nobody reads more on a screen, and laying them out takes longer than working them out."""


def as_data(table: "Table") -> dict[str, Any]:
    """A table for a program: what is printed in each cell."""
    return {
        "name": table.name,
        "caption": table.caption,
        "unit": table.unit,
        "columns": [column.name for column in table.columns],
        "rows": [[cell.text for cell in row.cells] for row in table.rows],
        "notes": [note for note in table.notes if note],
    }


def print_table(table: "Table") -> None:
    """A table as wide as the screen, with its notes below; of a very long one its first rows."""
    unit = f"（金额单位：{table.unit}）" if table.unit else ""
    headings = [
        f"{'>' if column.figures else ''}{column.name}{f'（{column.unit}）' if column.unit else ''}"
        for column in table.columns
    ]
    shown = plain_table(*headings, title=f"{table.caption}{unit}")
    rows = [*table.rows[:MOST_ROWS], *(row for row in table.rows[MOST_ROWS:] if row.is_total)]
    for row in rows:
        cells = [f"{c.text} ({c.note})" if c.note and c.figure else c.text for c in row.cells]
        shown.add_row(*cells, end_section=True)
    output().print(shown)
    left = len(table.rows) - len(rows)
    if left > 0:
        words = f"只显示前 {MOST_ROWS} 行和合计，还有 {left} 行；加 --json 列出全部"
        output().print(words, markup=False)
    for note in table.notes:
        if note:
            output().print(note, markup=False)
