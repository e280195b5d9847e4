"""The compiled policy, from Parquet to Parquet: one row a firm and measure, with its reasons."""

from pathlib import Path

import duckdb

from benchmarks.population.district import SHAPE, attach, library
from duixian.population.running import run
from duixian.population.statement import compile_library


def verdicts(folder: Path, out: Path) -> None:
    """Verdicts, sums, failed conditions and missing facts."""
    held = library()
    statement = compile_library(held, SHAPE)
    cases = " ".join(
        f"WHEN {branch.number} THEN '{branch.measure.code}'" for branch in statement.branches
    )
    with duckdb.connect() as connection:
        attach(connection, held, folder)
        run(statement, connection)
        connection.execute(
            f"COPY (SELECT firm, CASE branch {cases} END AS measure, verdict,"
            " low::BIGINT AS low, high::BIGINT AS high, unbounded, contested,"
            f" failed_1, missing_1, open_missing_1 FROM ({statement.relations[-1][1]}))"
            f" TO '{out}' (FORMAT parquet)"
        )
