"""The sheets of a workbook as CSV files of the exact texts that their users see."""

import csv
from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from duixian.intake.tables.source import MARK, Kind, Refused, Source
from duixian.intake.workbook.cells import Cell, Unreadable, cell_text
from duixian.intake.workbook.container import SAVE_AS, Container, RefusedError, inspect
from duixian.intake.workbook.headers import read_headers
from duixian.intake.workbook.layout import Column, SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.reading import rows_of
from duixian.intake.workbook.sheets import known_sheets
from duixian.intake.workbook.table import blemishes
from duixian.rulebook.problems import Problem, Severity, error
from duixian.rulebook.vocabulary.model import Vocabulary

_OF_CELLS = {"cell-error", "cell-uncomputed"}


class BookReader:
    """Finds the tables of a workbook; their texts go to `work`. Raises `OSError`."""

    def __init__(self, vocabulary: Vocabulary, work: Path) -> None:
        self._vocabulary = vocabulary
        self._work = work
        self.problems: list[Problem] = []

    def sources(self, path: Path) -> list[Source]:
        """The tables in the order of the sheets; what is wrong is noted in `problems`."""
        place = CellPlace(path.name)
        try:
            container = inspect(path, place)
            # From the content: a path would be read as what its extension says.
            with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
                sheets, problems = known_sheets(container, self._vocabulary, place)
                self.problems.extend(problems)
                return [self._source(book, container, *sheet) for sheet in sheets]
        except RefusedError as refused:
            self.problems.append(refused.problem)
        except CalamineError:
            what = "表格内容读不出来，文件可能已损坏"
            self.problems.append(error("workbook-broken", place, "", what, instead=SAVE_AS))
        return []

    def _source(
        self,
        book: CalamineWorkbook,
        container: Container,
        sheet: str,
        layout: SheetLayout,
        place: CellPlace,
    ) -> Source:
        rows = rows_of(book.get_sheet_by_name(sheet))
        titles = tuple(str(cell).strip() for cell in next(rows, ()))
        columns, problems = read_headers(titles, layout, self._vocabulary.units, place)
        refused: list[Refused] = []
        for problem in blemishes(container.scans[sheet], columns, place):
            if problem.code in _OF_CELLS and problem.severity is Severity.ERROR:
                at = problem.place
                refused.append(
                    Refused(at.line, at.column, problem.found, problem.what, problem.instead)
                )
            else:
                problems.append(problem)
        self.problems.extend(problems)
        path = self._work / f"{layout.code}.csv"
        texts = _Texts(columns, max(len(titles), 1), refused)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(titles or ("",))
            writer.writerows(texts.row(number, row) for number, row in enumerate(rows, 2))
        return Source(layout, place, Kind.CSV, path, columns, titles, tuple(refused))


class _Texts:
    """Rows of a sheet as texts; cells without any are noted in `refused`."""

    def __init__(self, columns: dict[int, Column], width: int, refused: list[Refused]) -> None:
        self._columns = columns
        self._width = width
        self._refused = refused
        self._bad = {(one.row, one.column) for one in refused}

    def row(self, number: int, cells: Sequence[Cell]) -> list[str]:
        """The texts of one row, as many as there are columns."""
        found = [self._text(number, place, cell) for place, cell in enumerate(cells[: self._width])]
        return found + [""] * (self._width - len(found))

    def _text(self, number: int, position: int, cell: Cell) -> str:
        if (number, position + 1) in self._bad:
            return MARK
        text = cell_text(cell)
        if not isinstance(text, Unreadable):
            return text
        if position in self._columns:
            self._refused.append(Refused(number, position + 1, text.found, text.what, text.instead))
        return MARK
