"""`duixian synth` writes a district that the other commands take."""

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DAY = ("--on", "2022-12-31")
DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]
MEMORY = 1_500_000
"""Kilobytes that ten times as many firms must not pass either."""


def paid(folder: Path, policy: str) -> dict[str, int]:
    """Rows of a policy that are granted, by measure."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    for row in summary["by_measure"]:
        if row["verdict"] == "granted" and policy in row["policy"]:
            found[row["measure"]] = row["rows"]
    return found


@pytest.mark.parametrize(
    "form",
    ["parquet", *(pytest.param(one, marks=pytest.mark.nightly) for one in ("csv", "xlsx"))],
)
def test_a_match_pays_every_first_title_of_the_district(
    run: Run, tmp_path: Path, form: str
) -> None:
    # 800 firms are a twenty-fifth of 20,000: 144 first titles become 6, 112 become 4, 30 become 1.
    out, results = tmp_path / "区", tmp_path / "结果"
    assert run("synth", "--firms", 800, "--out", out, "--format", form).code == 0
    data = out / "企业数据.xlsx" if form == "xlsx" else out
    ended = run("match", data, *DAY, "--policy", "〔2021〕3号", "--out", results)
    assert ended.code == 0, ended.err
    found = paid(results, "〔2021〕3号")
    assert (found["1.1"], found["1.2"], found["1.4"]) == (6, 4, 1)
    assert not (results / "rejected.csv").exists()


@pytest.mark.nightly
def test_a_match_of_20000_firms_pays_what_the_tables_count(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "区"
    assert run("synth", "--firms", 20_000, "--out", out).code == 0
    results = tmp_path / "结果"
    ended = run("match", out, *DAY, "--region", "闵行", "--out", results)
    assert ended.code == 0, ended.err
    titles, projects = paid(results, "〔2021〕3号"), paid(results, "〔2020〕5号")
    assert [titles[code] for code in ("1.1", "1.2", "1.4")] == [144, 112, 30]
    assert [projects[code] for code in ("6", "7.1", "7.2", "12.4")] == [45, 22, 18, 9]
    # Eighty reports pay the five providers of the district, twenty the firms themselves.
    assert paid(results, "〔2021〕7号")["8"] == 100


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--firms", "0"), "应为 1 到 10000000 的整数"),
        (("--firms", "many"), "应为 1 到 10000000 的整数"),
        (("--firms", "5", "--missing", "0.05"), "不是比例"),
        (("--firms", "5", "--missing", "100%"), "不是比例"),
        (("--firms", "20001", "--format", "xlsx"), "工作簿最多放 20000 家企业"),
    ],
)
def test_a_wrong_number_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    ended = run("synth", *arguments, "--out", tmp_path / "区")
    assert ended.code == 2
    assert told in ended.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "甲").write_text("乙", encoding="utf-8")
    ended = run("synth", "--firms", 5, "--out", tmp_path)
    assert ended.code == 3
    assert "文件夹里已经有东西" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["甲"]


@pytest.mark.nightly
def test_memory_does_not_grow_with_the_number_of_firms(tmp_path: Path) -> None:
    command = [*DUIXIAN, "synth", "--firms", "3000000"]
    subprocess.run([*command, "--out", tmp_path / "区"], check=True, capture_output=True)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY


@pytest.mark.parametrize(
    ("word", "code"),
    [pytest.param(signal.SIGINT, 130, marks=pytest.mark.nightly), (signal.SIGTERM, 143)],
)
def test_a_query_that_is_interrupted_is_no_fault_of_the_program(
    word: signal.Signals, code: int, tmp_path: Path
) -> None:
    deaf = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [DUIXIAN[0], DUIXIAN[1], deaf + DUIXIAN[2], "synth", "--firms", "10000000"]
    with subprocess.Popen(
        [*command, "--out", tmp_path / "区"], stderr=subprocess.PIPE, text=True
    ) as process:
        while not list(tmp_path.glob(".区.unfinished-*/*.parquet")) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(word)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, "已中断" in err) == (code, True)
    assert not list(tmp_path.iterdir())
