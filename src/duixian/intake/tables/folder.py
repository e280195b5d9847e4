"""A folder with a CSV file, a Parquet file or a folder of Parquet files a table."""

import errno
from collections.abc import Iterator
from pathlib import Path

import duckdb

from duixian.intake.tables.csv_text import made_even, read_text
from duixian.intake.tables.parts import broken_parquet, holds_parts, parts_of, read_parts
from duixian.intake.tables.source import Kind, Part, Refused, Source
from duixian.intake.tables.statements import csv_rows, titles_and_kinds
from duixian.intake.workbook.headers import read_headers
from duixian.intake.workbook.layout import SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.sheets import layouts_by_name, stranger
from duixian.rulebook.problems import Problem, error
from duixian.rulebook.vocabulary.model import Vocabulary

_Read = tuple[Path, tuple[str, ...], tuple[Refused, ...]]
"""What the database reads, the headers, and what was refused on the way."""
SUFFIXES = {f".{kind.value}": kind for kind in Kind}


class FolderReader:
    """Finds the tables of a folder; copies of texts go to `work`. Raises `OSError`."""

    def __init__(
        self, vocabulary: Vocabulary, connection: duckdb.DuckDBPyConnection, work: Path
    ) -> None:
        self._vocabulary = vocabulary
        self._connection = connection
        self._work = work
        self.problems: list[Problem] = []

    def sources(self, folder: Path) -> list[Source]:
        """The tables in the order of the layouts; what is wrong is noted in `problems`."""
        known = layouts_by_name(self._vocabulary)
        order = {layout.name: place for place, layout in enumerate(known.values())}
        found: dict[str, Source] = {}
        for file in sorted(folder.iterdir()):
            if not (_is_table(file) or (file.is_dir() and file.stem.strip() in known)):
                continue
            place = CellPlace(file.name)
            layout = known.get(file.stem.strip())
            if layout is None:
                self.problems.extend(stranger(file.stem, known, place))
            elif layout.name in found:
                what = f"「{layout.name}」表已经有 {found[layout.name].place.file}"
                self.problems.append(error("table-twice", place, "", what, instead="只留一个文件"))
            else:
                source = self._source(file, layout, place)
                if source is not None:
                    found[layout.name] = source
        return sorted(found.values(), key=lambda source: order[source.layout.name])

    def _source(self, file: Path, layout: SheetLayout, place: CellPlace) -> Source | None:
        parts: tuple[Part, ...] = ()
        if file.is_dir():
            parts, problems = read_parts(self._connection, file)
            self.problems.extend(problems)
            if problems:
                return None
        kind = Kind.PARQUET if parts else SUFFIXES[file.suffix.lower()]
        read = self._csv if kind is Kind.CSV else self._parquet
        read_as = read(parts[0].path if parts else file, place)
        if isinstance(read_as, Problem):
            self.problems.append(read_as)
            return None
        path, titles, refused = read_as
        columns, found = read_headers(titles, layout, self._vocabulary.units, place)
        self.problems.extend(found)
        return Source(layout, place, kind, path, columns, titles, refused, parts)

    def _parquet(self, file: Path, place: CellPlace) -> _Read | Problem:
        try:
            return file, tuple(titles_and_kinds(self._connection, file)), ()
        except duckdb.Error:
            return broken_parquet(place)

    def _csv(self, file: Path, place: CellPlace) -> _Read | Problem:
        text = read_text(file, place, self._work / f"{file.stem}.utf-8.csv")
        if isinstance(text, Problem):
            return text
        if len(text.headers) == 1 and any(mark in text.headers[0] for mark in "\t;|"):
            what, instead = "各列要用逗号分隔", "另存为 CSV UTF-8（逗号分隔）"
            return error("table-delimiter", place.at(1), "", what, instead=instead)
        if not text.has_blank_lines and self._is_even(text.path, len(text.headers)):
            return text.path, text.headers, ()
        even = made_even(text, place, self._work / f"{file.stem}.even.csv")
        return even if isinstance(even, Problem) else (even[0], text.headers, even[1])

    def _is_even(self, path: Path, width: int) -> bool:
        """Whether the database reads every row; it is strict about quotes and numbers of cells."""
        try:
            self._connection.execute(f"SELECT COUNT(*) FROM {csv_rows(path, width)}")
        except duckdb.Error:
            return False
        return True


def files_of(path: Path) -> Iterator[Path]:
    """The files of a folder that hold tables; a file is its own. OSError: one is no file."""
    if not path.is_dir():
        yield path
        return
    for table in filter(_is_table, sorted(path.iterdir())):
        for file in parts_of(table) if table.is_dir() else [table]:
            if file.exists() and not file.is_file():
                raise OSError(errno.ENXIO, "", str(file))
            yield file


def _is_table(path: Path) -> bool:
    """Whether what lies in a folder of tables is meant as one."""
    if path.name.startswith("."):
        return False
    return holds_parts(path) if path.is_dir() else path.suffix.lower() in SUFFIXES
