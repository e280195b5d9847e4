"""Reads one workbook: all of it, or nothing and a list of everything wrong with it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from duixian.intake.register import Register
from duixian.intake.workbook.building import build
from duixian.intake.workbook.cells import Cell
from duixian.intake.workbook.checks import check
from duixian.intake.workbook.container import SAVE_AS, Container, RefusedError, inspect
from duixian.intake.workbook.layout import FIRM
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.sheets import known_sheets
from duixian.intake.workbook.table import Table, read_table
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import Vocabulary


def read_workbook(
    path: Path, vocabulary: Vocabulary
) -> tuple[Register | None, tuple[Problem, ...]]:
    """The register of a workbook, or None with every error; warnings may come with a register.

    Raises `OSError` where the file cannot be opened.
    """
    place = CellPlace(path.name)
    try:
        container = inspect(path, place)
        # From the content: a path would be read as what its extension says.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            tables, problems = _read_sheets(book, container, vocabulary, place)
    except RefusedError as refused:
        return None, (refused.problem,)
    except CalamineError:
        what = "表格内容读不出来，文件可能已损坏"
        return None, (error("workbook-broken", place, "", what, instead=SAVE_AS),)
    problems += check(tables)
    if has_errors(problems):
        return None, _in_order(problems, container)
    return Register(build(tables, vocabulary)), _in_order(problems, container)


def _in_order(problems: list[Problem], container: Container) -> tuple[Problem, ...]:
    """The problems sheet by sheet, row by row, as one goes through the workbook."""
    sheets = [sheet.name for sheet in container.outline.sheets]

    def position(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        sheet = place.sheet if isinstance(place, CellPlace) else ""
        return sheets.index(sheet) if sheet in sheets else -1, place.line, place.column

    return tuple(sorted(problems, key=position))


def _read_sheets(
    book: CalamineWorkbook, container: Container, vocabulary: Vocabulary, place: CellPlace
) -> tuple[dict[str, Table], list[Problem]]:
    found, problems = known_sheets(container, vocabulary, place)
    tables: dict[str, Table] = {}
    for sheet, layout, where in found:
        rows = rows_of(book.get_sheet_by_name(sheet))
        table, more = read_table(rows, layout, vocabulary.units, container.scans[sheet], where)
        tables[layout.name] = table
        problems.extend(more)
    if FIRM not in tables and not has_errors(problems):
        what = f"没有「{FIRM}」表，不知道有哪些企业"
        problems.append(error("sheet-missing", place, "", what, instead=f"补上「{FIRM}」表"))
    return tables, problems


def rows_of(sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    """All rows from the first row and column on; the reader leaves out empty leading columns."""
    if sheet.start is None:
        return
    margin = [""] * sheet.start[1]
    for cells in sheet.iter_rows():
        yield [*margin, *cells] if margin else cells
