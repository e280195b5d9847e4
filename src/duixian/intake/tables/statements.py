"""The rows of a table as text, in statements of the database."""

import csv
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from duixian.intake.tables.source import Kind, Source
from duixian.population.sql import name, text

_BLANKS = [f"\\x{{{point:x}}}" for point in range(0x3001) if chr(point).isspace()]
TEXT = "VARCHAR"
BLANK = f"[{''.join(_BLANKS)}]"
"""What Python takes for white space, as a class of a regular expression."""


def csv_rows(path: Path, width: int) -> str:
    """The rows of a CSV file as columns c0, c1, …; an empty cell is NULL."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({text(str(path))}, auto_detect=false, header=true, delim=',', quote='\"',"
        f" escape='\"', columns={{{columns}}})"
    )


def titles_and_kinds(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """The columns of a Parquet file with their types, in order."""
    found = connection.execute(f"DESCRIBE FROM read_parquet({text(str(path))})").fetchall()
    return {title: kind for title, kind, *_ in found}


def kinds_of(connection: duckdb.DuckDBPyConnection, source: Source) -> tuple[str, ...]:
    """The type of every column of the file; what a text file holds is text."""
    if source.kind is Kind.CSV:
        return (TEXT,) * source.width
    return tuple(titles_and_kinds(connection, source.path).values())


def has_rows(connection: duckdb.DuckDBPyConnection, source: Source) -> bool:
    """Whether anything stands below the headers; asked without reading it."""
    if source.kind is Kind.CSV:
        with source.path.open(encoding="utf-8-sig", newline="") as lines:
            next(csv.reader(lines), None)
            return next(lines, None) is not None
    return count_parquet(connection, source.files) > 0


def count_parquet(connection: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> int:
    """How many rows Parquet files have, as they say themselves."""
    found = connection.execute(f"SELECT COUNT(*) FROM read_parquet([{_listed(files)}])")
    number: int = found.fetchall()[0][0]
    return number


def parquet_rows(source: Source) -> tuple[str, str]:
    """The rows of a Parquet table, and the expression for the number of a row."""
    rows = f"read_parquet([{_listed(source.files)}], file_row_number=true)"
    if len(source.parts) <= 1:
        return rows, "file_row_number + 1"
    before = ", ".join(str(part.before) for part in source.parts)
    return rows, f"[{before}][CAST(file_index AS BIGINT) + 1] + file_row_number + 1"


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(text(str(file)) for file in files)


def rows_as_text(
    connection: duckdb.DuckDBPyConnection, source: Source, kept: Collection[int] = ()
) -> str:
    """The query for the rows that are not blank: `row` and the columns c0, c1, … as text.

    The columns at the places of `kept` are left in their own types.
    """
    if source.kind is Kind.CSV:
        rows = csv_rows(source.path, source.width)
        inside = f"SELECT *, ROW_NUMBER() OVER () + 1 AS row FROM {rows}"
    else:
        kinds = titles_and_kinds(connection, source.path)
        pieces = [
            f"{name(title) if place in kept else as_text(name(title), kind)} AS c{place}"
            for place, (title, kind) in enumerate(kinds.items())
        ]
        rows, number = parquet_rows(source)
        inside = f"SELECT {', '.join(pieces)}, {number} AS row FROM {rows}"
    says = " OR ".join(
        f"c{place} IS NOT NULL" if place in kept else _says_something(f"c{place}")
        for place in range(source.width)
    )
    return f"SELECT * FROM ({inside}) WHERE {says}"


def _says_something(piece: str) -> str:
    """Whether there is more than white space; most texts begin with a visible letter of ASCII."""
    visible = f"{piece} BETWEEN '!' AND '~~'"
    other = f"REGEXP_MATCHES({piece}, {text(BLANK.replace('[', '[^'))})"
    return f"COALESCE({visible} OR {other}, FALSE)"


def as_text(piece: str, kind: str) -> str:
    """A value as a spreadsheet shows it: no zeros behind the last digit, 15 digits of a double."""
    match kind.partition("(")[0]:
        case "VARCHAR":
            return piece
        case "BOOLEAN":
            return f"CASE WHEN {piece} THEN '是' WHEN NOT {piece} THEN '否' END"
        case "DOUBLE" | "FLOAT":
            return f"format('{{:.15g}}', CAST({piece} AS DOUBLE))"
        case "DECIMAL" if not kind.endswith(",0)"):
            return f"rtrim(rtrim(CAST({piece} AS VARCHAR), '0'), '.')"
        case "TIMESTAMP" | "TIMESTAMP WITH TIME ZONE" | "TIMESTAMP_NS" | "TIMESTAMP_MS":
            return f"CAST(CAST({piece} AS DATE) AS VARCHAR)"
        case _:
            return f"CAST({piece} AS VARCHAR)"
