"""Whatever is wrong with the data or the machine: a clear message, a code, nothing half written."""

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duixian.intake.demonstration import code_of
from duixian.matching.engines import compute
from duixian.matching.folder import whole_folder
from duixian.matching.job import Job
from tests.cli.conftest import Run
from tests.intake.tables.files import as_csv, as_parquet

DAY = ("--on", "2022-06-30")
SEVEN = ("--policy", "闵经委规发〔2021〕7号")
MATCH = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]

Rows = list[list[str]]
Sheets = dict[str, Rows]

FIRMS = [["统一社会信用代码", "名称", "实缴资本（万元）"]]
FIRMS += [[code_of(n), f"示例{n}厂", "600"] for n in (1, 2, 3)]
LEASES = [["编号", "企业", "起租日期"], ["L1", code_of(1), "2021-09-01"]]
AWARDS = [["政策文号", "措施", "受益人", "事项日期", "决定日期", "金额（元）"]]
SHEETS: Sheets = {"企业": FIRMS, "租赁": LEASES, "奖补历史": AWARDS}


@pytest.fixture
def match(run: Run, tmp_path: Path) -> Callable[..., tuple[int, str, Path]]:
    """Match these sheets; the code, what was said, and where the result would be."""

    def with_sheets(sheets: Sheets, *options: str) -> tuple[int, str, Path]:
        data, out = as_csv(tmp_path / "数据", sheets), tmp_path / "结果"
        ended = run("match", data, *DAY, *SEVEN, "--out", out, *options)
        assert "Traceback" not in ended.err
        assert "内部错误" not in ended.err
        return ended.code, ended.err, out

    return with_sheets


Match = Callable[..., tuple[int, str, Path]]


def changed(name: str, row: int, column: int, cell: str) -> Sheets:
    rows = [list(one) for one in SHEETS[name]]
    rows[row][column] = cell
    return {**SHEETS, name: rows}


def nothing_is_left(out: Path) -> bool:
    return [file.name for file in out.parent.iterdir()] == ["数据"]


def test_a_file_that_is_missing(run: Run, tmp_path: Path) -> None:
    ended = run("match", tmp_path / "没有", *DAY, "--out", tmp_path / "结果")
    assert ended.code == 3
    assert "没有这个文件或文件夹" in ended.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (changed("企业", 2, 2, "八百"), ("企业.csv第 3 行 C 列", "八百", "金额（万元）")),
        (changed("企业", 2, 2, "-1"), ("企业.csv第 3 行 C 列", "不小于")),
        (changed("企业", 2, 2, "0.0000001"), ("企业.csv第 3 行 C 列", "精确到分")),
        (changed("企业", 2, 0, "9199"), ("企业.csv第 3 行 A 列", "18 位")),
        (changed("企业", 2, 0, code_of(1)), ("企业.csv第 3 行 A 列", "重复", "第 2 行")),
        (changed("租赁", 1, 1, code_of(9)), ("租赁.csv第 2 行 B 列", "不在「企业」表中")),
        (changed("租赁", 1, 2, "去年"), ("租赁.csv第 2 行 C 列", "日期")),
        (changed("租赁", 1, 0, ""), ("租赁.csv第 2 行 A 列", "必填")),
        (changed("租赁", 0, 2, "备注"), ("租赁.csv第 1 行", "缺少必填的列「起租日期」")),
        (changed("企业", 0, 2, "实缴资本"), ("企业.csv第 1 行 C 列", "单位")),
        ({"租赁": LEASES, "奖补历史": AWARDS}, ("没有「企业」表",)),
        ({"企业": FIRMS}, ("奖补历史", "--without-history")),
    ],
)
def test_data_that_are_wrong_stop_the_run(
    sheets: Sheets, said: tuple[str, ...], match: Match
) -> None:
    code, err, out = match(sheets)
    assert code == 1
    assert [word for word in said if word not in err] == []
    assert nothing_is_left(out)


