"""The table of standards of a library as a document across the page."""

from collections.abc import Iterator, Sequence
from datetime import date

from duixian.paper.official.blocks import Document, NewPage, Title
from duixian.paper.official.grid import Grid, GridCell, label, value
from duixian.rulebook.expression.figures import day
from duixian.rulebook.library.model import Library
from duixian.rulebook.views.standards import COLUMNS, StandardRow, standards_table

_WEIGHTS = (16, 12, 18, 20, 24, 24, 54, 54, 14)
_NOTE = "申请条件只列要点，名词的含义、就高不重复的安排和完整条件见各文件条文。"


def standards_document(
    library: Library, unit: str, on: date, *, only_in_force: bool = False
) -> Document:
    """The table as a paper of the unit; `only_in_force` leaves out what is not law on that day."""
    rows = standards_table(library, on=on if only_in_force else None)
    head = tuple(label(name) for name in COLUMNS)
    body = tuple(tuple(_cells(rows, at)) for at in range(len(rows)))
    grid = Grid(len(COLUMNS), (head, *body), 1, notes=(_NOTE,), weights=_WEIGHTS)
    title = Title("政策标准梳理", (f"{unit}，{day(on)}",))
    return Document("政策标准梳理", unit, on, (NewPage(across=True), title, grid))


def _cells(rows: Sequence[StandardRow], at: int) -> Iterator[GridCell]:
    """One row; what repeats from the row above is said once."""
    row, above = rows[at], rows[at - 1] if at else None
    yield value("" if above and above.category == row.category else row.category)
    yield value("" if above and above.office == row.office else row.office)
    items = f"{row.item}（本类 {row.items} 项）"
    yield value("" if above and above.item == row.item else items)
    for text in (row.detail, row.compared, row.document, row.core_conditions, row.core_standard):
        yield value(text)
    yield value(row.funding)
