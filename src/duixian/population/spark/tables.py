"""Relations between the two engines: out of DuckDB and back into it, as Parquet in partitions."""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from duixian.population.sql import name, text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TYPES = {"VARCHAR": "STRING", "BIGINT": "BIGINT", "BOOLEAN": "BOOLEAN", "DATE": "DATE"}


def columns_of(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The columns of a relation and their types."""
    found = connection.execute(f"DESCRIBE {name(relation)}").fetchall()
    return {title: kind for title, kind, *_ in found}


def hand_over(
    connection: duckdb.DuckDBPyConnection, relation: str, folder: Path, spark: "SparkSession"
) -> None:
    """Write a relation into a folder of its name, from which Spark reads it."""
    path = folder / relation
    path.mkdir()
    connection.execute(
        f"COPY {name(relation)} TO {text(str(path))} (FORMAT parquet, PER_THREAD_OUTPUT)"
    )
    columns = columns_of(connection, relation)
    schema = ", ".join(f"`{title}` {_TYPES[kind]}" for title, kind in columns.items())
    spark.read.schema(schema).parquet(str(path)).createOrReplaceTempView(f"`{relation}`")


def take_back(connection: duckdb.DuckDBPyConnection, relation: str, path: Path) -> None:
    """What Spark wrote as a relation of DuckDB; wide numbers are HUGEINT again."""
    source = f"read_parquet({text(str(path / '*.parquet'))})"
    columns = {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
    picked = ", ".join(
        f"CAST({name(title)} AS HUGEINT) AS {name(title)}"
        if kind.startswith("DECIMAL")
        else name(title)
        for title, kind in columns.items()
    )
    connection.execute(f"CREATE TEMP VIEW {name(relation)} AS SELECT {picked} FROM {source}")
