"""What a run came to: verdicts and sums by measure and town, missing things, refusals."""

from typing import Any

import duckdb

from duixian.population.schema import FIRMS

_SUMS = (
    "COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms, SUM(low) AS low,"
    " CASE WHEN BOOL_OR(unbounded) THEN NULL ELSE SUM(high) END AS high"
)
_QUERIES = {
    "by_verdict": f"SELECT verdict, {_SUMS} FROM results GROUP BY verdict ORDER BY verdict",
    "by_measure": (
        f"SELECT policy, measure, ANY_VALUE(title) AS title, verdict, {_SUMS} FROM results"
        " GROUP BY policy, measure, verdict ORDER BY policy, measure, verdict"
    ),
    "by_town": (
        f"SELECT town, verdict, {_SUMS} FROM results GROUP BY town, verdict"
        " ORDER BY town NULLS LAST, verdict"
    ),
    "missing": (
        "SELECT thing, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms FROM"
        " (SELECT firm, unnest(missing) AS thing FROM results WHERE verdict <> 'refused')"
        " GROUP BY thing ORDER BY firms DESC, thing LIMIT 100"
    ),
    "refusals": (
        "SELECT policy, measure, condition, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms FROM"
        " (SELECT policy, measure, firm, unnest(failed) AS condition FROM results"
        " WHERE verdict = 'refused') GROUP BY ALL ORDER BY policy, measure, rows DESC, condition"
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
