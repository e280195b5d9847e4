"""The rows of a result as a workbook of any length: sheet after sheet, as many as Excel holds."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import VERDICTS

LARGEST_SHEET = 1_048_575
"""Rows below the header that one sheet of Excel holds."""

_HEADINGS = {
    "firm": "受益人代码",
    "firm_name": "受益人",
    "town": "街镇",
    "policy": "政策",
    "measure": "措施",
    "title": "名称",
    "subject": "对象",
    "row": "对象编号",
    "row_firm": "对象所属企业",
    "year": "支持年度",
    "verdict": "结论",
    "sum_if": "金额前提",
    "low": "最低（元）",
    "high": "最高（元）",
    "unbounded": "上限未定",
    "contested": "可能被取代",
    "forecast": "年度未到",
    "near": "临近",
    "failed": "不符合的条件",
    "missing": "缺少",
    "displaced_by_policy": "被取代：政策",
    "displaced_by_measure": "被取代：措施",
    "displaced_by_row": "被取代：对象编号",
    "displaced_by_year": "被取代：支持年度",
    "displaced_by_award": "被以往奖补取代",
    "shares": "分担（元）",
    "instalments": "分期（元）",
}
_SUMS = frozenset({"low", "high"})
_BLOCK = 10_000
_MOST_CHARACTERS = 32_767
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
"""When every workbook says that it was made: the same rows are the same bytes."""
Cell = str | int | bool | None


def write_spreadsheet(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, largest: int = LARGEST_SHEET
) -> None:
    """Write all rows of the query, with sums in 元; raises `OSError` where it cannot be written."""
    answer = connection.execute(query)
    titles = [column[0] for column in answer.description or ()]
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(path.parent),
    }
    try:
        with xlsxwriter.Workbook(path, options) as book:
            book.set_properties({"created": _MOMENT})
            money = book.add_format({"num_format": "#,##0.00"})
            page, at = None, largest
            for row in _rows(answer):
                if at == largest:
                    page, at = _sheet(book, titles), 0
                at += 1
                for place, (title, cell) in enumerate(zip(titles, row, strict=True)):
                    _put(page, at, place, title, cell, money)
            if page is None:
                _sheet(book, titles)
    except FileCreateError as failure:
        raise failure.args[0] from failure  # the package wraps what the system said


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Cell]]:
    while block := answer.fetchmany(_BLOCK):
        yield from block


def _sheet(book: xlsxwriter.Workbook, titles: Sequence[str]) -> xlsxwriter.worksheet.Worksheet:
    page = book.add_worksheet(f"结果{len(book.worksheets()) + 1}")
    head = book.add_format({"bold": True, "bg_color": "#EEF1F0"})
    page.freeze_panes(1, 2)
    for place, title in enumerate(titles):
        page.set_column(place, place, 16)
        page.write_string(0, place, _HEADINGS.get(title, title), head)
    return page


def _put(  # noqa: PLR0913, PLR0917 - where, what, and how it looks
    page: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    title: str,
    cell: Cell,
    money: xlsxwriter.format.Format,
) -> None:
    match cell:
        case None | "":
            return
        case bool():
            page.write_string(row, column, "是" if cell else "否")
        case int() if title in _SUMS:
            page.write_number(row, column, cell / 100, money)
        case int():
            page.write_number(row, column, cell)
        case str() if title == "verdict":
            page.write_string(row, column, VERDICTS[Verdict(cell)])
        case str():
            page.write_string(row, column, cell[:_MOST_CHARACTERS])
