"""`duixian year`: what it answers, and how it ends."""

import json
from pathlib import Path
from shutil import copytree

from duixian.intake.year_folder import year_folder
from tests.cli.conftest import Run


def _example_with(folder: Path, *changes: tuple[str, str, str]) -> None:
    """A copy of the example year with texts of its files replaced."""
    copytree(year_folder("minhang-2022"), folder, dirs_exist_ok=True)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_check_names_the_contradictions_of_the_example_and_ends_well(run: Run) -> None:
    ended = run("year", "check", "minhang-2022")
    assert ended.code == 0
    for piece in ("340.05", "555,556", "362.9025", "请补调剂", "差 +195 万元"):
        assert piece in ended.out


def test_check_as_data_holds_both_figures_and_places(run: Run) -> None:
    ended = run("year", "check", "minhang-2022", "--json", "--quiet")
    found = json.loads(ended.out)
    assert all(each["severity"] != "note" for each in found)
    spent = next(each for each in found if each["check"] == "政策项超预算")
    assert spent["left"]["figure"] == "495 万元"
    assert spent["left"]["place"].startswith("spending.csv")


def test_an_error_of_a_tie_ends_with_findings(run: Run, tmp_path: Path) -> None:
    _example_with(tmp_path, ("budgets.csv", "2019,6,1000", "2019,6,1001"))
    ended = run("year", "check", tmp_path)
    assert ended.code == 1
    assert "超过批复总额" in ended.out


def test_a_disordered_folder_is_refused_whole(run: Run, tmp_path: Path) -> None:
    _example_with(
        tmp_path,
        ("spending.csv", "2021,1,1,8,495", "2021,1,1,8,四百九十五"),
        ("needs.csv", "龙头标准", "龙头标凖"),
    )
    ended = run("year", "show", tmp_path, "表1")
    assert ended.code == 1
    assert not ended.out
    assert "spending.csv第 2 行 E 列" in ended.err
    assert "龙头标准" in ended.err


def test_show_lists_the_tables_and_prints_one(run: Run) -> None:
    assert "表7b" in run("year", "show", "minhang-2022").out
    table = json.loads(run("year", "show", "minhang-2022", "表 7b", "--json").out)
    assert ["合计", "", "", "190,000,000.00", "", "", ""] in table["rows"]
    assert "26,419,600.00" in run("year", "show", "minhang-2022", "7b").out


def test_why_leads_down_to_the_policy(run: Run) -> None:
    ended = run("year", "why", "minhang-2022", "表3", "1.1", "单价")
    assert ended.code == 0
    assert "3号 1.1" in ended.out
    tree = json.loads(run("year", "why", "minhang-2022", "表1", "合计", "申报数", "--json").out)
    assert tree["text"] == "20,000.00"
    assert len(tree["figure"]["parts"]) == 9


def test_a_name_that_is_nowhere_is_answered_with_those_there_are(run: Run) -> None:
    assert "minhang-2022" in run("year", "check", "minhang-2020").err
    assert run("year", "check", "minhang-2020").code == 3
    assert "表7b" in run("year", "why", "minhang-2022", "表9", "1", "金额").err
    assert run("year", "shwo", "minhang-2022").code == 2


def test_monitor_shows_lights_and_never_green_for_what_nobody_measured(run: Run) -> None:
    ended = run("year", "monitor", "minhang-2022", "--as-of", "2022-07-31", "--json")
    targets, items, steps = json.loads(ended.out)
    assert ended.code == 0
    at = targets["columns"].index("灯")
    assert {row[at] for row in targets["rows"]} == {"未知", "未到期"}
    assert {row[items["columns"].index("灯")] for row in items["rows"]} == {"未知"}
    assert "已过期 21 个工作日" in steps["rows"][0][-1]
    assert "未知 35" in run("year", "monitor", "minhang-2022", "--as-of", "2022-07-31").out


def test_monitor_of_a_year_without_values_asks_for_a_day(run: Run) -> None:
    ended = run("year", "monitor", "minhang-2022")
    assert ended.code == 2
    assert "--as-of" in ended.err


def test_evaluate_leaves_open_what_is_not_measured(run: Run) -> None:
    ended = run("year", "evaluate", "minhang-2022")
    assert ended.code == 0
    assert "总分 0 至 100，等级未定（差至优）" in ended.out
    sheet, targets, ceilings = json.loads(run("year", "evaluate", "minhang-2022", "--json").out)
    assert sheet["rows"][-1][5:9] == ["100.00", "未知", "0.00", "100.00"]
    assert all(row[-1] for row in (*targets["rows"], *ceilings["rows"]))
    assert run("year", "evaluate", "minhang-2022", "--form", "附件1").code == 0
    assert "附件1" in run("year", "evaluate", "minhang-2022", "--form", "表九").err


def test_new_makes_the_next_year_which_loads_and_names_what_is_missing(
    run: Run, tmp_path: Path
) -> None:
    for flags in ((), ("--xlsx",)):
        folder = tmp_path / f"2023{len(flags)}"
        ended = run("year", "new", folder, "--from", "minhang-2022", *flags)
        assert ended.code == 0, ended.err
        assert (folder / "tables.xlsx").exists() == bool(flags)
        checked = run("year", "check", folder)
        assert "预算版本还没有填写" in checked.out
        assert "问题 5" in checked.out


def test_new_overwrites_nothing_and_leaves_nothing_half_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert run("year", "new", tmp_path / "there", "--from", "minhang-2022").code == 2
    assert run("year", "new", tmp_path / "b", "--from", "minhang-2022", "--year", "2022").code == 2
    assert run("year", "new", tmp_path / "b", "--from", "minhang-1999").code == 3
    assert [each.name for each in tmp_path.iterdir()] == ["there"]


def test_compare_says_what_the_review_changed_and_why(run: Run) -> None:
    ended = run("year", "compare", "minhang-2022@申报", "minhang-2022@审核", "--json")
    items, lines = json.loads(ended.out)
    assert ["合计", "合计", "20,000 万元", "19,000 万元", "−1,000 万元", "-5%", ""] in items["rows"]
    platform = next(row for row in lines["rows"] if row[0] == "1.5")
    assert platform[-1] == "数量影响 −60 万元"
    assert "没有不同" in run("year", "compare", "minhang-2022", "minhang-2022").out
    wrong = run("year", "compare", "minhang-2022@终稿", "minhang-2022")
    assert wrong.code == 2
    assert "申报、审核" in wrong.err


def test_the_summary_of_a_check_is_one_line(run: Run) -> None:
    ended = run("year", "check", "minhang-2022", "--summary")
    assert ended.code == 0
    assert ended.out.count("\n") == 1
    assert "错误 0 处" in ended.out


def test_a_year_without_targets_is_not_marked_but_its_spending_still_speaks(run: Run) -> None:
    ended = run("year", "evaluate", "minhang-2019")
    assert ended.code == 0
    assert "没有绩效目标" in ended.out
    # Item 4 had 2,600 万元 and spent 3,119.38.
    assert "执行率 119.98%，超过预算，按实际支出" in ended.out