def test_a_folder_around_a_workbook_says_to_name_the_workbook(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "数据"
    data.mkdir()
    (data / "企业数据.xlsx").touch()
    ended = run("match", data, *DAY, *SEVEN, "--out", tmp_path / "结果")
    assert ended.code == 1
    assert f"请直接写 {data / '企业数据.xlsx'}" in ended.err.replace("\n", "")
    assert nothing_is_left(tmp_path / "结果")


def test_leaving_rows_out_is_advised_only_where_rows_are_wrong(match: Match) -> None:
    _, err, _ = match(changed("企业", 0, 2, "实缴资本"))
    assert "--tolerate" not in err
    assert "只列出前" not in err


def test_leaving_rows_out_is_advised_where_a_row_is_wrong(match: Match) -> None:
    _, err, _ = match(changed("企业", 2, 2, "八百"))
    assert "--tolerate" in err
    assert "共有 1 行被退回" in err
    assert "列出前" not in err


def test_all_that_is_wrong_is_said_at_once(match: Match) -> None:
    rows = [FIRMS[0], [code_of(1), "", "多"], [code_of(1), "", "-5"], ["", "", ""], ["", "无", ""]]
    code, err, _ = match({**SHEETS, "企业": rows})
    assert code == 1
    for cell in ("第 2 行 C 列", "第 3 行 A 列", "第 3 行 C 列", "第 5 行 A 列", "共有 3 行"):
        assert cell in err


def test_a_row_with_more_cells_than_the_header_is_refused_and_a_blank_line_is_none(
    run: Run, tmp_path: Path
) -> None:
    data = as_csv(tmp_path / "数据", SHEETS)
    with (data / "租赁.csv").open("a", encoding="utf-8") as file:
        file.write(f"\nL2,{code_of(1)},2021-09-01\n\nL3,{code_of(1)},2021-09-01,多的\n")
    ended = run("match", data, *DAY, *SEVEN, "--out", tmp_path / "结果")
    assert ended.code == 1
    assert "租赁.csv第 6 行" in ended.err
    assert "有 4 格，表头只有 3 列" in ended.err


def test_a_column_and_a_table_that_are_missing_make_unknown_and_are_named_first(
    match: Match,
) -> None:
    code, err, out = match(SHEETS)
    assert code == 0
    assert "「企业」表没有「产业领域」列" in err
    assert "没有「项目」表" in err
    assert err.index("没有「项目」表") < err.index("已写出")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert {one["verdict"] for one in summary["by_verdict"]} <= {
        "unknown",
        "refused",
        "not_in_force",
    }


def test_refused_rows_are_tolerated_with_their_firms_left_out(match: Match, run: Run) -> None:
    lease = ["L2", code_of(2), "2021-09-01"]
    award = ["闵经委规发〔2021〕7号", "2", code_of(2), "2021-09-01", "某日", "300"]
    sheets = {**SHEETS, "租赁": [*LEASES, lease], "奖补历史": [*AWARDS, award]}
    code, err, out = match(sheets, "--all", "--tolerate", "1", "--format", "csv")
    assert code == 0
    assert "有 1 行被退回" in err
    with (out / "result.csv").open(encoding="utf-8") as file:
        assert {row["firm"] for row in csv.DictReader(file)} == {code_of(1), code_of(3)}
    with (out / "rejected.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    assert [(one["文件"], one["行"], one["列"], one["内容"]) for one in told] == [
        ("企业.csv", "3", "A", code_of(2)),
        ("奖补历史.csv", "2", "E", "某日"),
    ]
    assert "日期" in told[1]["应为"]
    with (out / "set_aside.csv").open(encoding="utf-8") as file:
        assert [tuple(one.values()) for one in csv.DictReader(file)] == [
            (code_of(2), "奖补历史.csv", "奖补历史", "2")
        ]
    aside = run("explain", out, "--firm", code_of(2))
    assert (aside.code, "奖补历史.csv 第 2 行 E 列：「某日」不能作为" in aside.err) == (1, True)
    assert "L1" in run("explain", out, "--firm", code_of(1)).out


def limited(most: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return limit


def test_a_disk_that_is_full_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    data, out = as_csv(tmp_path / "数据", SHEETS), tmp_path / "结果"
    ended = subprocess.run(
        [*MATCH, "match", data, *DAY, *SEVEN, "--out", out],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited(1000),
    )
    assert ended.returncode == 3
    assert "错误：磁盘已满，或文件超过允许的大小\n" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert nothing_is_left(out)


def test_a_link_to_a_file_that_is_gone_is_no_missing_table(run: Run, tmp_path: Path) -> None:
    data, out = as_csv(tmp_path / "数据", SHEETS), tmp_path / "结果"
    (data / "认定.csv").symlink_to(tmp_path / "已移走.csv")
    ended = run("match", data, *DAY, *SEVEN, "--out", out)
    assert (ended.code, "认定.csv：这个符号链接指向的文件不在" in ended.err) == (3, True)
    assert nothing_is_left(out)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("租赁.parquet", "PAR1", "已损坏"),
        ("租赁.csv", "编号;企业;起租日期\n", "用逗号分隔"),
        ("租赁.csv", '编号,企业,起租日期\nL1,"x,2021-09-01\n', "引号没有配对"),
    ],
)
def test_a_file_that_is_no_table_is_said_with_what_to_do(
    run: Run, tmp_path: Path, file: str, content: str, said: str
) -> None:
    data = as_csv(tmp_path / "数据", {"企业": FIRMS, "奖补历史": AWARDS})
    (data / file).write_text(content, encoding="utf-8")
    ended = run("match", data, *DAY, *SEVEN, "--out", tmp_path / "结果")
    assert (ended.code, said in ended.err, "改法：" in ended.err) == (1, True, True)


