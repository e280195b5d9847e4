"""All tables of a workbook or a folder as relations of a population, one Parquet file each."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from duixian.intake.tables.between import Tables, check
from duixian.intake.tables.book import BookReader
from duixian.intake.tables.folder import FolderReader, files_of
from duixian.intake.tables.owners import OWNERS, owners
from duixian.intake.tables.parts import damaged
from duixian.intake.tables.rejects import Rejects
from duixian.intake.tables.relations import Entering
from duixian.intake.tables.setting_aside import set_aside, write_aside
from duixian.intake.tables.source import Source
from duixian.intake.tables.staging import DamagedError, Stager
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.checks import listings_absent
from duixian.intake.workbook.layout import FIRM
from duixian.intake.workbook.places import CellPlace
from duixian.population.recorded import recorded_in
from duixian.population.shape import Recorded
from duixian.population.sql import text
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import Vocabulary

SHOWN = 200
BOOKS = (".xlsx", ".xlsm")
ROWS_REFUSED = "rows-refused"
"""So many refused cells are told one by one; all of them are in the file."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: its path, its size in bytes, and the SHA-256 of its content.

    `changed_at` is when it was last changed, in nanoseconds, as told before anything was read.
    """

    path: Path
    size: int
    digest: str
    changed_at: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was brought in. The relations are views of the connection.

    `tables`, `sources`, `lists` and `history` say what the population holds, as a dossier does.
    `held` names the facts that have a column, by table; `recorded` the measures of which anything
    is recorded. `rejected` counts rows that were refused and left out.
    """

    tables: frozenset[str]
    history: bool
    sources: frozenset[str]
    lists: Mapping[str, date]
    inputs: tuple[Input, ...]
    held: Mapping[str, frozenset[str]]
    recorded: Recorded
    rejected: int


