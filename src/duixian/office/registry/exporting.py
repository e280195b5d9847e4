"""The registry of a district as a folder of Parquet files, as `duixian match` reads them."""

import tempfile
from datetime import date
from pathlib import Path

import duckdb

from duixian.intake.workbook.layout import Column
from duixian.office.registry.bulk import dump
from duixian.office.registry.credit_exporting import add_credit
from duixian.office.registry.credit_facts import add_violations
from duixian.office.registry.models import KnownSheet, Record
from duixian.office.registry.sheets import (
    AWARD_SOURCES_SHEET,
    AWARDS_SHEET,
    LIST_SOURCES,
    LISTINGS,
    Sheet,
    sheets,
)
from duixian.population.sql import name, text
from duixian.rulebook.vocabulary.model import FactKind

_ROWS = (
    'SELECT "values" FROM registry_record'
    " WHERE region = %s AND sheet = %s AND withdrawn_at IS NULL ORDER BY id"
)


def export_population(region: str, folder: Path, on: date) -> None:
    """Write a file for every sheet the district knows into `folder`, which is there.

    The lists that credit records stand for come beside those that were imported, where their
    sources were read in time for the day `on`.

    A sheet without rows is written with its headers; one that was never read is not written.
    Firms on a list of which a name still waits are left out: until all of it is read, who stands
    on it is unknown.
    """
    known = {each.sheet: each for each in KnownSheet.objects.filter(region=region)}
    with tempfile.TemporaryDirectory() as work, duckdb.connect() as connection:
        for code, sheet in sheets().items():
            if code in known:
                file = Path(work) / f"{code}.csv"
                dump(_ROWS, [region, code], file)
                only = _read_lists(region) if code == LISTINGS else None
                _write(connection, sheet, file, folder, only)
                file.unlink()
        if AWARDS_SHEET in known and AWARD_SOURCES_SHEET not in known:
            _write_sources(connection, known[AWARDS_SHEET].sources, folder)
        add_credit(connection, region, folder, on)
        add_violations(connection, region, folder, on)


def _read_lists(region: str) -> tuple[str, list[str]]:
    """The fact that names a list, and the lists that were read to their end."""
    rows = Record.objects.filter(region=region, sheet=LIST_SOURCES)
    return "list", [row.values["list"] for row in rows]


def _write(
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    file: Path,
    folder: Path,
    only: tuple[str, list[str]] | None = None,
) -> None:
    """Write a sheet; `only` the rows whose fact has one of some values."""
    rows = (
        f"read_csv({text(str(file))}, auto_detect=false, header=false, delim=',', quote='\"',"
        " escape='\"', columns={'held': 'VARCHAR'})"
    )
    columns = {code: each for code, each in sheet.columns.items() if not sheet.is_beside(code)}
    if only is not None:
        fact, wanted = only
        held = f"json_extract_string(held, {text(f'$.{fact}')})"
        listed = f"CAST([{', '.join(map(text, wanted))}] AS VARCHAR[])"
        rows = f"(FROM {rows} WHERE list_contains({listed}, {held}))"
    for code in _beside(connection, sheet, rows):
        columns[code] = sheet.columns[code]
    paths = ", ".join(text(f'$."{code}"') for code in columns)
    cells = ", ".join(
        f"{_cell(f'found[{place}]', column)} AS {name(column.title)}"
        for place, column in enumerate(columns.values(), 1)
    )
    target = text(str(folder / f"{sheet.name}.parquet"))
    connection.execute(
        f"COPY (SELECT {cells} FROM (SELECT json_extract_string(held, [{paths}]) AS found"
        f" FROM {rows})) TO {target} (FORMAT parquet, COMPRESSION zstd)"
    )


def _beside(connection: duckdb.DuckDBPyConnection, sheet: Sheet, rows: str) -> list[str]:
    """The facts beside the sheet's own that any row has."""
    if not sheet.layout.extras:
        return []
    found = connection.execute(f"SELECT DISTINCT UNNEST(json_keys(held)) FROM {rows}").fetchall()
    return sorted(row[0] for row in found if sheet.is_beside(row[0]))


def _cell(piece: str, column: Column) -> str:
    """A kept value as a cell under the column's own header writes it."""
    match column.fact.kind:
        case FactKind.FLAG:
            return f"CASE {piece} WHEN 'true' THEN '是' WHEN 'false' THEN '否' END"
        case FactKind.RATE:
            number = f"CAST({piece} AS DECIMAL(18, 6))"
            hundred = f"CAST({number} * 100 AS VARCHAR) || '%'"
            return f"CASE WHEN ABS({number}) <= 1 THEN {piece} ELSE {hundred} END"
        case FactKind.MONEY | FactKind.QUANTITY if column.fact.unit is not None:
            return _in_unit(piece, column)
        case _:
            return piece


def _in_unit(piece: str, column: Column) -> str:
    """A number in the unit of its column; the scales of all units are powers of ten."""
    scale = column.fact.unit.scale if column.fact.unit else 1
    if scale == 1:
        return piece
    places = len(str(scale)) - 1
    unit = f"CAST('0.{1:0{places}d}' AS DECIMAL({places + 1}, {places}))"
    return f"RTRIM(RTRIM(CAST(CAST({piece} AS DECIMAL(23, 4)) * {unit} AS VARCHAR), '0'), '.')"


def _write_sources(connection: duckdb.DuckDBPyConnection, sources: list[str], folder: Path) -> None:
    """The offices and levels that awards were read from."""
    sheet = sheets()[AWARD_SOURCES_SHEET]
    title = name(next(iter(sheet.columns.values())).title)
    target = text(str(folder / f"{sheet.name}.parquet"))
    listed = ", ".join(map(text, sources))
    connection.execute(
        f"COPY (SELECT UNNEST(CAST([{listed}] AS VARCHAR[])) AS {title}) TO {target}"
        " (FORMAT parquet)"
    )
