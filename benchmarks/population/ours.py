"""The compiled policy, from Parquet to Parquet: one row a firm and measure, with its reasons."""

from dataclasses import replace
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
    *before, (title, answer) = statement.relations
    copied = (
        "COPY (SELECT * EXCLUDE (branch) REPLACE (low::BIGINT AS low, high::BIGINT AS high),"
        f" CASE branch {cases} END AS measure FROM ({answer})) TO '{out}' (FORMAT parquet)"
    )
    with duckdb.connect() as connection:
        attach(connection, held, folder)
        run(replace(statement, relations=(*before, (title, copied))), connection)
