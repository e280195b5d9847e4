"""Rows of Python put into a relation, column by column, which is many times faster than by row."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from duixian.population.sql import name

_MOST = 50_000


def fill(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Make the temporary relation anew with these columns and types, and these rows."""
    defined = ", ".join(f"{name(title)} {kind}" for title, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {relation} ({defined})")
    lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in columns.values())
    for start in range(0, len(rows), _MOST):
        block = rows[start : start + _MOST]
        values = [[row[place] for row in block] for place in range(len(columns))]
        connection.execute(f"INSERT INTO {relation} SELECT {lists}", values)
