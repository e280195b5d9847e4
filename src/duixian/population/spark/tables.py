"""Relations between the two engines: out of DuckDB and back into it, as Parquet in partitions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from duixian.population.sql import VERDICT, name, text

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

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


def kept(spark: "SparkSession", found: "DataFrame", path: Path) -> "DataFrame":
    """The same rows, read again from Parquet, which has no columns that are NULL without a type."""
    typed = [field for field in found.schema if field.dataType.typeName() != "void"]
    found.select(*(f"`{field.name}`" for field in typed)).write.parquet(str(path))
    again = spark.read.schema(type(found.schema)(typed)).parquet(str(path))
    titles = {field.name for field in typed}
    return again.selectExpr(*(f"`{t}`" if t in titles else f"NULL AS `{t}`" for t in found.columns))


def take_back(
    connection: duckdb.DuckDBPyConnection, relation: str, path: Path, titles: Sequence[str]
) -> None:
    """What Spark wrote, in DuckDB; wide numbers are HUGEINT again, verdicts words in order."""
    source = f"read_parquet({text(str(path / '*.parquet'))})"
    found = connection.execute(f"DESCRIBE FROM {source}").fetchall()
    kinds = {title: kind for title, kind, *_ in found}
    picked = ", ".join(f"{_read(title, kinds.get(title))} AS {name(title)}" for title in titles)
    connection.execute(f"CREATE TEMP VIEW {name(relation)} AS SELECT {picked} FROM {source}")


def _read(title: str, kind: str | None) -> str:
    if kind is None:
        return "NULL"
    if title == "verdict":
        return f"CAST({title} AS {VERDICT})"
    return f"CAST({name(title)} AS HUGEINT)" if kind.startswith("DECIMAL") else name(title)
