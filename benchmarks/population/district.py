"""The benchmark's library, and the relations of a generated district as views of its files."""

from datetime import date
from pathlib import Path

import duckdb

from benchmarks.population.generating import DAY
from duixian.intake.library_folder import load_library
from duixian.population.schema import relations
from duixian.population.shape import Shape
from duixian.rulebook.library.model import Library

FOLDER = Path(__file__).parent / "library"
SHAPE = Shape(date.fromisoformat(DAY), sources=frozenset({"本区"}))


def library() -> Library:
    """The policy of twelve measures with its vocabulary."""
    held, problems = load_library([FOLDER])
    if held is None:
        raise SystemExit("\n".join(problem.sentence for problem in problems))
    return held


def attach(connection: duckdb.DuckDBPyConnection, held: Library, folder: Path) -> None:
    """Every relation of the population: a view of its file, or empty where there is none."""
    for relation, kinds in relations(held).items():
        path = folder / f"{relation}.parquet"
        if path.exists():
            found = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
            there = {row[0] for row in found}
            columns = ", ".join(
                column if column in there else f"NULL::{kind} AS {column}"
                for column, kind in kinds.items()
            )
            connection.execute(f"CREATE VIEW {relation} AS SELECT {columns} FROM '{path}'")
        else:
            columns = ", ".join(f"{column} {kind}" for column, kind in kinds.items())
            connection.execute(f"CREATE TABLE {relation} ({columns})")
