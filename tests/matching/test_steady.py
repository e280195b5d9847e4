"""A run ends without a result where its data changed while it read them."""

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from duixian.intake.tables.loading import Input
from duixian.matching.job import RunError
from duixian.matching.steady import steady


@pytest.fixture
def read(tmp_path: Path) -> Input:
    path = tmp_path / "企业.parquet"
    path.write_bytes(b"before")
    return Input(path, 6, "", path.stat().st_mtime_ns)


def rewrite(path: Path) -> None:
    """The same number of bytes, as a later run of another program leaves them."""
    path.write_bytes(b"behind")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


def grow(path: Path) -> None:
    """More bytes at the same time as its clock tells it."""
    at = path.stat().st_mtime_ns
    path.write_bytes(b"before and behind")
    os.utime(path, ns=(at, at))


def fail(path: Path) -> None:
    """The database stumbles over what another program wrote."""
    grow(path)
    raise duckdb.BinderException


@pytest.mark.parametrize("change", [rewrite, grow, Path.unlink, fail])
def test_a_file_that_changed_ends_the_run_and_is_named(
    read: Input, change: Callable[[Path], None]
) -> None:
    with pytest.raises(RunError, match="途中") as ended, steady([read]):
        change(read.path)
    assert str(read.path) in ended.value.message


def test_files_that_stayed_leave_the_run_and_its_errors_alone(read: Input) -> None:
    with steady([read]):
        pass
    with pytest.raises(duckdb.BinderException), steady([read]):
        raise duckdb.BinderException
