"""A folder with a CSV or Parquet file a table."""

import errno
from collections.abc import Iterator
from pathlib import Path

import duckdb

from duixian.intake.tables.csv_text import made_even, read_text
from duixian.intake.tables.source import Kind, Refused, Source
from duixian.intake.tables.statements import csv_rows, parquet_titles
from duixian.intake.workbook.headers import read_headers
from duixian.intake.workbook.layout import SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.sheets import layouts_by_name, stranger
from duixian.rulebook.problems import Problem, error
from duixian.rulebook.vocabulary.model import Vocabulary

ANEW = "从原来的系统重新导出这张表"
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
        for file in files_of(folder):
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
        kind = SUFFIXES[file.suffix.lower()]
        read = self._parquet if kind is Kind.PARQUET else self._csv
        read_as = read(file, place)
        if isinstance(read_as, Problem):
            self.problems.append(read_as)
            return None
        path, titles, refused = read_as
        columns, problems = read_headers(titles, layout, self._vocabulary.units, place)
        self.problems.extend(problems)
        return Source(layout, place, kind, path, columns, titles, refused)

    def _parquet(
        self, file: Path, place: CellPlace
    ) -> tuple[Path, tuple[str, ...], tuple[Refused, ...]] | Problem:
        try:
            return file, parquet_titles(self._connection, file), ()
        except duckdb.Error:
            return error("table-broken", place, "", "不是完整的 Parquet 文件，或已损坏", instead=ANEW)

    def _csv(
        self, file: Path, place: CellPlace
    ) -> tuple[Path, tuple[str, ...], tuple[Refused, ...]] | Problem:
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
    for file in sorted(path.iterdir()):
        if file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and not file.is_dir():
            if file.exists() and not file.is_file():
                raise OSError(errno.ENXIO, "", str(file))
            yield file
