"""The files of a result: its rows in one of three formats, its numbers, and how it was made."""

import json
from pathlib import Path

import duckdb

from duixian.matching.job import Format
from duixian.matching.spreadsheet import write_spreadsheet
from duixian.population.sql import name, text

RESULT = "result"
_OF_THE_DATA = ("firm_name", "town", "row")
_FEN = "{0}"
_YUAN = "format('{{:,}}.{{:02}}', {0} // 100, {0} % 100)"
"""A sum of fen as whole fen, and as 元 with two decimals."""


def write_rows(
    connection: duckdb.DuckDBPyConnection, rows: str, folder: Path, form: Format
) -> None:
    """Write the rows of the query to `result` in the folder."""
    path = folder / f"{RESULT}.{form.value}"
    match form:
        case Format.PARQUET:
            options = "FORMAT parquet, COMPRESSION zstd"
            connection.execute(f"COPY ({rows}) TO {text(str(path))} ({options})")
        case Format.CSV:
            flat = _flat(connection, rows, _FEN)
            connection.execute(f"COPY ({flat}) TO {text(str(path))} (FORMAT csv)")
        case Format.XLSX:
            write_spreadsheet(connection, _flat(connection, rows, _YUAN), path)


def formulas(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """How many rows hold a text of the data that Excel, opening a CSV file, takes for a formula.

    The file keeps it: another text would be another name.
    """
    begun = " OR ".join(f"REGEXP_MATCHES({each}, '^[=+@-]')" for each in _OF_THE_DATA)
    found = connection.execute(f"SELECT COUNT(*) FROM {relation} WHERE {begun}")
    number: int = found.fetchall()[0][0]
    return number


def _flat(connection: duckdb.DuckDBPyConnection, rows: str, form: str) -> str:
    """The same rows with lists written as one text, the sums in them as `form` has them."""
    description = connection.execute(f"DESCRIBE {rows}").fetchall()
    columns = []
    for title, kind, *_ in description:
        piece = name(title)
        if kind == "VARCHAR[]":
            piece = f"array_to_string({piece}, '；')"
        elif kind.startswith("STRUCT"):
            low, high = form.format("x.low"), form.format("x.high")
            each = f"x.title || ' ' || {low} || CASE WHEN x.high IS NULL THEN ' 以上'"
            each += f" WHEN x.high > x.low THEN ' 至 ' || {high} ELSE '' END"
            piece = f"array_to_string(list_transform({piece}, lambda x: {each}), '；')"
        columns.append(f"{piece} AS {name(title)}")
    return f"SELECT {', '.join(columns)} FROM ({rows})"


def write_json(path: Path, data: object) -> None:
    """Write a JSON file that people can read."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
