"""Files handed in, as relations of rows that can be compared with what the registry holds."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duixian.intake.tables.between import check
from duixian.intake.tables.loading import sources_in
from duixian.intake.tables.parts import damaged
from duixian.intake.tables.rejects import Rejects
from duixian.intake.tables.source import Source
from duixian.intake.tables.staging import DamagedError, Staged, Stager
from duixian.intake.workbook.layout import FIRM, YEAR
from duixian.intake.workbook.places import CellPlace
from duixian.office.registry import bounds
from duixian.office.registry.sheets import Sheet, sheets
from duixian.office.registry.vocabulary import vocabulary
from duixian.population.room import bound
from duixian.population.schema import scale_of
from duixian.population.sql import text
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import FactKind

SHOWN = 1000
"""So many bad cells are told one by one."""
LONGEST_KEY = 300
_NO_ROWS = (
    "(row BIGINT, key VARCHAR, firm VARCHAR, about VARCHAR, year INTEGER, found VARCHAR,"
    " named VARCHAR[])"
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Sound files: for every sheet in them a relation `incoming_<sheet>`.

    Its columns are row, key, firm, about, year, found (JSON of the known values) and named (other
    firms).
    """

    connection: duckdb.DuckDBPyConnection
    work: Path
    staged: Mapping[str, Staged]

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets that were handed in."""
        return [sheet for code, sheet in sheets().items() if code in self.staged]

    def has_rows(self, sheet: str) -> bool:
        """Whether the sheet was handed in with any rows."""
        return sheet in self.staged and not self.staged[sheet].is_empty


@contextmanager
def reading(path: Path) -> Iterator[tuple[Incoming | None, tuple[Problem, ...]]]:
    """What a workbook or a folder holds, or None with every error found in it.

    Raises `OSError` where it cannot be read, and what the database raises when it needs more room
    than files may take.
    """
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as connection:
        work = Path(name)
        bound(connection, work, bounds.MEMORY, bounds.DISK)
        if large := tuple(bounds.oversized(path, connection)):
            yield None, large
            return
        yield _read(path, connection, work)


def _read(
    path: Path, connection: duckdb.DuckDBPyConnection, work: Path
) -> tuple[Incoming | None, tuple[Problem, ...]]:
    found, problems = sources_in(path, vocabulary(), connection, work)
    if not found and not has_errors(problems):
        what = "没有一张表是数据模板里的表"
        instead = "用数据模板填写，不改表名"
        problems.append(error("nothing", CellPlace(path.name), "", what, instead=instead))
    if has_errors(problems):
        return None, tuple(problems)
    try:
        incoming, more = _staged(connection, work, found)
    except DamagedError:
        return None, (*problems, *damaged(connection, found))
    return incoming, (*problems, *more)


def _staged(
    connection: duckdb.DuckDBPyConnection, work: Path, found: list[Source]
) -> tuple[Incoming | None, list[Problem]]:
    rejects = Rejects(connection)
    rejects.make()
    stager = Stager(connection, vocabulary().units, rejects)
    tables = {one.layout.name: stager.stage(place, one) for place, one in enumerate(found)}
    firms = {FIRM: tables[FIRM]} if FIRM in tables else {}
    # Apart, because a row may be of a firm that the registry knows and the files do not hold.
    check(firms, rejects)
    check({name: table for name, table in tables.items() if name != FIRM}, rejects)
    refused = rejects.count_rows()
    if refused:
        first = rejects.first(found, SHOWN)
        if len(first) == SHOWN:
            what = f"共有 {refused} 行有错；只列出前 {SHOWN} 处"
            first.append(error("rows-refused", found[0].place, "", what))
        return None, first
    staged = {table.source.layout.code: table for table in tables.values()}
    for code, table in staged.items():
        rows = _NO_ROWS if table.is_empty else f"AS {_rows(sheets()[code], table)}"
        connection.execute(f"CREATE TEMP TABLE incoming_{code} {rows}")
    return Incoming(connection, work, staged), []


def _rows(sheet: Sheet, table: Staged) -> str:
    """The query for the rows of a sheet."""
    year = f"TRY_CAST({_year(table)} AS INTEGER)" if sheet.year_in_key else "NULL"
    pieces = [_year(table) if each == YEAR else _as_text(table, each) for each in sheet.identity]
    key = " || '|' || ".join(pieces)
    named = ", ".join(table.piece(title) for title in sheet.references)
    count = "ROW_NUMBER() OVER (PARTITION BY plain ORDER BY row)" if sheet.counts_equals else "1"
    inside = (
        f"SELECT row, {key} AS plain, {_as_text(table, sheet.owner)} AS firm,"
        f" {_as_text(table, '对象编号')} AS about, {year} AS year, {_json(sheet, table)} AS found,"
        f" CAST([{named}] AS VARCHAR[]) AS named FROM {table.relation}"
    )
    short = (
        f"CASE WHEN LENGTH(plain) > {LONGEST_KEY} THEN LEFT(plain, 200) || sha256(plain)"
        " ELSE plain END"
    )
    counted = f"{short} || CASE WHEN {count} > 1 THEN ' #' || {count} ELSE '' END"
    return f"SELECT row, {counted} AS key, firm, about, year, found, named FROM ({inside})"


def _as_text(table: Staged, title: str) -> str:
    piece = table.piece(title) if title else "NULL"
    return f"COALESCE(CAST({piece} AS VARCHAR), '')"


def _year(table: Staged) -> str:
    """2021 of 2021年."""
    return f"LEFT({_as_text(table, YEAR)}, 4)"


def _json(sheet: Sheet, table: Staged) -> str:
    """The known values as JSON by what they are called."""
    pieces = ", ".join(
        f"{text(sheet.stored(column))}, {_kept(f'v{position}', column.fact.kind, scale)}"
        for position, column in table.source.columns.items()
        for scale in [scale_of(column.fact)]
    )
    return f"CAST(json_merge_patch('{{}}', json_object({pieces})) AS VARCHAR)"


def _kept(piece: str, kind: FactKind, scale: int) -> str:
    """A staged value as JSON: numbers are whole or exact decimal texts, days texts."""
    if kind is FactKind.DATE:
        return f"CAST({piece} AS VARCHAR)"
    if kind not in {FactKind.QUANTITY, FactKind.RATE}:
        return piece
    places = len(str(scale)) - 1
    unit = f"CAST('0.{1:0{places}d}' AS DECIMAL({places + 1}, {places}))"
    decimal = f"RTRIM(CAST(CAST({piece} AS DECIMAL(19, 0)) * {unit} AS VARCHAR), '0')"
    return (
        f"CASE WHEN {piece} % {scale} = 0 THEN to_json({piece} // {scale})"
        f" ELSE to_json({decimal}) END"
    )
