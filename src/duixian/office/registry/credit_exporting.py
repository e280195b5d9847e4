"""The lists that credit records stand for, written beside those of a district's export."""

from datetime import date
from pathlib import Path

import duckdb

from duixian.office.registry.credit_lists import listings, lists_read, with_credit
from duixian.office.registry.sheets import LIST_SOURCES, LISTINGS, sheets
from duixian.population.sql import name, text
from duixian.rulebook.dossier import Listing

Cells = tuple[str | None, ...]


def add_credit(connection: duckdb.DuckDBPyConnection, region: str, folder: Path, on: date) -> None:
    """Add to 名单来源 and 名单 of a folder what was read in time for the day `on`.

    Where a list was imported too, whoever stands on either stands on it.
    """
    read = lists_read(region, on)
    if not read:
        return
    sources, listed = (_Sheet(connection, code, folder) for code in (LIST_SOURCES, LISTINGS))
    imported = {str(title): date.fromisoformat(str(day)) for title, day in sources.rows()}
    merged = with_credit(imported, read, on)
    sources.write([(title, day.isoformat()) for title, day in merged.items()])
    own = [_row(each) for each in listings(region) if each.list_name in read]
    listed.write(_longest([*listed.rows(), *own]))


def _row(listing: Listing) -> Cells:
    until = listing.until.isoformat() if listing.until else None
    return listing.list_name, listing.firm, listing.since.isoformat(), until


def _longest(rows: list[Cells]) -> list[Cells]:
    """The rows, of several that begin on one day the one that lasts longest."""
    last: dict[Cells, str | None] = {}
    for *key, until in rows:
        held = last.get(tuple(key), "")
        last[tuple(key)] = None if held is None or until is None else max(held, until)
    return [(*key, until) for key, until in last.items()]


class _Sheet:
    """The file of a sheet in a folder, there or not; all its cells are texts."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, code: str, folder: Path) -> None:
        sheet = sheets()[code]
        self._connection = connection
        self._titles = [name(column.title) for column in sheet.columns.values()]
        self._file = folder / f"{sheet.name}.parquet"

    def rows(self) -> list[Cells]:
        """Its rows; none where it is not there."""
        if not self._file.exists():
            return []
        cells = ", ".join(f"CAST({title} AS VARCHAR)" for title in self._titles)
        return self._connection.execute(
            f"SELECT {cells} FROM read_parquet({text(str(self._file))})"
        ).fetchall()

    def write(self, rows: list[Cells]) -> None:
        """Other rows in the place of those."""
        columns = ", ".join(f"{title} VARCHAR" for title in self._titles)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE sheet ({columns})")
        if rows:
            marks = ", ".join("?" for _ in self._titles)
            self._connection.executemany(f"INSERT INTO sheet VALUES ({marks})", rows)
        target = text(str(self._file))
        self._connection.execute(f"COPY sheet TO {target} (FORMAT parquet, COMPRESSION zstd)")
