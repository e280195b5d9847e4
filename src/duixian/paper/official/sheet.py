"""How a grid lies on a sheet: its widths, heights and page, as the printed paper has them."""

import math
from dataclasses import dataclass

from duixian.paper.official import page
from duixian.paper.official.grid import Grid, GridCell
from duixian.paper.official.measure import ems, measures, stacked

SIZE, LINE = 10, 15
"""Points: the letters of every sheet, and a line of them; printing makes both smaller to fit."""
_HIGHEST, _ABOVE, _INSET, _NARROW = 409.0, 4.0, 8.0, 30.0
_A_FORM = 1.35
"""A form of up to so many pages is printed on one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`characters` are widths as the format counts them, `heights` of rows in points.

    A row of the grid too tall for a sheet takes several there, hence a tuple for each.
    """

    characters: tuple[float, ...]
    heights: tuple[tuple[float, ...], ...]
    across: bool
    one_page: bool


def layout(grid: Grid, *, across: bool) -> Layout:
    """Across where the paper has it so, or where upright the letters would be smaller."""
    upright, wide = (measures(grid, across=turned) for turned in (False, True))
    across = across or wide.size > upright.size
    chosen = wide if across else upright
    widths = tuple(max(_NARROW, width * SIZE / chosen.size) for width in chosen.widths)
    rows = _heights(grid, widths)
    tall = sum(rows) * chosen.size / SIZE / page.text_height(across=across)
    return Layout(
        tuple(_characters(width) for width in widths),
        tuple(_parts(height) for height in rows),
        across,
        one_page=not grid.head and tall <= _A_FORM,
    )


def _characters(points: float) -> float:
    """As the format counts: seven pixels a digit and five around them, 96 pixels an inch."""
    return round((points * 96 / 72 - 5) / 7, 2)


def _heights(grid: Grid, widths: tuple[float, ...]) -> tuple[float, ...]:
    least = max(grid.row_height * page.POINTS_A_MILLIMETRE, LINE + _ABOVE)
    return tuple(stacked(grid, least, lambda cell, at: _height(cell, at, widths)))


def _parts(height: float) -> tuple[float, ...]:
    """As many rows of a sheet as a row of the grid needs, none higher than the format allows."""
    count = math.ceil(height / _HIGHEST)
    return (height / count,) * count


def _height(cell: GridCell, at: int, widths: tuple[float, ...]) -> float:
    """How tall the rows of this cell must be together."""
    room = sum(widths[at : at + cell.across]) - _INSET
    lines = sum(max(1, math.ceil(ems(line) * SIZE / room)) for line in cell.text.split("\n"))
    return lines * LINE + _ABOVE
