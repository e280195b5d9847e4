"""A grid as a real Word table: fixed columns, merged cells, head rows that repeat."""

from dataclasses import dataclass

from duixian.paper.official import page
from duixian.paper.official.docx_text import TWIPS, Setting, words
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow
from duixian.paper.official.measure import Measures, breaking, measures, placed, together

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_CELL = "TableCell"
_BEGINS = '<w:vMerge w:val="restart"/>'


def table(grid: Grid, *, across: bool) -> str:
    """The caption, the table and its notes as WordprocessingML."""
    measured = measures(grid, across=across)
    breaks = breaking(grid, measured, across=across)
    kept = together(grid, measured, across=across) - 1
    caption = words(grid.caption, Setting("Caption", keep=True)) if grid.caption else ""
    width = "".join(f'<w:gridCol w:w="{_twips(each)}"/>' for each in measured.widths)
    rows = "".join(
        _row(
            row,
            grid,
            number,
            _Look(measured, may_break, keep=number < kept and not may_break),
        )
        for number, row in enumerate(_filled(grid))
        for may_break in (_may_break(grid.rows[number], breaks[number]),)
    )
    inset = "".join(f'<w:{side} w:w="{_twips(page.INSET)}" w:type="dxa"/>' for side in _SIDES)
    notes = "".join(words(note, Setting("TableNote")) for note in grid.notes)
    return (
        f"{caption}<w:tbl><w:tblPr>"
        f'<w:tblW w:w="{_twips(sum(measured.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{inset}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{width}</w:tblGrid>{rows}</w:tbl>"
        f"{notes}"
    )


_SIDES = ("left", "right")


def _may_break(row: GridRow, breaks: tuple[bool, ...]) -> bool:
    return any(may for cell, may in zip(row, breaks, strict=True) if cell.down == 1)


def _twips(points: float) -> int:
    return round(points * TWIPS)


def _filled(grid: Grid) -> list[list[tuple[int, GridCell, bool]]]:
    """Row by row every cell with its column, and whether it only continues one from above."""
    rows: list[list[tuple[int, GridCell, bool]]] = [[] for _ in grid.rows]
    for number, row in enumerate(placed(grid)):
        for at, cell in row:
            for below in range(number, min(number + cell.down, len(rows))):
                rows[below].append((at, cell, below > number))
    return [sorted(row, key=lambda each: each[0]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cells of a row are set, whether it may break, whether it stays with the next."""

    measured: Measures
    breaks: bool
    keep: bool


def _row(row: list[tuple[int, GridCell, bool]], grid: Grid, number: int, look: _Look) -> str:
    height = round(grid.row_height * page.POINTS_A_MILLIMETRE * TWIPS)
    properties = "".join(
        (
            "" if look.breaks else "<w:cantSplit/>",
            f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "",
            "<w:tblHeader/>" if number < grid.head else "",
        )
    )
    cells = "".join(_cell(cell, at, look, covered=covered) for at, cell, covered in row)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _cell(cell: GridCell, at: int, look: _Look, *, covered: bool) -> str:
    width = _twips(sum(look.measured.widths[at : at + cell.across]))
    merge = "" if cell.down == 1 else ("<w:vMerge/>" if covered else _BEGINS)
    properties = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else "",
            merge,
            f'<w:vAlign w:val="{"top" if look.breaks else "center"}"/>',
        )
    )
    setting = Setting(
        _CELL, _ALIGN[cell.align], size=look.measured.size, bold=cell.bold, keep=look.keep
    )
    text = "" if covered else cell.text
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words(text, setting)}</w:tc>"
