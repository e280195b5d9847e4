"""The folder of a year from disk: year.yaml, and its tables as CSV or as sheets of one workbook."""

import csv
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from duixian.fund.forecast.changes import Cell, edited
from duixian.fund.model.year import Year
from duixian.fund.reading.grid import Grid
from duixian.fund.reading.year import HEAD, TABLES, read_year
from duixian.intake.match_summary import matchings_of
from duixian.intake.tables.csv_text import broken_quotes
from duixian.intake.workbook.cells import Unreadable, cell_text
from duixian.intake.workbook.container import SAVE_AS, Container, RefusedError, inspect
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Place, Problem, error, has_errors

SHIPPED: Traversable = files("duixian") / "years"
BOOK = "tables.xlsx"
MAX_SIZE = 100 * 2**20
TABLE_LOST = ("file-", "workbook-", "table-broken", "sheet-too-large")
"""Codes of problems that lose a whole table: all that refers to it would be called unknown."""


def shipped_years() -> tuple[str, ...]:
    """The names of the example years."""
    return tuple(sorted(each.name for each in SHIPPED.iterdir() if (each / HEAD).is_file()))


def year_folder(name: str) -> Path:
    """A folder by its path, or a shipped example by its name."""
    path = Path(name).expanduser()
    if not path.exists() and name in shipped_years():
        return Path(str(SHIPPED / name))
    return path


def load_year(
    folder: Path, library: Library, cells: Iterable[Cell] = ()
) -> tuple[Year | None, tuple[Problem, ...]]:
    """The year in `folder`, or None and everything wrong with its files.

    Tables are `<name>.csv`, or sheets of that name in tables.xlsx; a table in both is refused.
    `cells` are changed before the tables are read: what if.
    Findings of files that cannot be read have codes that begin with `file-`.
    """
    with _no_collection():
        return _load(folder, library, cells)


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for garbage while long tables are read: there is none, and it takes a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _load(
    folder: Path, library: Library, cells: Iterable[Cell]
) -> tuple[Year | None, tuple[Problem, ...]]:
    reader = _Reader()
    text = reader.text(folder / HEAD)
    grids = reader.grids(folder)
    if text is None or any(each.code.startswith(TABLE_LOST) for each in reader.problems):
        return None, tuple(reader.problems)
    grids = edited(grids, cells)
    runs = matchings_of(folder, grids.get("drivers"))
    year, found = read_year(text, HEAD, grids, library, runs)
    problems = (*reader.problems, *found, *_papers(year, folder))
    return (None if has_errors(problems) else year), problems


def year_grids(folder: Path) -> dict[str, Grid]:
    """The tables of a folder as they are written, by name."""
    return _Reader().grids(folder)


def _papers(year: Year | None, folder: Path) -> Iterator[Problem]:
    """Working papers whose file is not in the folder, or is no longer the one that was cited."""
    for paper in year.papers if year is not None else ():
        if not paper.file:
            continue
        try:
            content = (folder / paper.file).read_bytes()
        except OSError:
            what = f"编制底稿 [{paper.number}] 的文件不在文件夹里"
            yield error("paper-missing", paper.place, paper.file, what)
            continue
        digest = sha256(content).hexdigest()
        if paper.digest and paper.digest != digest:
            what = f"编制底稿 [{paper.number}] 的文件与指纹不符，引用之后改过"
            yield error("paper-changed", paper.place, paper.file, what, "", digest)


