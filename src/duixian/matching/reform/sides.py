"""What each version gives to each row, and the two side by side."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import duckdb

from duixian.matching.reform.pairing import Pair
from duixian.population.branches import WITHOUT_SUM
from duixian.population.filling import fill
from duixian.population.running import run
from duixian.population.sql import name, text
from duixian.population.statement import Statement
from duixian.rulebook.assessment import Verdict

SIDES = ("base", "reform")
_PAYING = ", ".join(text(each) for each in (Verdict.GRANTED, Verdict.PENDING))
_NO_ROW = ", ".join(text(each) for each in sorted(WITHOUT_SUM))
_KEY = ("pair", "firm", "row_firm", "row", "year")


def _where(test: str, column: str) -> str:
    return f"CASE WHEN {test} THEN CAST(a.{column} AS BIGINT) ELSE 0 END"


_SUMS = {
    # What a version costs: with every open review refused; with all passed, at the least and at
    # the most. A row whose place another may take counts with nothing but at the most.
    "low": _where(f"a.verdict = {text(Verdict.GRANTED)} AND NOT a.contested", "low"),
    "passed": _where(f"a.verdict IN ({_PAYING}) AND NOT a.contested", "low"),
    "high": _where(f"a.verdict IN ({_PAYING}) AND NOT a.unbounded", "high"),
    "endless": f"(a.verdict IN ({_PAYING}) AND a.unbounded)",
    "entitled": f"(a.verdict IN ({_PAYING}))",
    "unknown": f"(a.verdict = {text(Verdict.UNKNOWN)})",
    "possible": _where(f"a.verdict = {text(Verdict.UNKNOWN)} AND NOT a.unbounded", "high"),
}
_NOTHING = {
    title: "FALSE" if title in {"endless", "entitled", "unknown"} else "0" for title in _SUMS
}


def make_side(
    side: str, statement: Statement, pairs: Sequence[Pair], connection: duckdb.DuckDBPyConnection
) -> None:
    """Run the statement, keep in the relation named `side` every row that is not plainly refused.

    What the statement made besides is dropped.
    """
    kept = set(_tables(connection))
    last = statement.relations[-1][0]
    relations = (*statement.relations, ("answer", f"SELECT * FROM {last}"))
    run(replace(statement, relations=relations), connection)
    numbers = _numbers(side, pairs)
    rows = [(one.number, numbers[one.measure.name]) for one in statement.branches]
    fill(connection, "pair_of", {"branch": "INTEGER", "pair": "INTEGER"}, rows)
    sums = ", ".join(f"{piece} AS paid_{title}" for title, piece in _SUMS.items())
    connection.execute(
        f"CREATE TEMP TABLE {side} AS SELECT p.pair, a.payee AS firm, a.firm AS row_firm,"
        " a.row_key AS row, CAST(COALESCE(a.support_year, 0) AS INTEGER) AS year, a.verdict,"
        " CAST(a.low AS BIGINT) AS low,"
        " CASE WHEN NOT a.unbounded THEN CAST(a.high AS BIGINT) END AS high,"
        f" a.unbounded, a.contested, a.forecast, {sums}"
        f" FROM {last} AS a JOIN pair_of AS p ON p.branch = a.branch"
        f" WHERE a.verdict NOT IN ({_NO_ROW})"
    )
    _drop(connection, set(_tables(connection)) - kept - {side})


def _numbers(side: str, pairs: Sequence[Pair]) -> Mapping[tuple[str, str], int]:
    found = {}
    for number, pair in enumerate(pairs):
        measure = getattr(pair, side)
        if measure is not None:
            found[measure.name] = number
    return found


def join_sides(connection: duckdb.DuckDBPyConnection, touched: Collection[int]) -> None:
    """Make the relation `rows`: each row of either side with what both say of it.

    A side that has no such row has NULL: refused, not in force, or no such measure.
    """
    sums = ", ".join(
        f"COALESCE({side}.paid_{title}, {nothing}) AS {side}_{title}"
        for side in SIDES
        for title, nothing in _NOTHING.items()
    )
    plain = ", ".join(
        f"{side}.{title} AS {side}_row_{title}"
        for side in SIDES
        for title in ("verdict", "low", "high", "unbounded", "contested")
    )
    keys = ", ".join(f"COALESCE(base.{key}, reform.{key}) AS {key}" for key in (*_KEY, "forecast"))
    on = " AND ".join(f"base.{key} = reform.{key}" for key in _KEY)
    listed = ", ".join(map(str, sorted(touched))) or "-1"
    connection.execute(
        f"CREATE TEMP TABLE rows AS SELECT {keys}, {plain}, {sums},"
        f" (COALESCE(base.pair, reform.pair) IN ({listed})) AS touched"
        f" FROM base FULL JOIN reform ON {on}"
    )


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT table_name FROM duckdb_tables() WHERE temporary"
    return [row[0] for row in connection.execute(query).fetchall()]


def _drop(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    for table in sorted(tables):
        connection.execute(f"DROP TABLE temp.{name(table)}")
