"""`duixian match --engine spark`: the same result, and a clear word where Spark cannot run."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Run
from tests.population.spark_session import small

ASKED = ("--on", "2022-06-30", "--policy", "闵经委规发〔2021〕3号", "--all")
SPARK = ("--engine", "spark")


@pytest.fixture
def workbook(demonstration: Path) -> Path:
    return demonstration / "示例企业.xlsx"


@pytest.mark.spark
def test_the_result_is_that_of_the_default_engine(run: Run, workbook: Path, tmp_path: Path) -> None:
    spark = (*SPARK, "--memory", "1GB")
    assert run("match", workbook, *ASKED, "--out", tmp_path / "a").code == 0
    with small():
        assert run("match", workbook, *ASKED, *spark, "--out", tmp_path / "b").code == 0
    rows = [
        duckdb.execute(f"FROM '{tmp_path}/{folder}/result.parquet' ORDER BY ALL").fetchall()
        for folder in "ab"
    ]
    assert len(rows[0]) > 100
    assert rows[0] == rows[1]
    sums = [json.loads((tmp_path / folder / "summary.json").read_text()) for folder in "ab"]
    assert sums[0] == sums[1]


@pytest.mark.parametrize("odd", ["x", "local[]", "spark:7077", "localhost"])
def test_a_master_that_is_none_is_said_before_anything_begins(
    run: Run, workbook: Path, tmp_path: Path, odd: str
) -> None:
    ended = run("match", workbook, *ASKED, *SPARK, "--master", odd, "--out", tmp_path / "a")
    assert ended.code == 2
    assert f"「{odd}」不是 Spark 集群的地址" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.spark
def test_a_spark_that_does_not_start_ends_without_a_result(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    spark = (*SPARK, "--master", "local[0]")
    ended = run("match", workbook, *ASKED, *spark, "--out", tmp_path / "a")
    assert (ended.code, "--master" in ended.err, "Traceback" in ended.err) == (3, True, False)
    assert list(tmp_path.iterdir()) == []


def refused(run: Run, workbook: Path, tmp_path: Path) -> str:
    ended = run("match", workbook, *ASKED, *SPARK, "--out", tmp_path / "a")
    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []
    return ended.err


@pytest.mark.parametrize(("home", "said"), [("", "命令 java"), ("/none", "JAVA_HOME（/none）")])
def test_without_java_the_run_says_what_to_install(  # noqa: PLR0913, PLR0917 - fixtures
    home: str,
    said: str,
    run: Run,
    workbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("duixian.population.spark.session.find_spec", lambda _name: object())
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", home)
    told = refused(run, workbook, tmp_path)
    assert said in told
    assert "openjdk" in told


def test_without_spark_the_run_says_what_to_install(
    run: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duixian.population.spark.session.find_spec", lambda _name: None)
    assert "duixian[spark]" in refused(run, workbook, tmp_path)


def test_a_master_without_spark_is_a_mistake_of_usage(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    ended = run("match", workbook, "--master", "local[2]", "--out", tmp_path / "a")
    assert ended.code == 2
    assert "--engine spark" in ended.err
