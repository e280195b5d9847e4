"""What a run came to: verdicts and sums by measure and town, missing things, refusals."""

from typing import Any

import duckdb

from duixian.matching.rows import every_row
from duixian.population.schema import FIRMS
from duixian.population.statement import Statement

_SUMS = (
    "COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms,"
    " SUM(CASE WHEN contested THEN 0 ELSE low END) AS low,"
    " CASE WHEN BOOL_OR(unbounded) THEN NULL ELSE SUM(high) END AS high"
)
_THINGS = (
    "SELECT firm, UNNEST(missing) AS thing FROM results"
    " WHERE verdict NOT IN ('refused', 'not_in_force') AND NOT forecast"
)
_CONDITIONS = (
    "SELECT branch, rows, UNNEST(failed) AS condition FROM reasons WHERE verdict = 'refused'"
)
_NEAR = "SELECT policy, measure, title, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"


def totals(
    statement: Statement, connection: duckdb.DuckDBPyConnection, source: str
) -> dict[str, Any]:
    """The numbers of a run, sums in fen, a list of records a table.

    `source` are all rows; `results` those that are written, `reasons` what codes stand for.
    """
    firms = connection.execute(f"SELECT COUNT(*) FROM {FIRMS}").fetchall()[0][0]
    connection.execute(f"CREATE OR REPLACE TEMP VIEW every_row AS {every_row(statement, source)}")
    queries = {
        "by_verdict": _grouped("verdict"),
        "by_measure": _grouped("policy", "measure", "title", "verdict"),
        "by_town": _grouped("town", "verdict"),
        "missing": (
            "SELECT thing, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"
            f" FROM ({_THINGS}) GROUP BY thing ORDER BY firms DESC, thing LIMIT 100"
        ),
        "near": f"{_NEAR} FROM results WHERE near GROUP BY ALL ORDER BY policy, measure",
        "refusals": (
            "SELECT policy, measure, condition, CAST(SUM(rows) AS BIGINT) AS rows"
            f" FROM ({_CONDITIONS}) JOIN measures USING (branch)"
            " GROUP BY ALL ORDER BY policy, measure, rows DESC, condition"
        ),
    }
    tables = {title: _records(connection, query) for title, query in queries.items()}
    return {"firms": firms, **tables}


def _grouped(*keys: str) -> str:
    """Rows, firms and sums by these columns; a year that has not begun is no claim yet."""
    titles = ", ".join(keys)
    return (
        f"SELECT {titles}, {_SUMS} FROM every_row WHERE NOT forecast GROUP BY {titles}"
        f" ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)}"
    )


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    titles = [column[0] for column in result.description or ()]
    return [dict(zip(titles, row, strict=True)) for row in result.fetchall()]
