"""How wide the columns of a grid are and in what size it is set, worked out from its texts."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from duixian.paper.official import page
from duixian.paper.official.grid import Align, Grid, GridCell

_RUN = re.compile(r"[!-~]+")
_LATIN, _POINT = 0.58, 0.3
_FEWEST, _MOST, _MOST_UNBROKEN = 2.2, 80.0, 12.0
"""Ems: the narrowest column, the longest text that counts, the longest run that must not break."""
_HEADING = 4.0
"""Ems: what a heading asks for; it may break where the figures below it may not."""
_WORDS, _LINES = (7.0, 5.5, 4.5, 4.0), (8, 14, 24, 0)
"""In each size, how many ems a column of words asks for, and in how many lines its text fits."""
_TALL = 0.3
"""What is taller than this share of a page may break over two."""
_WHOLE, _FIRST = 0.42, 3
"""A table up to this share of a page is not parted; of a longer one so many rows stay together."""
_PITCH = 1.35
_WIDEST_LATIN, _BREAK = 0.95, "\u200b"


@dataclass(frozen=True, slots=True)
class Measures:
    """The size of the text and the widths of the columns, in points."""

    size: float
    widths: tuple[float, ...]


def ems(text: str) -> float:
    """How long a text is in its own size: a Chinese character is one, a Latin one a good half."""
    return sum(
        1.0 if east_asian_width(c) in "WFA" else _POINT if c in ",.:;'|" else _LATIN for c in text
    )


def measures(grid: Grid, *, across: bool) -> Measures:
    """The largest size in which no figure breaks and no words are squeezed into a thin column.

    Where the widths are given, the largest in which no row is taller than half a page. In the
    smallest size, whatever room there is.
    """
    room = page.text_width(across=across)
    return _weighed(grid, room, across=across) if grid.weights else _fitted(grid, room)


def _sizes(grid: Grid) -> tuple[float, ...]:
    """The sizes of letters it may be set in, the largest first."""
    return tuple(each for each in page.TABLE_SIZES if not grid.dense or each <= page.DENSE_SIZE)


def _weighed(grid: Grid, room: float, *, across: bool) -> Measures:
    whole = sum(grid.weights)
    widths = tuple(_tenths(room * each / whole) for each in grid.weights)
    for size in _sizes(grid)[:-1]:
        found = Measures(size, widths)
        if max(_row_heights(grid, found), default=0) <= page.text_height(across=across) / 2:
            break
    return found


def _fitted(grid: Grid, room: float) -> Measures:
    lengths = _lengths(grid)
    inside, least = 1.0, [1.0] * grid.columns
    sizes = _sizes(grid)
    for size, words, lines in zip(sizes, _WORDS[-len(sizes) :], _LINES[-len(sizes) :], strict=True):
        inside = (room - 2 * page.INSET * grid.columns) / size
        least = [each.least(words, lines) for each in lengths]
        if sum(least) <= inside:
            break
    if sum(least) > inside:
        least = [each * inside / sum(least) for each in least]
    given = _shared([min(each.longest, _MOST) for each in lengths], least, inside)
    return Measures(size, tuple(_tenths(each * size + 2 * page.INSET) for each in given))


def _tenths(points: float) -> float:
    """Whole tenths of a point: the same on every machine."""
    return math.floor(points * 10) / 10


def _shared(wanted: list[float], least: list[float], inside: float) -> list[float]:
    """Every column its least, the rest as far as its texts are longer than that."""
    missing = [max(0.0, w - low) for w, low in zip(wanted, least, strict=True)]
    rest = inside - sum(least)
    if sum(missing) > rest:
        return [low + rest * each / sum(missing) for low, each in zip(least, missing, strict=True)]
    spare = (rest - sum(missing)) / sum(wanted)
    return [low + m + w * spare for low, m, w in zip(least, missing, wanted, strict=True)]


@dataclass(slots=True)
class _Length:
    """How long the texts of a column are, in ems: the longest, the figures, what cannot break."""

    longest: float = _FEWEST
    figures: float = _FEWEST
    unbroken: float = 0.0

    def least(self, words: float, lines: int) -> float:
        """The least width in which no figure breaks and no text takes more than so many lines."""
        long = min(self.longest / lines, _MOST / 5) if lines else 0.0
        return max(self.figures, min(self.longest, words), min(self.unbroken, _MOST_UNBROKEN), long)


def _lengths(grid: Grid) -> list[_Length]:
    found = [_Length() for _ in range(grid.columns)]
    for number, at, cell in _narrow(grid):
        length = max((ems(line) for line in cell.text.split("\n")), default=0.0)
        run = max((ems(each) for each in _RUN.findall(cell.text)), default=0.0)
        column = found[at]
        if number < grid.head:
            column.figures = max(column.figures, min(length, _HEADING))
            continue
        column.longest = max(column.longest, length)
        column.unbroken = max(column.unbroken, run)
        if cell.align is Align.RIGHT:
            column.figures = max(column.figures, length)
    return found


def _narrow(grid: Grid) -> Iterator[tuple[int, int, GridCell]]:
    """Row, column and cell of all that take one column."""
    for number, row in enumerate(placed(grid)):
        yield from ((number, at, cell) for at, cell in row if cell.across == 1)


def placed(grid: Grid) -> list[list[tuple[int, GridCell]]]:
    """Row by row every cell with the column it begins in."""
    found: list[list[tuple[int, GridCell]]] = []
    covered: dict[int, int] = {}
    for row in grid.rows:
        at = 0
        found.append([])
        for cell in row:
            while covered.get(at, 0):
                at += 1
            found[-1].append((at, cell))
            for column in range(at, at + cell.across):
                covered[column] = cell.down
            at += cell.across
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
    return found


def wrapping(cell: GridCell, at: int, measured: Measures) -> str:
    """The text of a cell with places to break in every run of letters wider than the cell.

    A figure is never broken: two halves would be read as two figures.
    """
    if cell.align is Align.RIGHT:
        return cell.text
    room = (sum(measured.widths[at : at + cell.across]) - 2 * page.INSET) / measured.size

    def broken(run: re.Match[str]) -> str:
        if ems(run[0]) <= room:
            return run[0]
        each = max(1, int(room / _WIDEST_LATIN))
        return _BREAK.join(run[0][at : at + each] for at in range(0, len(run[0]), each))

    return _RUN.sub(broken, cell.text)


def breaking(grid: Grid, measured: Measures, *, across: bool) -> tuple[tuple[bool, ...], ...]:
    """Cell by cell whether it may break over two pages: only where it is too tall to stay whole.

    A cell that spans rows is as tall as they are together.
    """
    heights = _row_heights(grid, measured)
    most = page.text_height(across=across) * _TALL
    return tuple(
        tuple(sum(heights[number : number + cell.down]) > most for _, cell in row)
        for number, row in enumerate(placed(grid))
    )


def together(grid: Grid, measured: Measures, *, across: bool) -> int:
    """How many rows from the first must share a page: all of a short table, else a few low ones."""
    heights = _row_heights(grid, measured)
    room = page.text_height(across=across)
    if sum(heights) <= room * _WHOLE:
        return len(grid.rows)
    first = (sum(heights[: grid.head + rows]) <= room * _TALL for rows in range(1, _FIRST + 1))
    return grid.head + max(1, sum(first))


def room(grid: Grid, measured: Measures, *, across: bool) -> float:
    """What a table wants free on the page it begins on, in points, as near as can be told.

    A first row that may break asks for no more than a part of the page.
    """
    first = _row_heights(grid, measured)[: together(grid, measured, across=across)]
    return min(sum(first), page.text_height(across=across) * _WHOLE)


def _row_heights(grid: Grid, measured: Measures) -> list[float]:
    least = grid.row_height * page.POINTS_A_MILLIMETRE
    above = page.DENSE_ABOVE if grid.dense else page.ABOVE

    def tall(cell: GridCell, at: int) -> float:
        return _height(cell, at, measured, above)

    return stacked(grid, least, tall)


def stacked(grid: Grid, least: float, tall: Callable[[GridCell, int], float]) -> list[float]:
    """Row by row how tall it is; a cell over several rows gives each its share of what is missing.

    `tall` says how tall the rows of a cell, which begins in a column, must be together.
    """
    rows = placed(grid)
    found = [max([least, *(tall(cell, at) for at, cell in row if cell.down == 1)]) for row in rows]
    for number, row in enumerate(rows):
        for at, cell in row:
            missing = tall(cell, at) - sum(found[number : number + cell.down])
            for below in range(number, number + cell.down):
                found[below] += max(0.0, missing / cell.down)
    return found


def _height(cell: GridCell, at: int, measured: Measures, above: float) -> float:
    """How tall the rows of this cell must be together."""
    width = sum(measured.widths[at : at + cell.across]) - 2 * page.INSET
    lines = sum(
        max(1, math.ceil(ems(line) * measured.size / width)) for line in cell.text.split("\n")
    )
    return lines * measured.size * _PITCH + 2 * above
