"""What is refused is left out, and so is all else that is known of the same firms.

A firm of which one row is refused must not be judged by the others: an award that could not be
read would seem never to have been paid.
"""

from pathlib import Path

import duckdb

from duixian.intake.tables.between import Tables, firm_key
from duixian.intake.tables.rejects import Rejects
from duixian.intake.tables.staging import Staged
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.layout import FIRM, YEARLY
from duixian.population.sql import text


def set_aside(connection: duckdb.DuckDBPyConnection, tables: Tables, rejects: Rejects) -> None:
    """Take all rows of firms that are named in a refused row, and all refused rows, away.

    The relation `aside` has the firms, each with the refused rows that name it: firm, source, row.
    """
    named = [
        f"SELECT {piece} AS firm, {table.place} AS source, row FROM {table.relation}"
        f" WHERE row IN (SELECT row FROM rejected WHERE source = {table.place})"
        for table in tables.values()
        for piece in _firms(table, tables)
    ]
    connection.execute(
        f"CREATE TEMP TABLE aside AS SELECT DISTINCT * FROM ({' UNION ALL '.join(named)})"
        " WHERE firm IS NOT NULL"
    )
    firms = tables[FIRM]
    key = firms.piece(firm_key(tables))
    rejects.insert(
        f"SELECT {firms.place}, row, {firms.position(firm_key(tables))}, {key},"
        f" '改正其他被退回的行' FROM {firms.relation} WHERE {key} IN (SELECT firm FROM aside)"
        f" AND row NOT IN (SELECT row FROM rejected WHERE source = {firms.place})",
        "这家企业有别的行被退回，不参加比对",
    )
    for table in tables.values():
        gone = " OR ".join(
            [
                f"row IN (SELECT row FROM rejected WHERE source = {table.place})",
                *(f"{piece} IN (SELECT firm FROM aside)" for piece in _firms(table, tables)),
            ]
        )
        _take_away(connection, table, gone)


def write_aside(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the firms that are left out as CSV, a line for each refused row that names one.

    The relation `files` is that of `Rejects.write`.
    """
    connection.execute(
        'COPY (SELECT firm AS "企业", file AS "文件", sheet AS "表", row AS "行"'
        " FROM aside JOIN files USING (source) ORDER BY firm, source, row)"
        f" TO {text(str(path))} (FORMAT csv)"
    )


def _take_away(connection: duckdb.DuckDBPyConnection, table: Staged, gone: str) -> None:
    """Leave the rows out: of a table for good, of a view of a file whenever it is read."""
    if not table.is_sound:
        connection.execute(f"DELETE FROM {table.relation} WHERE {gone}")
        return
    whole = f"whole_{table.place}"
    connection.execute(f"ALTER VIEW {table.relation} RENAME TO {whole}")
    connection.execute(
        f"CREATE TEMP VIEW {table.relation} AS FROM {whole} WHERE ({gone}) IS NOT TRUE"
    )


def _firms(table: Staged, tables: Tables) -> list[str]:
    """The columns that say whose row it is."""
    layout = table.source.layout
    if layout.subject is not None and layout.name != FIRM:
        titles = [layout.subject.firm]
    else:
        key = firm_key(tables)
        titles = {
            FIRM: [key],
            YEARLY: [key],
            sheets.DECISIONS: ["企业"],
            sheets.LISTINGS: ["企业"],
            sheets.AWARDS: ["受益人"],
        }.get(layout.name, [])
    return [piece for piece in map(table.piece, titles) if piece != "NULL"]
