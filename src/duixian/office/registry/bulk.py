"""Whole relations out of the database and into it as CSV, without a model object a row."""

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from django.db import connection

_BLOCK = 5000


def dump(query: str, parameters: Sequence[str], path: Path) -> None:
    """Write the rows of a query to `path`, without headers; memory does not grow with them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                path.open("wb") as file,
                cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters) as copy,
            ):
                for block in copy:
                    file.write(block)
            return
        cursor.execute(query, parameters)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            while block := cursor.fetchmany(_BLOCK):
                writer.writerows(block)


def insert(table: str, columns: Sequence[str], path: Path) -> None:
    """Add the rows of a CSV file without headers; an empty cell without quotes is NULL.

    On SQLite an empty cell is an empty text, but NULL in a column called year.
    """
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                path.open("rb") as file,
                cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy,
            ):
                while block := file.read(1 << 20):
                    copy.write(block)
            return
        marks = ", ".join(["%s"] * len(columns))
        year = columns.index("year") if "year" in columns else None
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            while lines := list(islice(reader, _BLOCK)):
                rows = [_with_null(row, year) for row in lines]
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _with_null(row: list[str], place: int | None) -> list[str | None]:
    return [None if at == place and not cell else cell for at, cell in enumerate(row)]
