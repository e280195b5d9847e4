"""Runs a statement on Spark: relation after relation, each kept until nothing needs it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from duixian.population.keys_there import refuse_missing_keys
from duixian.population.refusals import DataError
from duixian.population.schema import relations
from duixian.population.spark.dialect import in_spark
from duixian.population.spark.tables import hand_over, take_back
from duixian.population.statement import Statement

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_WORD = re.compile(r"\w+")
ANSWER = "answer"


def run_on_spark(
    statement: Statement,
    connection: duckdb.DuckDBPyConnection,
    spark: "SparkSession",
    folder: Path,
    follow: Callable[[int, int], None],
) -> None:
    """Make the last relation of the statement in `connection`, from what it holds.

    Data go and come as Parquet in `folder`, which every machine of the cluster must see.
    `follow` is told how many relations are made, and of how many.
    DataError: a key that groups rows is missing, or a number passes 38 digits.
    """
    from pyspark.errors import ArithmeticException  # noqa: PLC0415 - an extra

    for relation in relations(statement.library):
        hand_over(connection, relation, folder, spark)
    made = ""
    try:
        for place, (title, query) in enumerate(statement.relations):
            follow(place, len(statement.relations))
            made = title
            _make(spark, title, query)
            if title == "live":
                refuse_missing_keys(statement, lambda asked: _rows(spark, asked))
            _drop_unneeded(spark, statement.relations, place)
        spark.table(made).write.parquet(str(folder / ANSWER))
    except ArithmeticException as error:
        raise DataError(f"关系 {made} 中有数超出 38 位；默认的引擎会说出是哪一行") from error
    take_back(connection, made, folder / ANSWER)


def _make(spark: "SparkSession", title: str, query: str) -> None:
    found: DataFrame = spark.sql(in_spark(query))
    found.localCheckpoint().createOrReplaceTempView(title)


def _rows(spark: "SparkSession", query: str) -> Sequence[Sequence[Any]]:
    return spark.sql(in_spark(query)).collect()


def _drop_unneeded(spark: "SparkSession", relations: Sequence[tuple[str, str]], place: int) -> None:
    """Let go of the relations of which this one was the last user."""
    later = {word for _, query in relations[place + 1 :] for word in _WORD.findall(query)}
    for word in set(_WORD.findall(relations[place][1])) - later:
        if any(word == title for title, _ in relations[:place]):
            spark.catalog.dropTempView(word)
