"""Rival answers against ours, row by row."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

OURS = """
SELECT firm, measure, verdict = 'unknown' OR contested AS is_open, verdict, low, high
FROM '{path}'
"""
SUMS = "UNPIVOT (FROM '{path}') ON COLUMNS(* EXCLUDE firm) INTO NAME measure VALUE paid"
REASONED = "SELECT firm, measure, CASE WHEN verdict = 'granted' THEN low ELSE 0 END AS paid"


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that we decide, how many of them a rival has otherwise; the same of undecided ones.

    `blindly` counts rows whose facts are missing and which a rival pays all the same, `silently`
    those it gives nothing, without a word.
    """

    decided: int
    inexact: int
    undecided: int
    blindly: int
    silently: int


def difference(ours: Path, rival: Path) -> Difference:
    """How a rival's sums differ from ours. Both know the same firms and measures."""
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE FROM '{rival}'").fetchall()
        reasoned = any(row[0] == "verdict" for row in described)
        theirs = f"{REASONED} FROM '{rival}'" if reasoned else SUMS.replace("{path}", str(rival))
        silent = "FALSE" if reasoned else "coalesce(paid, 0) = 0"
        row = connection.execute(
            "SELECT count(*) FILTER (NOT is_open),"
            " count(*) FILTER (NOT is_open AND paid IS DISTINCT FROM low),"
            " count(*) FILTER (verdict = 'unknown'),"
            " count(*) FILTER (verdict = 'unknown' AND paid > 0),"
            f" count(*) FILTER (verdict = 'unknown' AND {silent})"
            f" FROM ({OURS.replace('{path}', str(ours))}) JOIN ({theirs}) USING (firm, measure)"
        ).fetchall()[0]
    return Difference(*row)


def verdicts_differ(ours: Path, rival: Path) -> int:
    """Rows whose verdict or bounds are not the same in two answers with reasons."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*) FROM '{ours}' AS o FULL JOIN '{rival}' AS r USING (firm, measure)"
            " WHERE o.verdict IS DISTINCT FROM r.verdict OR o.low IS DISTINCT FROM r.low"
            " OR o.high IS DISTINCT FROM r.high OR (o.failed > 0) <> (r.failed > 0)"
        ).fetchall()
    count: int = found[0][0]
    return count
