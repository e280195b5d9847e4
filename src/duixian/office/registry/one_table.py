"""Reads a file that holds one table: a sheet of a workbook, or a CSV file, under a layout."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from duixian.intake.tables.csv_text import broken_quotes, read_text
from duixian.intake.workbook.cells import Cell
from duixian.intake.workbook.container import SAVE_AS, Container, RefusedError, inspect
from duixian.intake.workbook.layout import SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.reading import rows_of
from duixian.intake.workbook.scan import Scan
from duixian.intake.workbook.table import Table, read_table
from duixian.office.registry.bounds import overfull
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.vocabulary import vocabulary
from duixian.rulebook.problems import Problem, error

ONE_TABLE = (".xlsx", ".xlsm", ".csv")
MOST_LINES = 200_000
"""Each becomes something of its own, so there is a limit to how many one request may bring."""


def read_one(path: Path, layout: SheetLayout) -> tuple[Table, list[Problem]]:
    """The table and everything wrong with its cells; BadFilesError where it cannot be read.

    In a workbook the sheet of the layout's name is read, or the only one there is.
    """
    place = CellPlace(path.name)
    if path.suffix.lower() == ".csv":
        return _read_csv(path, layout, place)
    if large := overfull(path):
        raise BadFilesError((large,))
    try:
        container = inspect(path, place)
        name = _sheet_in(container, layout, place)
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            rows = _bounded(rows_of(book.get_sheet_by_name(name)), place.in_sheet(name))
            units, scan = vocabulary().units, container.scans[name]
            return read_table(rows, layout, units, scan, place.in_sheet(name))
    except RefusedError as refused:
        raise BadFilesError((refused.problem,)) from refused
    except CalamineError as broken:
        what = "表格内容读不出来，文件可能已损坏"
        problem = error("workbook-broken", place, "", what, instead=SAVE_AS)
        raise BadFilesError((problem,)) from broken


def _bounded(rows: Iterator[Sequence[Cell]], place: CellPlace) -> Iterator[Sequence[Cell]]:
    """The rows, the headers among them; BadFilesError where they do not end."""
    for number, row in enumerate(rows):
        if number > MOST_LINES:
            what = f"超过 {MOST_LINES:,} 行"
            problem = error("table-too-large", place, "", what, instead="分成几次提交")
            raise BadFilesError((problem,))
        yield row


def _sheet_in(container: Container, layout: SheetLayout, place: CellPlace) -> str:
    names = [sheet.name for sheet in container.outline.sheets if not sheet.hidden]
    if layout.name in names:
        return layout.name
    if len(names) == 1:
        return names[0]
    what = f"工作簿里没有「{layout.name}」表"
    instead = f"把要读的表命名为 {layout.name}，或只留一张表"
    raise RefusedError(error("sheet-missing", place, "", what, instead=instead))


def _read_csv(path: Path, layout: SheetLayout, place: CellPlace) -> tuple[Table, list[Problem]]:
    with tempfile.TemporaryDirectory() as work:
        text = read_text(path, place, Path(work) / "copy.csv")
        if isinstance(text, Problem):
            raise BadFilesError((text,))
        with text.path.open(encoding="utf-8-sig", newline="") as file:
            rows: Iterator[Sequence[Cell]] = csv.reader(file, strict=True)
            try:
                return read_table(_bounded(rows, place), layout, vocabulary().units, Scan(), place)
            except csv.Error as broken:
                raise BadFilesError((broken_quotes(place),)) from broken
