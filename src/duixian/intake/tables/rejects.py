"""Cells and rows that are refused, with the reason and what is expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duixian.intake.tables.source import Refused, Source
from duixian.intake.workbook.places import CellPlace, column_letters
from duixian.population.filling import fill
from duixian.population.sql import text
from duixian.rulebook.problems import Problem, error

COLUMNS = {
    "source": "INTEGER",
    "row": "BIGINT",
    "position": "INTEGER",
    "found": "VARCHAR",
    "expected": "VARCHAR",
    "what": "VARCHAR",
}
_TITLES = ("文件", "表", "行", "列", "表头", "内容", "问题", "应为")


@dataclass(frozen=True, slots=True)
class Rejects:
    """The relation `rejected` of one import."""

    connection: duckdb.DuckDBPyConnection

    def make(self) -> None:
        """Begin without any."""
        fill(self.connection, "rejected", COLUMNS, ())

    def insert(self, query: str, what: str) -> None:
        """Add what a query gives: source, row, position, found, expected."""
        self.connection.execute(f"INSERT INTO rejected SELECT *, {text(what)} FROM ({query})")

    def all_differ(self, relation: str, pieces: Sequence[str]) -> bool:
        """Whether the rows that have all pieces of an identity surely differ: their hashes do.

        Hashes of a few may meet by chance; then it is not said.
        """
        known = " AND ".join(f"{piece} IS NOT NULL" for piece in pieces)
        found = self.connection.execute(
            f"SELECT COUNT(DISTINCT HASH({', '.join(pieces)})) = COUNT(*)"
            f" FROM {relation} WHERE {known}"
        )
        differ: bool = found.fetchall()[0][0]
        return differ

    def add(self, place: int, refused: Iterable[Refused]) -> None:
        """Add what was refused while the text was read."""
        rows = [(place, r.row, r.column, r.found, r.expected, r.what) for r in refused]
        if rows:
            fill(self.connection, "refused", COLUMNS, rows)
            self.connection.execute("INSERT INTO rejected FROM refused")

    def count_rows(self) -> int:
        """How many rows hold something that was refused."""
        found = self.connection.execute("SELECT COUNT(DISTINCT (source, row)) FROM rejected")
        number: int = found.fetchall()[0][0]
        return number

    def first(self, sources: Sequence[Source], most: int) -> list[Problem]:
        """The first of them as problems, in the order of the tables."""
        ordered = f"FROM rejected ORDER BY source, row, position LIMIT {most}"
        rows = self.connection.execute(ordered).fetchall()
        return [_problem(sources[place], *rest) for place, *rest in rows]

    def write(self, sources: Sequence[Source], path: Path) -> None:
        """Write all of them as CSV."""
        headers = [
            (place, position + 1, column_letters(position + 1), title)
            for place, source in enumerate(sources)
            for position, title in enumerate(source.titles)
        ]
        kinds = {"source": "INTEGER", "position": "INTEGER", "letters": "VARCHAR"}
        fill(self.connection, "headers", {**kinds, "title": "VARCHAR"}, headers)
        files = [(n, one.place.file, one.layout.name) for n, one in enumerate(sources)]
        kinds = {"source": "INTEGER", "file": "VARCHAR", "sheet": "VARCHAR"}
        fill(self.connection, "files", kinds, files)
        pieces = ("file", "sheet", "row", "letters", "title", "found", "what", "expected")
        named = ", ".join(f'{p} AS "{t}"' for p, t in zip(pieces, _TITLES, strict=True))
        self.connection.execute(
            f"COPY (SELECT {named} FROM rejected JOIN files USING (source)"
            " LEFT JOIN headers USING (source, position) ORDER BY source, row, position)"
            f" TO {text(str(path))} (FORMAT csv)"
        )


def _problem(  # noqa: PLR0913, PLR0917 - the columns of the relation
    source: Source, row: int, position: int, found: str, expected: str, what: str
) -> Problem:
    place: CellPlace = source.place.at(row, position)
    return error("cell-value", place, found, what, instead=expected)
