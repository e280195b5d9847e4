"""`duixian year forecast`: what it answers, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

WAN = 1_000_000
IN_2021 = ("year", "forecast", "minhang-2022", "--as-of", "2021-10-31")


def data(run: Run, *arguments: object) -> Any:
    ended = run(*arguments, "--json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def row(found: Any, code: str) -> Any:
    return next(each for each in found["rows"] if each["code"] == code)


def test_in_may_2019_the_command_warns_of_november(run: Run) -> None:
    ended = run("year", "forecast", "minhang-2019", "--as-of", "2019-05-31")
    assert ended.code == 0
    assert "2019 年 11 月起，累计到期超过预算的可能达到 80%" in ended.out
    assert "11,079" not in ended.out
    early = run("year", "forecast", "minhang-2019", "--as-of", "2019-01-31")
    assert "可能达到" not in early.out


def test_lists_with_pass_rates_make_a_distribution_and_needs_stay_certain(run: Run) -> None:
    found = data(run, *IN_2021)
    listed, worked_out = row(found, "1.2"), row(found, "6.1")
    # 123 × 90 % × 20 万元; the reviewers wrote 112 × 20.
    assert listed["expected"] == [str(2214 * WAN)] * 2
    assert listed["p50"] == [2220 * WAN] * 2
    assert listed["latest"] == str(2240 * WAN)
    assert worked_out["p50"] == worked_out["p95"] == [3740 * WAN] * 2
    assert {each["method"] for each in found["rows"]} == {"exact"}
    # 7: 1,835.7 万元 are needed and 900 were approved.
    assert row(found, "7")["expected"] == ["1835700000"] * 2


def test_a_ceiling_says_what_waits_and_until_when(run: Run) -> None:
    found = data(run, *IN_2021, "--ceiling", "1.9亿元")["ceiling"]
    assert found["limit"] == 19_000 * WAN
    waiting = sum(int(each["unpaid"]) for each in found["queue"])
    assert waiting == int(found["moved"]) == 19_919_240_000 - 19_000 * WAN
    assert {each["line"] for each in found["queue"]} == {"8.1", "9.1", "9.2"}
    assert "顺延到次年" in run(*IN_2021, "--ceiling", "1.9亿元").out


def test_changes_show_before_and_after(run: Run) -> None:
    changes = ("--set", "3号 1.2 标准=25 万元", "--set", "市级通过率=80%")
    found = data(run, *IN_2021, *changes)
    before = row({"rows": found["changes"]["before"]}, "1.2")
    assert before["expected"] == [str(2214 * WAN)] * 2
    assert row(found, "1.2")["expected"] == [str(2460 * WAN)] * 2  # 123 × 80 % × 25
    assert [each[0] for each in found["changes"]["rows"]] == ["1", "1.2", "合计"]
    assert "改动前" in run(*IN_2021, *changes).out


def test_why_leads_from_the_expected_sum_to_rule_rate_and_list(run: Run) -> None:
    out = run(*IN_2021, "--why", "1.2").out
    for piece in ("= 2,214 万元", "通过率 = 90%（市级申报", "3号 1.2", "candidates.csv"):
        assert piece in out
    wrong = run(*IN_2021, "--why", "1.99")
    assert wrong.code == 2
    assert "1.2" in wrong.err


def test_matched_firms_are_added_and_lists_that_fall_short_are_named(
    run: Run, demonstration: Path
) -> None:
    workbook = demonstration / "示例企业.xlsx"
    arguments = ("year", "forecast", "minhang-2022", "--as-of", "2022-06-30", "--firms", workbook)
    assert "6.1（名单最多 912.53，测算 3,740.00）" in run(*arguments).out.replace("\n", "")
    found = data(run, *arguments)
    # 850 of earlier projects; the first half of 125.05 万元 that the rules grant 示例12.
    assert row(found, "6.1")["expected"] == [str(912_525_000)] * 2
    low, high = row(found, "2.1")["expected"]
    assert int(low) < int(high)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--set", "5号 7.1 比例=800%"), "超过 100%"),
        (("--set", "市级通过率=120%"), "比例超过 100%"),
        (("--set", "首评通过企业=−5 家"), "不能为负"),
        (("--ceiling", "1.9"), "缺少单位"),
        (("--as-of", "2022-02-30"), "日历上没有"),
        (("--seed", "-1"), "不是整数"),
    ],
)
def test_what_cannot_be_asked_is_answered_in_chinese(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    ended = run("year", "forecast", "minhang-2022", *arguments)
    assert ended.code == 2
    assert not ended.out
    assert says in ended.err
