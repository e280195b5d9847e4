"""How wide the columns of a grid are and in what size it is set, worked out from its texts."""

import math
import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from duixian.paper.official.grid import Align, Grid, GridCell
from duixian.paper.official.page import INSET, TABLE_SIZES

_RUN = re.compile(r"[!-~]+")
_LATIN = 0.58
_FEWEST, _WORDS = 2.2, 5.0
"""Ems: no column is narrower than two characters; words ask for five before figures are shrunk."""
_TALL = 0.3
"""What is taller than this share of a page may break over two."""
_PITCH = 1.35


@dataclass(frozen=True, slots=True)
class Measures:
    """The size of the text and the widths of the columns, in points."""

    size: float
    widths: tuple[float, ...]


def ems(text: str) -> float:
    """How long a text is in its own size: a Chinese character is one, a Latin one a good half."""
    return sum(1.0 if east_asian_width(c) in "WFA" else _LATIN for c in text)


def measures(grid: Grid, room: float) -> Measures:
    """The largest size in which no figure breaks; in the smallest, whatever room there is."""
    wanted, least = _wishes(grid)
    for size in TABLE_SIZES:
        inside = (room - 2 * INSET * grid.columns) / size
        if grid.weights:
            whole = sum(grid.weights)
            return Measures(size, tuple(_whole(room * each / whole) for each in grid.weights))
        if sum(least) <= inside:
            break
    else:
        shrink = inside / sum(least)
        least = [each * shrink for each in least]
    given = _shared(wanted, least, inside)
    return Measures(size, tuple(_whole(each * size + 2 * INSET) for each in given))


def _whole(points: float) -> float:
    """Tenths of a point: the same on every machine."""
    return math.floor(points * 10) / 10


def _shared(wanted: list[float], least: list[float], inside: float) -> list[float]:
    """Every column its least, the rest by the root of what it would still like."""
    if sum(wanted) <= inside:
        spare = (inside - sum(wanted)) / sum(wanted)
        return [each * (1 + spare) for each in wanted]
    rest = inside - sum(least)
    missing = [math.sqrt(max(0.0, w - low)) for w, low in zip(wanted, least, strict=True)]
    whole = sum(missing) or 1.0
    return [low + rest * each / whole for low, each in zip(least, missing, strict=True)]


def _wishes(grid: Grid) -> tuple[list[float], list[float]]:
    """For each column the width of its longest text, and the least that breaks no figure."""
    wanted, least = [_FEWEST] * grid.columns, [_FEWEST] * grid.columns
    for at, cell in (each for row in placed(grid) for each in row):
        if cell.across > 1:
            continue
        length = max((ems(line) for line in cell.text.split("\n")), default=0.0)
        run = max((ems(each) for each in _RUN.findall(cell.text)), default=0.0)
        low = length if cell.align is Align.RIGHT else max(min(length, _WORDS), min(run, 12.0))
        wanted[at] = max(wanted[at], length)
        least[at] = max(least[at], low)
    return wanted, least


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


def breaking(grid: Grid, measured: Measures, page: float) -> tuple[tuple[bool, ...], ...]:
    """Cell by cell whether it may break over two pages: only where it is too tall to stay whole.

    A cell that spans rows is as tall as they are together.
    """
    rows = placed(grid)
    heights = [max((_height(each, at, measured) for at, each in row), default=0.0) for row in rows]
    return tuple(
        tuple(sum(heights[number : number + cell.down]) > page * _TALL for _, cell in row)
        for number, row in enumerate(rows)
    )


def _height(cell: GridCell, at: int, measured: Measures) -> float:
    """How tall a row must be for this cell; a cell over several rows asks for its share."""
    width = sum(measured.widths[at : at + cell.across]) - 2 * INSET
    lines = sum(
        max(1, math.ceil(ems(line) * measured.size / width)) for line in cell.text.split("\n")
    )
    return (lines * measured.size * _PITCH + 2 * INSET) / cell.down
