"""Statements written by hand for DuckDB, each in a file of its own."""

from pathlib import Path

import duckdb

from benchmarks.population.generating import DAY


def amounts(folder: Path, out: Path) -> None:
    """Sums only, one row a firm."""
    _write("amounts", folder, out)


def verdicts(folder: Path, out: Path) -> None:
    """Verdicts, sums, failed conditions and missing facts, one row a firm and measure."""
    _write("verdicts", folder, out)


def _write(name: str, folder: Path, out: Path) -> None:
    text = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    query = text.replace("{folder}", str(folder)).replace("{day}", DAY)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")
