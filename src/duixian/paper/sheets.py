"""Plain tables as an .xlsx file: the same data, the same bytes; no cell is ever a formula."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767
"""What one cell of the format can hold."""

_FORMATS: dict[str, dict[str, object]] = {
    "text": {"num_format": "@", "valign": "top"},
    "long": {"num_format": "@", "valign": "top", "text_wrap": True, "indent": 1},
    "centre": {"num_format": "0", "valign": "top", "align": "center"},
    "right": {"num_format": "@", "valign": "top", "align": "right"},
    "count": {"num_format": "#,##0;-#,##0;-", "valign": "top", "align": "right"},
    "money": {"num_format": "#,##0.00;-#,##0.00;-", "valign": "top", "align": "right"},
}
_FONT = {
    "font_name": "Noto Sans CJK SC",
    "font_size": 10,
    "bottom": 4,
    "bottom_color": "#C9D0D2",
}
_LINE, _MOST_HEIGHT = 15, 409
"""Points of one line, and the tallest row the format knows."""
_A3, _A4, _WIDE = 8, 9, 220
_HEAD = {"bold": True, "bg_color": "#EEF1F0", "text_wrap": True, "valign": "vcenter", "bottom": 1}
_SUM = {"bold": True, "top": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and how its cells look.

    `look` is text, long (wrapped), right, centre, count, or money: whole fen shown in 元.
    """

    heading: str
    width: int
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows under one line of headings; the first `frozen` columns stay in sight.

    Of the first `merged` columns equal texts below one another become one cell.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[str | int | None, ...]]
    frozen: int = 1
    has_total: bool = False
    merged: int = 0


def workbook(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """The file; it says it was made on `day`, so that it does not depend on the clock."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001 — the format knows no zones
        head = book.add_format(_FONT | _HEAD)
        looks = {name: book.add_format(_FONT | look) for name, look in _FORMATS.items()}
        totals = {name: book.add_format(_FONT | look | _SUM) for name, look in _FORMATS.items()}
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, title, (head, looks, totals))
    return buffer.getvalue()


def _write(
    page: Worksheet,
    sheet: Sheet,
    title: str,
    formats: tuple[Format, dict[str, Format], dict[str, Format]],
) -> None:
    head, looks, totals = formats
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.heading, head)
    for number, row in enumerate(sheet.rows, 1):
        last = sheet.has_total and number == len(sheet.rows)
        for index, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _put(page, (number, index), cell, column.look, (totals if last else looks)[column.look])
        page.set_row(
            number, _height(row, [column.look == "long" for column in sheet.columns], sheet)
        )
    headings = tuple(column.heading for column in sheet.columns)
    page.set_row(0, _height(headings, [True] * len(headings), sheet) + 4)
    for index in range(sheet.merged):
        _merge(page, sheet, index, looks[sheet.columns[index].look])
    page.freeze_panes(1, sheet.frozen)
    if sheet.rows and not sheet.merged:
        page.autofilter(0, 0, len(sheet.rows) - sheet.has_total, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A3 if sum(column.width for column in sheet.columns) > _WIDE else _A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&L{title.replace('&', '&&')}&R{sheet.name}")
    page.set_footer("&R第 &P 页，共 &N 页")


def _height(row: tuple[str | int | None, ...], wraps: Sequence[bool], sheet: Sheet) -> int:
    """The height in points that shows every wrapped cell whole; not every program finds it."""
    most = 1
    for index, (cell, column, wrap) in enumerate(zip(row, sheet.columns, wraps, strict=True)):
        if wrap and isinstance(cell, str) and index >= sheet.merged - 1:
            lines = sum(max(1, -(-_columns(part) // column.width)) for part in cell.split("\n"))
            most = max(most, lines)
    return min(most * _LINE, _MOST_HEIGHT)


def _columns(text: str) -> int:
    """How many columns the text takes: two for a character of Chinese."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _merge(page: Worksheet, sheet: Sheet, column: int, form: Format) -> None:
    """One cell for each run of rows that agree in this column and all before it."""
    start = 0
    for number in range(1, len(sheet.rows) + 1):
        together = sheet.rows[start][: column + 1]
        if number < len(sheet.rows) and sheet.rows[number][: column + 1] == together:
            continue
        if number - start > 1:
            page.merge_range(start + 1, column, number, column, None, form)
            _put(page, (start + 1, column), together[column], sheet.columns[column].look, form)
        start = number


def _put(
    page: Worksheet, at: tuple[int, int], cell: str | int | None, look: str, form: Format
) -> None:
    row, column = at
    match cell:
        case None | "":
            page.write_blank(row, column, None, form)
        case str():
            page.write_string(row, column, cell[:MOST_CHARACTERS], form)
        case int():
            page.write_number(row, column, cell / 100 if look == "money" else cell, form)
