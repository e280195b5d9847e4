"""Writes the workbook to be filled in, or one that already holds rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duixian.intake.workbook.guidance import GUIDANCE, LINES
from duixian.intake.workbook.layout import Column, SheetLayout, layouts
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import FactKind, Vocabulary

A4 = 9
LAST_ROW = 1_048_575
LONGEST_LIST = 255
"""Excel takes no longer drop-down written in place; longer ones stand on a hidden sheet."""
CHOICES = "选项"
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same rows give the same file

Entry = str | int | Decimal | date | bool
Content = Mapping[str, Sequence[Mapping[str, Entry]]]
"""Rows by sheet, each a mapping from column label (`总投入`, `总投入·核定`) to what it holds."""

FORMATS = {
    FactKind.MONEY: "#,##0.00####",
    FactKind.QUANTITY: "#,##0.######",
    FactKind.RATE: "0.00%",
    FactKind.DATE: "yyyy-mm-dd",
    FactKind.LEVEL: "General",
    FactKind.FLAG: "General",
}
TEXT = "@"


@dataclass(frozen=True, slots=True)
class _Styles:
    header: Format
    required: Format
    heading: Format
    wrapped: Format
    kinds: Mapping[FactKind, Format]


def write_template(path: Path, vocabulary: Vocabulary, content: Content | None = None) -> None:
    """Write the workbook of this vocabulary to `path`, with `content` in it.

    Raises `OSError` where it cannot be written.
    """
    try:
        _write(path, vocabulary, content or {})
    except FileCreateError as failure:
        # The package wraps what the system said.
        raise failure.args[0] from failure


def _write(path: Path, vocabulary: Vocabulary, content: Content) -> None:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"title": "兑现：企业数据", "created": CREATED})
        styles = _styles(book)
        _write_guidance(book.add_worksheet(GUIDANCE), styles)
        lists = _Choices(book)
        for layout in layouts(vocabulary):
            rows = content.get(layout.name, ())
            _write_sheet(book.add_worksheet(layout.name), layout, rows, styles, lists)
        lists.write()


def label(column: Column) -> str:
    """How `Content` names a column."""
    return f"{column.fact.name}·{column.stage.value}" if column.stage else column.fact.name


def _styles(book: Workbook) -> _Styles:
    base = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    return _Styles(
        header=book.add_format(base | {"bg_color": "#EEF1F5"}),
        required=book.add_format(base | {"bg_color": "#FCE4B6"}),
        heading=book.add_format({"bold": True, "valign": "top"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        kinds={kind: book.add_format({"num_format": FORMATS.get(kind, TEXT)}) for kind in FactKind},
    )


def _write_guidance(sheet: Worksheet, styles: _Styles) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    _for_print(sheet, wide=False)
    for row, (heading, sentence) in enumerate(LINES):
        sheet.write_string(row, 0, heading, styles.heading)
        sheet.write_string(row, 1, sentence, styles.wrapped)


def _for_print(sheet: Worksheet, *, wide: bool) -> None:
    """On A4; a wide sheet runs over several pages with its headers and codes on each of them."""
    sheet.set_paper(A4)
    if wide:
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
    else:
        sheet.fit_to_pages(1, 0)


class _Choices:
    """Drop-down lists; those too long to be written in place stand on one hidden sheet."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._long: dict[tuple[str, ...], int] = {}

    def source(self, words: tuple[str, ...]) -> list[str] | str:
        """What the validation of a column takes as its list."""
        if len(",".join(words)) <= LONGEST_LIST:
            return list(words)
        column = self._long.setdefault(words, len(self._long))
        letters = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        return f"='{CHOICES}'!{letters}$1:{letters}${len(words)}"

    def write(self) -> None:
        """Write the hidden sheet, if any list needs it."""
        if not self._long:
            return
        sheet = self._book.add_worksheet(CHOICES)
        sheet.hide()
        for words, column in self._long.items():
            sheet.write_column(0, column, words)


def _write_sheet(
    sheet: Worksheet,
    layout: SheetLayout,
    rows: Sequence[Mapping[str, Entry]],
    styles: _Styles,
    lists: _Choices,
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 36)
    _for_print(sheet, wide=True)
    for position, column in enumerate(_columns(layout, rows)):
        style = styles.kinds[column.fact.kind]
        width = max(12, min(32, 2 * len(column.title) + 2))
        sheet.set_column(position, position, width, style)
        header = styles.required if column.required else styles.header
        sheet.write_string(0, position, column.title, header)
        note = _note(column, layout if position == 0 else None)
        if note:
            sheet.write_comment(0, position, note, {"x_scale": 2, "y_scale": 1.5})
        words = _words(column)
        if words:
            choice = {
                "validate": "list",
                "source": lists.source(words),
                "error_title": column.fact.name,
                "error_message": "请从列表中选择；不知道就留空。",
            }
            sheet.data_validation(1, position, LAST_ROW, position, choice)
        for number, row in enumerate(rows, 1):
            if (entry := row.get(label(column))) is not None:
                _write_cell(sheet, (number, position), entry, style)


def _columns(layout: SheetLayout, rows: Sequence[Mapping[str, Entry]]) -> list[Column]:
    """The sheet's own columns, and of the others those that a row fills."""
    used = {name for row in rows for name in row}
    extras = {label(one): one for one in layout.extras if label(one) in used}
    return [*layout.columns, *extras.values()]


def _note(column: Column, first_of: SheetLayout | None) -> str:
    fact = column.fact
    lines = [
        first_of.note if first_of else "",
        fact.note,
        f"口径：{fact.tax}" if fact.tax else "",
        f"通常取自：{fact.source}" if fact.source else "",
        "敏感信息，按规定保管" if fact.sensitive else "",
    ]
    return "\n".join(filter(None, lines))


def _words(column: Column) -> tuple[str, ...]:
    if column.fact.kind is FactKind.FLAG:
        return ("是", "否")
    kind = column.fact.type
    return kind.levels if isinstance(kind, Label) and column.fact.kind is FactKind.LEVEL else ()


def _write_cell(sheet: Worksheet, cell: tuple[int, int], entry: Entry, style: Format) -> None:
    match entry:
        case bool():
            sheet.write_string(*cell, "是" if entry else "否", style)
        case date():
            sheet.write_datetime(*cell, entry, style)
        case str():
            sheet.write_string(*cell, entry, style)
        case _:
            sheet.write_number(*cell, entry, style)
