"""Data that stay what they were while a run reads them: tables may be read where they lie."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb

from duixian.intake.tables.loading import Input
from duixian.matching.job import RunError


@contextmanager
def steady(inputs: Iterable[Input]) -> Iterator[None]:
    """Around what reads the files; RunError in the end where one is not what it was before."""
    files = tuple(inputs)
    try:
        yield
    except duckdb.Error:
        _refuse_other(files)
        raise
    _refuse_other(files)


def _refuse_other(inputs: Iterable[Input]) -> None:
    for one in inputs:
        if not _is_same(one):
            raise RunError(
                f"数据文件在比对途中改过、换过或不在了：{one.path}，没有写出任何结果。",
                "等数据文件不再变动，再重新比对",
                is_resource=True,
            )


def _is_same(one: Input) -> bool:
    try:
        now = one.path.stat()
    except FileNotFoundError:
        return False
    return (now.st_size, now.st_mtime_ns) == (one.size, one.changed_at)
