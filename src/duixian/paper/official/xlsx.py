"""The tables and forms of a document as a workbook, a sheet each: the same data, the same bytes.

A figure is written as a number that shows exactly the digits the paper prints; no cell is ever a
formula. How sheets are laid out stands in `sheet`.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import accumulate, chain

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from duixian.paper.official.blocks import Document, Heading, NewPage, Title
from duixian.paper.official.grid import Align, Grid, GridCell
from duixian.paper.official.measure import placed
from duixian.paper.official.sheet import LINE, SIZE, Layout, layout

_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.(\d+))?(%?)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH, _A4 = 31, 9
_MOST_DIGITS = 15
"""More than this a cell of the format does not keep; such a figure stays text."""


def xlsx(document: Document) -> bytes:
    """One sheet for each grid of the document, in order; at least one, so that the file opens."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    day = document.day
    with xlsxwriter.Workbook(buffer, options) as book:
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no zones
        book.set_properties({"title": document.title, "author": document.unit, "created": moment})
        looks = _Looks(book)
        names = _Names()
        grids = tuple(_named(document))
        for name, grid, across in grids:
            laid = layout(grid, across=across)
            _write(book.add_worksheet(names.next(name)), grid, laid, looks, document.title)
        if not grids:
            book.add_worksheet("没有表")
    return buffer.getvalue()


def _named(document: Document) -> Iterator[tuple[str, Grid, bool]]:
    """Every grid with its caption, or the heading it stands under, and whether it lies across."""
    heading, across = document.title, False
    for block in document.blocks:
        if isinstance(block, Heading | Title):
            heading = block.text
        elif isinstance(block, NewPage):
            across = block.across
        elif isinstance(block, Grid):
            yield block.caption or heading, block, across


class _Names:
    """Names of sheets: in the length and letters of the format, never twice."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def next(self, caption: str) -> str:
        plain = _NOT_IN_NAMES.sub("-", caption.split("（金额单位", maxsplit=1)[0]).strip() or "表"
        name, count = plain[:_NAME_LENGTH], 1
        while name.lower() in self.given:
            count += 1
            tail = f" ({count})"
            name = plain[: _NAME_LENGTH - len(tail)] + tail
        self.given.add(name.lower())
        return name


class _Looks:
    """The formats of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[tuple[str, bool, str, bool], Format] = {}

    def of(self, align: str, form: str = "@", *, bold: bool = False, border: bool = True) -> Format:
        key = (align, bold, form, border)
        if key not in self.made:
            look = {"font_name": "宋体", "font_size": SIZE, "align": align, "valign": "vcenter"}
            more = {"text_wrap": True, "num_format": form, "bold": bold, "border": int(border)}
            self.made[key] = self.book.add_format(look | more)
        return self.made[key]


def _write(page: Worksheet, grid: Grid, laid: Layout, looks: _Looks, title: str) -> None:
    for index, width in enumerate(laid.characters):
        page.set_column(index, index, width)
    top = 0
    if grid.caption:
        look = looks.of("center", bold=True, border=False)
        _put(page, _Place(0, 0, grid.columns, 1), grid.caption, look)
        page.set_row(0, LINE * 1.6)
        top = 1
    starts = tuple(accumulate((len(parts) for parts in laid.heights), initial=top))
    for number, height in enumerate(chain.from_iterable(laid.heights), top):
        page.set_row(number, height)
    for number, row in enumerate(placed(grid)):
        for at, cell in row:
            down = starts[number + cell.down] - starts[number]
            _cell(page, _Place(starts[number], at, cell.across, down), cell, looks)
    for number, note in enumerate(grid.notes, starts[-1]):
        _put(page, _Place(number, 0, grid.columns, 1), note, looks.of("left", border=False))
    if grid.head:
        page.freeze_panes(starts[grid.head], 0)
        page.repeat_rows(top, starts[grid.head] - 1)
    if laid.across:
        page.set_landscape()
    page.set_paper(_A4)
    page.center_horizontally()
    page.fit_to_pages(1, 1 if laid.one_page else 0)
    page.set_header(f"&L{title.replace('&', '&&')}")
    page.set_footer("&R第 &P 页，共 &N 页")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell begins and how many columns and rows it takes."""

    row: int
    column: int
    across: int
    down: int


def _cell(page: Worksheet, place: _Place, cell: GridCell, looks: _Looks) -> None:
    align = cell.align.value
    figure = _FIGURE.fullmatch(cell.text) if cell.align is Align.RIGHT else None
    digits = sum(each.isdigit() for each in cell.text)
    if figure is None or digits > _MOST_DIGITS:
        _put(page, place, cell.text, looks.of(align, bold=cell.bold))
        return
    decimals, percent = figure[1] or "", figure[2]
    form = ("#,##0" if "," in cell.text or not percent else "0") + (
        f".{'0' * len(decimals)}" if decimals else ""
    )
    sign = f"+{form}{percent};-{form}{percent}" if cell.text.startswith("+") else f"{form}{percent}"
    number = Decimal(cell.text.replace(",", "").removesuffix("%")) / (100 if percent else 1)
    _put(page, place, number, looks.of(align, sign, bold=cell.bold))


def _put(page: Worksheet, place: _Place, content: str | Decimal, look: Format) -> None:
    if place.across > 1 or place.down > 1:
        last = place.row + place.down - 1, place.column + place.across - 1
        page.merge_range(place.row, place.column, *last, None, look)
    if isinstance(content, str):
        page.write_string(place.row, place.column, content[:32_767], look)
    else:
        page.write_number(place.row, place.column, content, look)
