"""One Spark for all tests that ask for it, set for small data: nothing is compiled ahead."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duixian.population.spark.session import session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SMALL = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    # A full code cache ends all compiling, and one level alone gets a small one.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m",
}


@contextmanager
def small() -> Iterator[None]:
    """Sessions started meanwhile are as fast as they can be; their answers are the same."""
    settings = shlex.join(p for pair in SMALL.items() for p in ("--conf", "=".join(pair)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYSPARK_SUBMIT_ARGS", f"{settings} pyspark-shell")
        yield


@contextmanager
def small_session(folder: Path) -> Iterator["SparkSession"]:
    """A session on two cores."""
    with small(), session(folder / "spark.log", "local[2]") as spark:
        yield spark