def test_before_any_policy_begins_the_day_is_questioned_and_not_the_lists(
    run: Run, tmp_path: Path
) -> None:
    lists = {"名单": [["名单名称", "企业", "列入日期"]]}
    lists |= {"名单来源": [["名单名称", "读取日期"], ["严重违法失信企业名单", "2022-06-30"]]}
    data, out = as_csv(tmp_path / "数据", SHEETS | lists), tmp_path / "结果"
    ended = run("match", data, "--on", "1990-01-01", *SEVEN, "--out", out)
    told = "要比对的政策到 1990-01-01 都还没有施行"
    assert (ended.code, told in ended.err, "还看不到" in ended.err) == (0, True, False)


def test_what_cannot_be_written_is_named_as_it_was_asked_for(run: Run, tmp_path: Path) -> None:
    data = as_csv(tmp_path / "数据", SHEETS)
    assert "错误：/proc/结果：" in run("match", data, *DAY, *SEVEN, "--out", "/proc/结果").err
    there = tmp_path / "文件"
    there.touch()
    assert "已经有同名的文件" in run("match", data, *DAY, *SEVEN, "--out", there).err


@pytest.mark.parametrize(
    "later",
    [
        0.3,
        pytest.param(0.0, marks=pytest.mark.nightly),
        pytest.param(1.0, marks=pytest.mark.nightly),
    ],
)
def test_a_run_that_is_killed_leaves_no_result_and_the_next_one_clears_up(
    run: Run, later: float, tmp_path: Path
) -> None:
    data, out = as_csv(tmp_path / "数据", SHEETS), tmp_path / "结果"
    words = ("match", data, *DAY, *SEVEN, "--out", out)
    with subprocess.Popen(
        [*MATCH, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while not list(tmp_path.glob(".结果.unfinished-*/.lock")) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(later)
        os.kill(process.pid, signal.SIGKILL)
    if out.exists():  # it was done before
        assert (out / "run.json").is_file()
        return
    assert run(*words).code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["数据", "结果"]
    assert {"result.parquet", "run.json", "summary.json"} <= {f.name for f in out.iterdir()}


def test_a_run_that_is_still_going_keeps_its_folder(run: Run, tmp_path: Path) -> None:
    data, out = as_csv(tmp_path / "数据", SHEETS), tmp_path / "结果"
    with whole_folder(out) as folder:
        (folder / "别人的").write_text("x", encoding="utf-8")
        assert run("match", data, *DAY, *SEVEN, "--out", tmp_path / "结果二").code == 0
        assert (folder / "别人的").is_file()


@pytest.mark.parametrize("said", ["很多", "99999999999GB"])
def test_memory_that_is_no_amount_is_wrong_usage(run: Run, said: str, tmp_path: Path) -> None:
    ended = run("match", tmp_path, *DAY, "--out", tmp_path / "x", "--memory", said)
    assert ended.code == 2
    assert "2GB" in ended.err


def test_a_table_that_is_written_anew_during_the_run_leaves_no_result(
    match: Match, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(job: Job, *others: Any) -> None:
        table = job.data / "企业.csv"
        table.write_text(table.read_text("utf-8").replace("600", "60"), encoding="utf-8")
        compute(job, *others)

    monkeypatch.setattr("duixian.matching.run.compute", meanwhile)
    code, said, out = match(SHEETS)
    assert (code, "企业.csv" in said, "途中" in said) == (3, True, True)
    assert nothing_is_left(out)


def test_files_that_are_broken_inside_are_told_each(run: Run, tmp_path: Path) -> None:
    data = as_parquet(tmp_path / "数据", SHEETS)
    for name in ("企业", "租赁"):
        with (data / f"{name}.parquet").open("r+b") as file:
            file.seek(4)  # behind the mark of the format: the first page
            file.write(bytes(40))
    ended = run("match", data, *DAY, *SEVEN, "--out", tmp_path / "结果")
    assert ended.code == 1
    assert ended.err.count("不是完整的 Parquet 文件，或已损坏") == 2
    assert "租赁.parquet" in ended.err
    assert not (tmp_path / "结果").exists()
