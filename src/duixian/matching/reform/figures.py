"""The figures of a comparison, from the rows of both versions side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from duixian.matching.reform.pairing import Pair
from duixian.matching.reform.people import KEYS
from duixian.paper.reform.model import Affected, Line, Side, Sum
from duixian.population.schema import FIRMS

TITLES = {"base": "基准", "reform": "方案"}
UNKNOWN = "不明"
LISTED = 20
"""So many of those who gain and lose most are named in the report; all are in the file."""
DIFFERS = " OR ".join(
    f"base_row_{title} IS DISTINCT FROM reform_row_{title}"
    for title in ("verdict", "low", "high", "unbounded", "contested")
)
_ADDED = ", ".join(
    f"SUM({side}_low) AS {side}_low, SUM({side}_passed) AS {side}_passed,"
    f" SUM({side}_high) AS {side}_high,"
    f" BOOL_OR({side}_endless) AS {side}_endless, BOOL_OR({side}_entitled) AS {side}_entitled,"
    f" COUNT(*) FILTER ({side}_unknown) AS {side}_unknown, SUM({side}_possible) AS {side}_possible,"
    f" BOOL_OR({side}_unknown AND {side}_row_unbounded) AS {side}_boundless"
    for side in ("base", "reform")
)
_APART = (
    "BOOL_OR((base_unknown OR reform_unknown OR base_endless OR reform_endless)"
    f" AND (touched OR {DIFFERS}))"
)
_ENDS = ("low", "passed", "high")
_KIND = (
    "CASE WHEN apart THEN 'unknown' WHEN least = 0 AND most = 0 THEN 'same'"
    " WHEN least >= 0 THEN 'gaining' WHEN most <= 0 THEN 'losing' ELSE 'open' END"
)
_SIDE = ", ".join(
    f"SUM({side}_low), CASE WHEN BOOL_OR({side}_endless) THEN NULL ELSE SUM({side}_high) END,"
    f" COUNT(*) FILTER ({side}_entitled), COUNT(*) FILTER ({side}_unknown > 0),"
    f" SUM({side}_unknown),"
    f" CASE WHEN BOOL_OR({side}_boundless) THEN NULL ELSE SUM({side}_possible) END"
    for side in ("base", "reform")
)
_COUNTS = (
    "COUNT(*) FILTER (kind = 'gaining'), COUNT(*) FILTER (kind = 'losing'),"
    " COUNT(*) FILTER (kind = 'open'), COUNT(*) FILTER (kind = 'unknown'),"
    " COUNT(*) FILTER (NOT apart AND reform_entitled AND NOT base_entitled),"
    " COUNT(*) FILTER (NOT apart AND base_entitled AND NOT reform_entitled)"
)
_CHANGES = (
    "COALESCE(SUM(least) FILTER (kind = 'gaining'), 0),"
    " COALESCE(SUM(most) FILTER (kind = 'gaining'), 0),"
    " COALESCE(SUM(-most) FILTER (kind = 'losing'), 0),"
    " COALESCE(SUM(-least) FILTER (kind = 'losing'), 0)"
)
_LINE = f"{_SIDE}, {_COUNTS}, {_CHANGES}"


def classify(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `by_firm` and `by_measure`: what firms get, in all and by measure, and how it moves.

    A year of support that has not begun is no claim yet and does not count.
    """
    ends = ", ".join(f"reform_{end} - base_{end}" for end in _ENDS)
    for relation, keys in (("by_firm", "firm"), ("by_measure", "pair, firm")):
        added = (
            f"SELECT {keys}, {_ADDED}, {_APART} AS apart FROM rows WHERE NOT forecast"
            f" GROUP BY {keys}"
        )
        moved = f"SELECT *, LEAST({ends}) AS least, GREATEST({ends}) AS most FROM ({added})"
        connection.execute(
            f"CREATE TEMP TABLE {relation} AS SELECT *, {_KIND} AS kind FROM ({moved})"
        )


def firms(connection: duckdb.DuckDBPyConnection) -> int:
    """How many firms the data hold."""
    return int(connection.execute(f"SELECT COUNT(*) FROM {FIRMS}").fetchall()[0][0])


def total(connection: duckdb.DuckDBPyConnection) -> Line:
    """All firms together."""
    (found,) = _lines(connection, f"SELECT '合计', {_LINE} FROM by_firm")
    return found


def measures(connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair]) -> tuple[Line, ...]:
    """A line a measure, also where nobody has a row."""
    told = ", ".join("(?, ?)" for _ in pairs)
    values = [part for number, pair in enumerate(pairs) for part in (number, pair.told)]
    query = (
        f"WITH told(pair, told) AS (VALUES {told}) SELECT t.told, {_LINE} FROM told AS t"
        " LEFT JOIN by_measure AS m ON m.pair = t.pair GROUP BY t.pair, t.told ORDER BY t.pair"
    )
    return _lines(connection, query, values) if pairs else ()


def groups(connection: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[Line, ...]]:
    """A line for each size class, industry and town, by heading; firms of which it is unknown last.

    A payee that is no firm of the data is in no known group.
    """
    return {
        title: _lines(
            connection,
            f"SELECT COALESCE(p.{key}, '{UNKNOWN}'), {_LINE} FROM by_firm AS m"
            f" LEFT JOIN people AS p ON p.firm = m.firm GROUP BY p.{key}"
            f" ORDER BY p.{key} NULLS LAST",
        )
        for key, title in KEYS.items()
    }


def affected(connection: duckdb.DuckDBPyConnection, kind: str) -> tuple[Affected, ...]:
    """The firms that gain or lose most."""
    found = connection.execute(
        f"SELECT m.firm, COALESCE(p.firm_name, ''), base_low, base_high, reform_low, reform_high"
        f" FROM by_firm AS m LEFT JOIN people AS p ON p.firm = m.firm WHERE kind = ?"
        " ORDER BY GREATEST(most, -least) DESC, LEAST(ABS(most), ABS(least)) DESC, m.firm"
        f" LIMIT {LISTED}",
        [kind],
    ).fetchall()
    return tuple(
        Affected(code, named, Sum(int(a), int(b)), Sum(int(c), int(d)))
        for code, named, a, b, c, d in found
    )


def _lines(
    connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()
) -> tuple[Line, ...]:
    return tuple(_line(row) for row in connection.execute(query, values).fetchall())


def _line(row: Sequence[Any]) -> Line:
    title, *figures = row
    base, reform = _side(figures[:6]), _side(figures[6:12])
    counts = [int(each or 0) for each in figures[12:]]
    gained, lost = Sum(counts[6], counts[7]), Sum(counts[8], counts[9])
    gaining, losing, undecided, unknown, entering, leaving = counts[:6]
    moved = (gaining, losing, undecided, unknown, entering, leaving)
    return Line(title, base, reform, *moved, gained, lost)


def _side(figures: Sequence[Any]) -> Side:
    """NULL is a sum over no rows, but where rows are counted it is one that nothing bounds."""
    low, high, firms, unknown_firms, unknown_rows, possible = figures
    some = low is not None
    return Side(
        Sum(int(low or 0), int(high) if high is not None else None if some else 0),
        int(firms),
        int(unknown_firms),
        int(unknown_rows or 0),
        int(possible) if possible is not None else None if some else 0,
    )
