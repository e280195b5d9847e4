"""The compiled policy, from Parquet to Parquet: one row a firm and measure, with its reasons."""

from pathlib import Path

import duckdb

from benchmarks.population.district import SHAPE, attach, library
from duixian.population.branches import WITHOUT_SUM
from duixian.population.running import run
from duixian.population.sql import VERDICT
from duixian.population.statement import compile_library

FAR = ", ".join(f"CAST('{each}' AS {VERDICT})" for each in sorted(WITHOUT_SUM))


def verdicts(folder: Path, out: Path) -> None:
    """Verdicts, sums, failed conditions and missing facts."""
    _write(folder, out)


def decided(folder: Path, out: Path) -> None:
    """The same of the rows that are not plainly refused, most of what `duixian match` writes."""
    _write(folder, out, f" WHERE verdict NOT IN ({FAR})")


def _write(folder: Path, out: Path, wanted: str = "") -> None:
    held = library()
    statement = compile_library(held, SHAPE)
    codes = {branch.number: repr(branch.measure.code) for branch in statement.branches}
    kind = f"ENUM({', '.join(codes.values())})"
    cases = " ".join(f"WHEN {place} THEN CAST({code} AS {kind})" for place, code in codes.items())
    columns = (
        f"firm, CASE branch {cases} END AS measure, verdict, low, high, unbounded, contested,"
        " failed_1 AS failed, missing_1 AS missing, by_branch, award"
    )
    with duckdb.connect() as connection:
        attach(connection, held, folder)
        run(
            statement,
            connection,
            lambda answer: (
                f"COPY (SELECT {columns} FROM ({answer}){wanted}) TO '{out}' (FORMAT parquet)"
            ),
        )
