"""A run that may hold less than its data need spills to the disk instead of ending."""

import json
from pathlib import Path

import pytest

from duixian.matching.database import database
from tests.cli.conftest import Run


@pytest.mark.parametrize(("memory", "most"), [("300MB", 1), ("0.4GIB", 1), ("1GB", 4)])
def test_little_memory_is_shared_by_few_threads(tmp_path: Path, memory: str, most: int) -> None:
    with database(tmp_path, memory) as connection:
        ((threads,),) = connection.execute("SELECT current_setting('threads')").fetchall()
    assert 1 <= threads <= most


@pytest.mark.nightly
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_large_district_is_matched_in_little_memory(tmp_path: Path, run: Run, form: str) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    assert run("synth", "--firms", "300000", "--format", form, "--out", data).code == 0
    options = ("--on", "2022-12-31", "--region", "闵行", "--memory", "500MB", "--out", out)
    ended = run("match", data, *options)
    assert ended.code == 0, ended.err
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["firms"] == 300_000
