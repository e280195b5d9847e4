"""What a run came to: verdicts and sums by measure and town, missing things, refusals."""

from typing import Any

import duckdb

from duixian.matching.rows import FAR, town
from duixian.population.schema import FIRMS
from duixian.population.statement import Statement

_HAS_SUM = f"a.verdict NOT IN ({FAR})"
_SUMS = (
    "COUNT(*) AS rows,"
    f" SUM(CASE WHEN {_HAS_SUM} THEN CASE WHEN a.contested THEN 0 ELSE CAST(a.low AS BIGINT) END"
    " END) AS low,"
    f" SUM(CASE WHEN {_HAS_SUM} AND NOT a.unbounded THEN CAST(a.high AS BIGINT) END) AS high,"
    f" BOOL_OR({_HAS_SUM} AND a.unbounded) AS unbounded"
)
_FIRMS_SUMS = (
    "CAST(SUM(rows) AS BIGINT) AS rows, COUNT(*) AS firms, SUM(low) AS low,"
    " CASE WHEN BOOL_OR(unbounded) THEN NULL ELSE SUM(high) END AS high"
)
_MEASURE = "policy, measure, title, verdict"
_THINGS = (
    "SELECT firm, UNNEST(missing) AS thing FROM results"
    " WHERE verdict NOT IN ('refused', 'not_in_force') AND NOT forecast"
)
_CONDITIONS = (
    "SELECT branch, rows, UNNEST(failed) AS condition FROM reasons WHERE verdict = 'refused'"
)
_NEAR = (
    "SELECT policy, measure, title, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"
    " FROM results WHERE near AND NOT forecast GROUP BY ALL ORDER BY policy, measure"
)

_FIRST = "SELECT branch, MIN(branch) OVER (PARTITION BY policy, measure) AS first FROM measures"


def totals(
    statement: Statement, connection: duckdb.DuckDBPyConnection, source: str
) -> dict[str, Any]:
    """The numbers of a run, sums in fen, a list of records a table.

    `source` are all rows; `results` those that are written, `reasons` what codes stand for.
    """
    firms = connection.execute(f"SELECT COUNT(*) FROM {FIRMS}").fetchall()[0][0]
    # By firm first, so that nobody is counted twice; a year that has not begun is no claim yet.
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE of_firms AS SELECT a.payee, a.verdict, {_SUMS}"
        f" FROM {source} AS a WHERE NOT a.forecast GROUP BY a.payee, a.verdict"
    )
    queries = {
        "by_verdict": f"SELECT verdict, {_FIRMS_SUMS} FROM of_firms GROUP BY ALL ORDER BY verdict",
        "by_measure": _by_measure(source),
        "by_town": (
            f"SELECT f.{town(statement.library)} AS town, verdict, {_FIRMS_SUMS} FROM of_firms AS a"
            f" LEFT JOIN {FIRMS} AS f ON f.firm_code = a.payee"
            " GROUP BY ALL ORDER BY town NULLS LAST, verdict"
        ),
        "missing": (
            "SELECT thing, COUNT(*) AS rows, COUNT(DISTINCT firm) AS firms"
            f" FROM ({_THINGS}) GROUP BY thing ORDER BY firms DESC, thing LIMIT 100"
        ),
        "near": _NEAR,
        "refusals": (
            "SELECT policy, measure, condition, CAST(SUM(rows) AS BIGINT) AS rows"
            f" FROM ({_CONDITIONS}) JOIN measures USING (branch)"
            " GROUP BY ALL ORDER BY policy, measure, rows DESC, condition"
        ),
    }
    tables = {title: _records(connection, query) for title, query in queries.items()}
    return {"firms": firms, **tables}


def _by_measure(source: str) -> str:
    """Rows, firms and sums by measure; grouped by its first branch, which is a number."""
    return (
        f"SELECT {_MEASURE}, rows, firms, low, CASE WHEN NOT unbounded THEN high END AS high"
        " FROM (SELECT f.first, a.verdict,"
        f" COUNT(DISTINCT a.payee) AS firms, {_SUMS} FROM {source} AS a JOIN ({_FIRST}) AS f"
        " ON f.branch = a.branch WHERE NOT a.forecast GROUP BY ALL)"
        f" JOIN measures ON branch = first ORDER BY {_MEASURE}"
    )


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    titles = [column[0] for column in result.description or ()]
    return [dict(zip(titles, row, strict=True)) for row in result.fetchall()]
