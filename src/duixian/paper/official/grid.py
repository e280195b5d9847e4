"""Tables and forms as a grid of cells, with merged cells and rows of head that repeat."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, over how many columns and rows, where the text stands, whether bold."""

    text: str
    across: int = 1
    down: int = 1
    align: Align = Align.LEFT
    bold: bool = False


GridRow = tuple[GridCell, ...]
"""The cells that begin in a row, left to right; what a cell from above covers is left out."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or a form.

    `caption` carries number and unit as printed above the table; "" for none. The first `head`
    rows repeat on every page. `weights` are the widths of the columns in any common measure; ()
    lets the text decide. `notes` stand below. `row_height` in millimetres is the least height of
    a row, for forms that leave room to write. `dense` rows stand close in small letters, so that a
    form of some thirty rows keeps to one page.
    """

    columns: int
    rows: tuple[GridRow, ...]
    head: int = 0
    caption: str = ""
    notes: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    row_height: int = 0
    dense: bool = False


def label(text: str, across: int = 1, down: int = 1) -> GridCell:
    """A cell that names what stands beside or below it: bold, centred."""
    return GridCell(text, across, down, Align.CENTRE, bold=True)


def value(text: str, across: int = 1, down: int = 1, align: Align = Align.LEFT) -> GridCell:
    """A cell that somebody filled in."""
    return GridCell(text, across, down, align)
