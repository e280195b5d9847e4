"""`duixian match` answers for all firms what `assess` answers for one."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.cli.conftest import Run

DAY = ("--on", "2022-06-30")
SEVEN = ("--policy", "闵经委规发〔2021〕7号")


@pytest.fixture
def workbook(demonstration: Path) -> Path:
    return demonstration / "示例企业.xlsx"


def rows(folder: Path) -> list[dict[str, Any]]:
    found = duckdb.connect().execute(f"FROM '{folder}/result.parquet'")
    titles = [column[0] for column in found.description or ()]
    return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]


def test_every_row_has_the_verdict_and_the_sum_of_an_assessment(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    assert run("match", workbook, *DAY, *SEVEN, "--all", "--out", out).code == 0
    compared = 0
    assessed = {}
    for line in run("assess", workbook, *DAY, *SEVEN, "--json").out.splitlines():
        told = json.loads(line)
        for one in told["entitlements"]:
            row, own = one["row"], one["own"]
            key = (told["firm"], row["measure"], row["key"], row["support_year"] or None)
            sums = (own["low"], own["high"]) if own else (None, None)
            assessed[key] = (one["verdict"], *sums)
    for row in rows(out):
        key = (row["firm"], row["measure"], row["row"], row["year"])
        assert assessed[key] == (row["verdict"], row["low"], row["high"])
        compared += 1
    assert compared > 100


def test_refusals_are_left_out_but_counted_by_condition(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    assert run("match", workbook, *DAY, *SEVEN, "--out", out).code == 0
    assert "refused" not in {row["verdict"] for row in rows(out)}
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    refused = next(one for one in summary["by_verdict"] if one["verdict"] == "refused")
    assert sum(one["rows"] for one in summary["refusals"]) >= refused["rows"] > 0


def test_a_folder_that_holds_something_is_left_alone(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    out.mkdir()
    (out / "别人的.txt").write_text("x", encoding="utf-8")
    ended = run("match", workbook, *DAY, *SEVEN, "--out", out)
    assert (ended.code, [file.name for file in out.iterdir()]) == (3, ["别人的.txt"])
    assert "Traceback" not in ended.err
