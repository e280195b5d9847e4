"""One Spark for all tests that ask for it, set for small data: nothing is compiled ahead."""

import os
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
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@contextmanager
def small_session(folder: Path) -> Iterator["SparkSession"]:
    """A session on two cores; which settings decide only how fast it is, not what it answers."""
    settings = " ".join(f"--conf {title}={value}" for title, value in SMALL.items())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYSPARK_SUBMIT_ARGS", f"{settings} pyspark-shell")
        with session(folder / "spark.log", "local[2]") as spark:
            yield spark
