"""The database of one run: how much it may hold, where it spills, what it says when it fails."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from duixian.matching.job import RunError
from duixian.population.interrupting import interruptible
from duixian.population.refusals import DataError
from duixian.population.room import bound

_FULL = ("No space left", "Could not write", "quota", "temp directory size")
_PATH = re.compile(r"\"(/[^\"]+)\"")

_IN_GIGA = 1000
_A_THREAD = 250
"""Megabytes a thread: with 200 a district of 300,000 firms did not do."""


@contextmanager
def database(work: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that spills into `work`; RunError where memory or disk run out."""
    with duckdb.connect() as connection, interruptible(connection):
        bound(connection, work, memory)
        if memory:
            _spare_threads(connection, memory)
        try:
            yield connection
        except DataError as wrong:
            raise RunError(f"数据有误，没有得出结论：{wrong}", "改正后重新运行") from wrong
        except duckdb.OutOfMemoryException as short:
            raise _out_of_memory(str(short), memory, work) from short
        except duckdb.IOException as failed:
            raise _unwritten(str(failed), work) from failed


def _spare_threads(connection: duckdb.DuckDBPyConnection, memory: str) -> None:
    """Every thread needs blocks of its own: in little memory there are fewer."""
    amount, unit = memory.rstrip("IB")[:-1], memory.rstrip("IB")[-1]
    megabytes = float(amount) * (_IN_GIGA if unit == "G" else 1)
    threads = connection.execute("SELECT current_setting('threads')").fetchall()[0][0]
    connection.execute(f"SET threads = {max(1, min(threads, int(megabytes / _A_THREAD)))}")


def _out_of_memory(said: str, memory: str, work: Path) -> RunError:
    if any(sign in said for sign in _FULL):
        return _unwritten(said, work)
    limit = f"（--memory {memory}）" if memory else ""
    advice = "把 --memory 写大些，或用 --policy 分批比对"
    return RunError(f"内存不够用{limit}", advice, is_resource=True)


def _unwritten(said: str, work: Path) -> RunError:
    """What the database says in English, in Chinese; its own temporary files are not named."""
    full = any(sign in said for sign in _FULL)
    what = "磁盘已满，或文件超过允许的大小" if full else "数据文件读写失败"
    named = _PATH.search(said)
    where = f"：{named[1]}" if named and not named[1].startswith(str(work.parent)) else ""
    advice = "换一个有空间的位置；读入的数据和中间结果也写在结果文件夹旁边"
    return RunError(f"{what}{where}", advice, is_resource=True)
