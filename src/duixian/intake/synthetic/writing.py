"""Writes a district: Parquet or CSV, one file a sheet; or one workbook."""

import errno
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import duckdb

from duixian.intake.synthetic.chance import macros
from duixian.intake.synthetic.plan import District
from duixian.intake.synthetic.sheets import Sheet, sheets
from duixian.intake.workbook.template import Entry, label, write_template
from duixian.population.interrupting import interruptible
from duixian.rulebook.vocabulary.model import FactKind, Vocabulary


class Form(StrEnum):
    """How a district is written."""

    PARQUET = "parquet"
    CSV = "csv"
    WORKBOOK = "xlsx"


WORKBOOK = "企业数据.xlsx"
OPTIONS = {Form.PARQUET: "FORMAT parquet, COMPRESSION zstd", Form.CSV: "FORMAT csv, HEADER"}


def write(district: District, vocabulary: Vocabulary, folder: Path, form: Form) -> dict[str, int]:
    """Write every sheet into `folder`, which is there; gives how many rows each has.

    The same district gives the same bytes. Memory does not grow with the number of firms, but for
    a workbook. `OSError` where the disk does not take it.
    """
    with duckdb.connect() as connection, interruptible(connection):
        connection.execute(macros(district.seed))
        found = list(sheets(district, vocabulary))
        if form is Form.WORKBOOK:
            content = {sheet.name: list(_entries(connection, sheet)) for sheet in found}
            write_template(folder / WORKBOOK, vocabulary, content)
            return {name: len(rows) for name, rows in content.items()}
        return {sheet.name: _copy(connection, sheet, folder, form) for sheet in found}


def _copy(connection: duckdb.DuckDBPyConnection, sheet: Sheet, folder: Path, form: Form) -> int:
    path = str(folder / f"{sheet.name}.{form}").replace("'", "''")
    names = (f"c{place}" for place in range(len(sheet.columns)))
    cells = ", ".join(
        f'{_cell(f"c{place}", column.fact.kind, form)} AS "{column.title}"'
        for place, column in enumerate(sheet.columns)
    )
    query = f"SELECT {cells} FROM ({sheet.query}) AS rows({', '.join(names)})"
    try:
        answer = connection.execute(f"COPY ({query}) TO '{path}' ({OPTIONS[form]})").fetchall()
    except duckdb.IOException as failure:
        number = errno.ENOSPC if "No space left" in str(failure) else errno.EIO
        raise OSError(number, os.strerror(number)) from failure
    count: int = answer[0][0]
    return count


def _cell(name: str, kind: FactKind, form: Form) -> str:
    """A flag is a word in a text file."""
    if form is Form.CSV and kind is FactKind.FLAG:
        return f"CASE {name} WHEN TRUE THEN '是' WHEN FALSE THEN '否' END"
    return name


def _entries(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> Iterator[dict[str, Entry]]:
    titles = [label(column) for column in sheet.columns]
    for row in connection.execute(sheet.query).fetchall():
        cells = zip(titles, row, strict=True)
        yield {title: entry for title, entry in cells if entry is not None}
