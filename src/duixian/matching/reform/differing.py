"""The rows that the two versions decide differently, as a file."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from duixian.matching.reform.figures import DIFFERS
from duixian.matching.reform.pairing import Pair
from duixian.population.filling import fill
from duixian.population.sql import text
from duixian.rulebook.policy.model import Measure

DIFFERING = "差异.parquet"
_MEASURES = {"pair": "INTEGER"} | {
    f"{side}_{part}": "VARCHAR"
    for side in ("base", "reform")
    for part in ("policy", "measure", "title")
}


def write_differing(
    connection: duckdb.DuckDBPyConnection, folder: Path, pairs: Sequence[Pair]
) -> None:
    """Write every row that differs in verdict or sum, in the order of firm, measure and row."""
    rows = [(number, *_said(pair.base), *_said(pair.reform)) for number, pair in enumerate(pairs)]
    fill(connection, "pair_names", _MEASURES, rows)
    said = ", ".join(
        f"r.{side}_row_{title} AS {side}_{title}"
        for side in ("base", "reform")
        for title in ("verdict", "low", "high", "unbounded", "contested")
    )
    named = ", ".join(f"n.{title}" for title in _MEASURES if title != "pair")
    query = (
        f"SELECT r.firm, p.firm_name, p.town, p.industry, p.size, {named}, r.row, r.row_firm,"
        f" NULLIF(r.year, 0) AS year, r.forecast, {said}, f.kind AS firm_outcome"
        f" FROM (SELECT * FROM rows WHERE {DIFFERS}) AS r"
        " JOIN pair_names AS n ON n.pair = r.pair"
        " LEFT JOIN people AS p ON p.firm = r.firm LEFT JOIN by_firm AS f ON f.firm = r.firm"
        " ORDER BY r.firm, r.pair, r.row_firm, r.row, r.year"
    )
    options = "FORMAT parquet, COMPRESSION zstd"
    connection.execute(f"COPY ({query}) TO {text(str(folder / DIFFERING))} ({options})")


def _said(measure: Measure | None) -> tuple[str | None, str | None, str | None]:
    if measure is None:
        return None, None, None
    return measure.policy, measure.code, measure.title
