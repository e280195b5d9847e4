"""A Spark session with the settings on which exactness rests."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from duixian.population.refusals import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # an overflow is an error
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",  # quotients keep 32 whole digits
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.constraintPropagation.enabled": "false",  # costs minutes on columns so many
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


@contextmanager
def session(log: Path, master: str = "", memory: str = "") -> Iterator["SparkSession"]:
    """A session that is stopped in the end; what Spark itself says goes to the log.

    `master` "" is this machine; `memory` (`2GB`) bounds the driver, "" leaves it to Spark.
    EngineError: Spark or Java is not there, or does not start.
    """
    refuse_absent()
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra, and slow to import
    from pyspark.errors import PySparkException  # noqa: PLC0415 - the same
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the same

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("duixian").master(master or LOCAL)
    for title, value in (_SETTINGS | _memory(memory)).items():
        builder = builder.config(title, value)
    with _said_to(log):
        try:
            spark = builder.getOrCreate()
        except (PySparkException, Py4JError) as failed:
            raise EngineError(*_not_started(log, failed)) from failed
    try:
        yield spark
    finally:
        spark.stop()


def refuse_absent() -> None:
    """EngineError where Spark is not installed or there is no Java for it."""
    if find_spec("pyspark") is None:
        raise EngineError("没有安装 Spark", "运行 pip install 'duixian[spark]'（约 450 MB）后再试")
    home = os.environ.get("JAVA_HOME")
    if shutil.which(str(Path(home) / "bin" / "java") if home else "java") is None:
        where = f"JAVA_HOME（{home}）里没有 bin/java" if home else "命令 java 找不到"
        raise EngineError(
            f"没有 Java，Spark 不能运行：{where}",
            "安装 Java 17 或更新的版本（如 apt install openjdk-17-jre-headless），"
            "或把 JAVA_HOME 指到它；不用 Spark 则去掉 --engine spark",
        )


def _memory(memory: str) -> dict[str, str]:
    """`2GB` as the Java machine has it, in whole megabytes."""
    if not memory:
        return {}
    number, unit = memory.rstrip("IB")[:-1], memory.rstrip("IB")[-1]
    return {"spark.driver.memory": f"{int(float(number) * {'M': 1, 'G': 1024}[unit])}m"}


def _not_started(log: Path, failed: Exception) -> tuple[str, str]:
    """What Java said where it is running, else the last that it wrote."""
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    inner = getattr(failed, "java_exception", None)
    why = inner.getMessage() if inner is not None else (said or [str(failed)])[-1]
    return (
        f"Spark 没有启动起来，它自己说：{_line(why)}",
        "检查 Java 的版本（17 或更新）、--master 和 --memory",
    )


def broken(step: str, failed: Exception) -> EngineError:
    """What to say where Spark fails at a step."""
    inner = getattr(failed, "java_exception", None)
    why = str(failed) if inner is None else inner.getMessage() or inner.toString()
    advice = "检查磁盘和内存（--memory），或不用 --engine spark；设 DUIXIAN_DEBUG=1 可看全部经过"
    return EngineError(f"Spark 在 {step} 一步失败，它自己说：{_line(why)}", advice)


def _line(text: str) -> str:
    return text.strip().partition("\n")[0][:200]


@contextmanager
def _said_to(log: Path) -> Iterator[None]:
    """The Java machine inherits our error stream: meanwhile that is the log."""
    sys.stderr.flush()
    kept = os.dup(2)
    with log.open("ab") as stream:
        os.dup2(stream.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
