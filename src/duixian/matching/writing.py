"""The files of a result: its rows in one of three formats, its numbers, and how it was made."""

import json
from pathlib import Path

import duckdb

from duixian.matching.job import Format
from duixian.matching.spreadsheet import write_spreadsheet
from duixian.population.sql import name, text

RESULT = "result"


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
            flat = _flat(connection, rows)
            connection.execute(f"COPY ({flat}) TO {text(str(path))} (FORMAT csv)")
        case Format.XLSX:
            write_spreadsheet(connection, _flat(connection, rows), path)


def _flat(connection: duckdb.DuckDBPyConnection, rows: str) -> str:
    """The same rows with lists written as one text."""
    description = connection.execute(f"DESCRIBE {rows}").fetchall()
    columns = []
    for title, kind, *_ in description:
        piece = name(title)
        if kind == "VARCHAR[]":
            piece = f"array_to_string({piece}, '；')"
        elif kind.startswith("STRUCT"):
            each = "x.title || ' ' || x.low || CASE WHEN x.high IS NULL THEN ' 以上'"
            each += " WHEN x.high > x.low THEN ' 至 ' || x.high ELSE '' END"
            piece = f"array_to_string(list_transform({piece}, lambda x: {each}), '；')"
        columns.append(f"{piece} AS {name(title)}")
    return f"SELECT {', '.join(columns)} FROM ({rows})"


def write_json(path: Path, data: object) -> None:
    """Write a JSON file that people can read."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
