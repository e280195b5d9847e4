"""Which engine runs the statements, and what a run says where that one is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb

from duixian.matching.job import Engine, Job, RunError, Watch
from duixian.population.refusals import EngineError
from duixian.population.running import run
from duixian.population.spark.running import ANSWER, run_on_spark
from duixian.population.spark.session import refuse_absent, session
from duixian.population.statement import Statement

_PHASE = "比对"


def refuse_absent_engine(job: Job) -> None:
    """RunError where the engine is not installed: said before any data are read."""
    if job.engine is Engine.SPARK:
        with _told():
            refuse_absent()


def compute(
    job: Job,
    statement: Statement,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    watch: Watch,
) -> None:
    """Make the relation `answer` of the statement in the database.

    On DuckDB it is a view: rows that are refused are many and mostly only counted.
    """
    watch.progress(_PHASE, 0, 1)
    if job.engine is Engine.SPARK:
        with _told(), session(work / "spark.log", job.master, job.memory) as spark:
            run_on_spark(statement, connection, spark, work, partial(watch.progress, _PHASE))
    else:
        run(
            statement,
            connection,
            lambda answer: f"CREATE TEMP VIEW {ANSWER} AS {answer}",
            partial(watch.progress, _PHASE),
        )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except EngineError as absent:
        raise RunError(absent.message, absent.advice, is_resource=True) from absent