@dataclass(frozen=True, slots=True)
class Loader:
    """Brings data in. Parquet files of the relations and copies of texts go to `work`.

    `follow` is told how many tables are read, and of how many.
    """

    connection: duckdb.DuckDBPyConnection
    library: Library
    work: Path
    tolerate: int = 0
    follow: Callable[[int, int], None] = lambda _done, _all: None

    def load(self, path: Path) -> tuple[Loaded | None, tuple[Problem, ...]]:
        """Everything in `path`, or None where something stands in the way; with what was found.

        With `tolerate` so many rows may be refused; they and all rows of their firms are left out.
        Raises `OSError`, and what the database raises when memory or the disk run out.
        """
        vocabulary = self.library.vocabulary
        changed = {file: file.stat().st_mtime_ns for file in files_of(path)}
        found, problems = sources_in(path, vocabulary, self.connection, self.work)
        if not has_errors(problems) and FIRM not in {one.layout.name for one in found}:
            problems.append(_no_firms(path))
        if has_errors(problems):
            return None, tuple(problems)
        problems += listings_absent({one.layout.name: one.place for one in found})
        rejects = Rejects(self.connection)
        rejects.make()
        try:
            tables = self._staged(found, rejects)
        except DamagedError:
            return None, (*problems, *damaged(self.connection, found))
        check(tables, rejects)
        refused = rejects.count_rows()
        if refused > self.tolerate:
            first = rejects.first(found, SHOWN)
            return None, (*problems, *first, _count(path, refused, len(first)))
        if refused:
            set_aside(self.connection, tables, rejects)
            rejects.write(found, self.work / "rejected.csv")
            write_aside(self.connection, self.work / "set_aside.csv")
        self._enter(tables)
        loaded = self._loaded(changed, tables, refused)
        self._forget(tables)
        return loaded, tuple(problems)

    def _staged(self, found: Sequence[Source], rejects: Rejects) -> Tables:
        stager = Stager(self.connection, self.library.vocabulary.units, rejects)
        tables = {}
        for place, source in enumerate(found):
            self.follow(place, len(found))
            tables[source.layout.name] = stager.stage(place, source)
        return tables

    def _enter(self, tables: Tables) -> None:
        """Make a view of each relation: of its file, or of one that is written."""
        self.connection.execute(f"CREATE TEMP TABLE {OWNERS} AS {owners(self.library, tables)}")
        for title, (query, is_kept) in Entering(self.library, tables).queries().items():
            found = query
            if is_kept:
                file = text(str(self.work / f"{title}.parquet"))
                self.connection.execute(f"COPY ({query}) TO {file} (FORMAT parquet)")
                found = f"FROM read_parquet({file})"
            self.connection.execute(f"CREATE VIEW {title} AS {found}")

    def _forget(self, tables: Tables) -> None:
        """The tables as they were read are not needed any more; views of files are."""
        for table in tables.values():
            if not table.is_sound:
                self.connection.execute(f"DROP TABLE {table.relation}")
        self.connection.execute(f"DROP TABLE {OWNERS}")

    def _loaded(self, changed: Mapping[Path, int], tables: Tables, refused: int) -> Loaded:
        subjects = frozenset(
            name
            for name, table in tables.items()
            if table.source.layout.subject is not None and name != FIRM
        )
        held = {
            name: frozenset(column.fact.name for column in table.source.columns.values())
            for name, table in tables.items()
        }
        return Loaded(
            subjects,
            sheets.AWARDS in tables,
            self._award_sources(tables),
            self._lists(tables),
            tuple(_input(file, at) for file, at in changed.items()),
            held,
            recorded_in(self.connection),
            refused,
        )

    def _award_sources(self, tables: Tables) -> frozenset[str]:
        """The sources that are named, or else those that awards come from."""
        named = tables.get(sheets.AWARD_SOURCES) or tables.get(sheets.AWARDS)
        if named is None:
            return frozenset()
        piece = named.piece("来源")
        rows = self.connection.execute(
            f"SELECT DISTINCT {piece} FROM {named.relation} WHERE {piece} IS NOT NULL"
        ).fetchall()
        return frozenset(row[0] for row in rows)

    def _lists(self, tables: Tables) -> dict[str, date]:
        """The lists that were read; without the table of who stands on them there are none."""
        table = tables.get(sheets.LIST_SOURCES)
        if table is None or sheets.LISTINGS not in tables:
            return {}
        pieces = f"{table.piece('名单名称')}, {table.piece('读取日期')}"
        return dict(self.connection.execute(f"SELECT {pieces} FROM {table.relation}").fetchall())


def sources_in(
    path: Path, vocabulary: Vocabulary, connection: duckdb.DuckDBPyConnection, work: Path
) -> tuple[list[Source], list[Problem]]:
    """The tables of a workbook or a folder, and what is wrong with it. Raises `OSError`."""
    if path.is_dir():
        folder = FolderReader(vocabulary, connection, work)
        return folder.sources(path), folder.problems
    book = BookReader(vocabulary, work)
    return book.sources(path), book.problems


def _no_firms(path: Path) -> Problem:
    """That nothing says which firms there are; what to give instead where a folder is wrong."""
    what, instead = f"没有「{FIRM}」表，不知道有哪些企业", ""
    if path.is_dir():
        books = [file for file in sorted(path.iterdir()) if file.suffix.lower() in BOOKS]
        instead = f"在文件夹里放 {FIRM}.csv 或 {FIRM}.parquet"
        if books:
            instead = f"文件夹里的工作簿不会读；要比对它，请直接写 {books[0]}"
    return error("sheet-missing", CellPlace(path.name), "", what, instead=instead)


def _count(path: Path, refused: int, shown: int) -> Problem:
    what = f"共有 {refused} 行被退回"
    if shown == SHOWN:
        what += f"；只列出前 {SHOWN} 处"
    return error(ROWS_REFUSED, CellPlace(path.name), "", what)


def _input(path: Path, changed_at: int) -> Input:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Input(path, path.stat().st_size, digest, changed_at)
