"""What a run came to: verdicts and sums by measure and town, missing things, refusals."""

from typing import Any

import duckdb

from duixian.population.schema import FIRMS

_SUMS = (
    "COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms,"
    " SUM(CASE WHEN contested THEN 0 ELSE low END) AS low,"
    " CASE WHEN BOOL_OR(unbounded) THEN NULL ELSE SUM(high) END AS high"
)
_THINGS = (
    "SELECT firm, unnest(missing) AS thing FROM results WHERE verdict <> 'refused' AND NOT forecast"
)
_CONDITIONS = (
    "SELECT policy, measure, firm, unnest(failed) AS condition FROM results"
    " WHERE verdict = 'refused'"
)


def _grouped(*keys: str) -> str:
    """Rows, firms and sums by these columns; a year that has not begun is no claim yet."""
    titles = ", ".join(keys)
    return (
        f"SELECT {titles}, {_SUMS} FROM results WHERE NOT forecast GROUP BY {titles}"
        f" ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)}"
    )


_QUERIES = {
    "by_verdict": _grouped("verdict"),
    "by_measure": _grouped("policy", "measure", "title", "verdict"),
    "by_town": _grouped("town", "verdict"),
    "missing": (
        "SELECT thing, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"
        f" FROM ({_THINGS}) GROUP BY thing ORDER BY firms DESC, thing LIMIT 100"
    ),
    "refusals": (
        "SELECT policy, measure, condition, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"
        f" FROM ({_CONDITIONS}) GROUP BY ALL ORDER BY policy, measure, rows DESC, condition"
    ),
}


def totals(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The numbers of the relation `results`, sums in fen, a list of records a table."""
    firms = connection.execute(f"SELECT COUNT(*) FROM {FIRMS}").fetchall()[0][0]
    tables = {title: _records(connection, query) for title, query in _QUERIES.items()}
    return {"firms": firms, **tables}


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    titles = [column[0] for column in result.description or ()]
    return [dict(zip(titles, row, strict=True)) for row in result.fetchall()]