def _is_there(file: Path) -> bool:
    """Whether a name stands in the folder; one that leads nowhere is no missing table."""
    return file.exists() or file.is_symlink()


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def text(self, file: Path) -> str | None:
        """The text of a file in UTF-8, or None after noting why not."""
        place = Place(file.name)
        if file.exists() and not file.is_file():
            what = "不是文件（是文件夹或设备）"
            self.problems.append(error("file-no-file", place, "", what))
            return None
        try:
            content = file.read_bytes()
        except OSError as failure:
            what = "没有这个文件" if isinstance(failure, FileNotFoundError) else "读不出来"
            self.problems.append(error("file-unreadable", Place(str(file)), "", what))
            return None
        if len(content) > MAX_SIZE:
            self.problems.append(error("file-too-large", place, "", "文件超过 100 MB"))
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = content.count(b"\n", 0, failure.start) + 1
            at = Place(file.name, line, 1)
            what = "不是 UTF-8 编码的文本"
            self.problems.append(
                error("file-encoding", at, "", what, "", "另存为 CSV UTF-8（逗号分隔）")
            )
            return None

    def grids(self, folder: Path) -> dict[str, Grid]:
        """All tables of the folder by name."""
        found = {}
        for name in TABLES:
            file = folder / f"{name}.csv"
            text = self.text(file) if _is_there(file) else None
            if text is not None:
                found[name] = self._csv(name, file.name, text)
        for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
            if file.stem not in TABLES:
                what = "不是年度文件夹里的表"
                instead = "、".join(TABLES)
                self.problems.append(
                    error("table-unknown", Place(file.name), "", what, "", instead)
                )
        if _is_there(folder / BOOK):
            self._book(folder / BOOK, found)
        return found

    def _csv(self, name: str, file: str, text: str) -> Grid:
        lines = text.splitlines(keepends=True)
        reader = csv.reader(lines, strict=True)
        place = CellPlace(file)
        rows: list[tuple[int, Sequence[str]]] = []
        try:
            rows.extend((reader.line_num, row) for row in reader)
        except csv.Error:
            self.problems.append(broken_quotes(place.at(reader.line_num)))
        return _grid(name, rows, place)

    def _book(self, file: Path, found: dict[str, Grid]) -> None:
        place = CellPlace(file.name)
        try:
            container = inspect(file, place)
            with CalamineWorkbook.from_path(file) as book:
                for sheet in container.outline.sheets:
                    where = place.in_sheet(sheet.name)
                    if sheet.name not in TABLES:
                        what = "不是年度文件夹里的表"
                        self.problems.append(error("sheet-unknown", where, sheet.name, what))
                    elif sheet.name in found:
                        what = f"这张表在 {sheet.name}.csv 里已经有了"
                        self.problems.append(error("table-twice", where, sheet.name, what))
                    else:
                        self._blemishes(container, sheet.name, where)
                        rows = book.get_sheet_by_name(sheet.name)
                        cells = self._cells(rows.to_python(skip_empty_area=False), where)
                        found[sheet.name] = _grid(sheet.name, cells, where)
        except RefusedError as refused:
            self.problems.append(refused.problem)
        except OSError:
            self.problems.append(error("file-unreadable", place, "", "读不出来"))
        except CalamineError as broken:
            what = f"表格内容读不出来（{broken}）"
            self.problems.append(error("workbook-broken", place, "", what, instead=SAVE_AS))

    def _blemishes(self, container: Container, name: str, where: CellPlace) -> None:
        scan = container.scans[name]
        for (row, column), text in scan.errors.items():
            self.problems.append(error("cell-error", where.at(row, column), text, "是公式错误"))
        for row, column in scan.uncomputed:
            what = "公式没有算出的结果"
            self.problems.append(error("cell-uncomputed", where.at(row, column), "", what))
        for merged in scan.merged:
            what = "合并了单元格，分不清各行的值"
            self.problems.append(error("cell-merged", where, merged, what))

    def _cells(
        self, rows: Iterable[Sequence[object]], where: CellPlace
    ) -> Iterator[tuple[int, Sequence[str]]]:
        for number, row in enumerate(rows, 1):
            texts = []
            for column, cell in enumerate(row, 1):
                text = cell_text(cell)  # type: ignore[arg-type] # the reader's own closed set
                if isinstance(text, Unreadable):
                    place = where.at(number, column)
                    self.problems.append(error("cell-unreadable", place, text.found, text.what))
                    text = ""
                texts.append(text)
            yield number, texts


def _grid(name: str, rows: Iterable[tuple[int, Sequence[str]]], place: CellPlace) -> Grid:
    trimmed = ((number, [cell.strip() for cell in row]) for number, row in rows)
    kept = [(number, row) for number, row in trimmed if any(row)]
    headings = tuple(kept[0][1]) if kept else ()
    return Grid(name, headings, kept[1:], place.at)
