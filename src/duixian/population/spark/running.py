"""Runs a statement on Spark: step after step, each kept until nothing needs it."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import duckdb

from duixian.population.keys_there import refuse_missing_keys
from duixian.population.refusals import DataError
from duixian.population.schema import relations
from duixian.population.spark.dialect import in_spark
from duixian.population.spark.session import broken
from duixian.population.spark.steps import Step, steps_of
from duixian.population.spark.tables import hand_over, kept, take_back
from duixian.population.statement import Statement

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ANSWER = "answer"


def run_on_spark(
    statement: Statement,
    connection: duckdb.DuckDBPyConnection,
    spark: "SparkSession",
    folder: Path,
    follow: Callable[[int, int], None],
) -> None:
    """Make the relation `answer` of the statement in `connection`, from what that holds.

    Data go and come as Parquet in `folder`, which every machine of the cluster must see.
    `follow` is told how many steps are done, and of how many.
    EngineError: Spark itself fails. DataError: a key that groups rows is missing, or a number
    passes 38 digits.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import ArithmeticException, PySparkException  # noqa: PLC0415 - the same

    for relation in relations(statement.library):
        hand_over(connection, relation, folder, spark)
    steps, title = steps_of(statement.relations), ""
    try:
        for place, step in enumerate(steps):
            follow(place, len(steps))
            title = step.title
            _make(spark, step, folder)
            if title == "live":
                refuse_missing_keys(statement, lambda query: spark.sql(in_spark(query)).collect())
    except ArithmeticException as error:
        raise DataError(f"{title} 一步中有数超出 38 位；默认的引擎会说出是哪一行") from error
    except (PySparkException, Py4JError) as error:
        raise broken(title, error) from error
    take_back(connection, ANSWER, folder / title, spark.table(f"`{title}`").columns)


def _make(spark: "SparkSession", step: Step, folder: Path) -> None:
    """A step that is kept is written out: what reads it knows its size and not its history."""
    found = spark.sql(step.query)
    if step.is_kept:
        found = kept(spark, found, folder / step.title)
    found.createOrReplaceTempView(f"`{step.title}`")
    for title in step.done_with:
        spark.sql(f"DROP VIEW `{title}`")
        rmtree(folder / title)
