"""The table of standards."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.policy.model import Share
from duixian.rulebook.views.standards import COLUMNS, funding_words, standards_table
from tests.rulebook.explain.little_library import LIBRARY, POLICY, RULES, library

SUCCESSION = f"""\
law_day: 事项日
succeeds:
  - policy: {POLICY}
    from: 2022-01-01
    because: 新版代替旧版
"""


def test_a_row_a_measure_grouped_by_class_with_the_count_of_its_items():
    rows = standards_table(LIBRARY)
    assert [(row.category, row.items, row.detail) for row in rows] == [
        ("支持成长", 2, "成长奖励"),
        ("支持成长", 2, "称号奖励"),
        ("支持投入", 2, "技改补贴"),
        ("支持投入", 2, "智能投入补贴"),
    ]


def test_the_nine_columns_hold_text_of_the_rule():
    row = next(row for row in standards_table(LIBRARY) if row.measure == (POLICY, "2"))
    assert len(row.cells) == len(COLUMNS) == 9
    assert row.document == f"《示范区企业扶持意见》（{POLICY}）"
    assert row.conditions == "类型为技改，或类型为智能"
    assert row.standard.splitlines()[:2] == ["1. 总投入的 10%", "2. 每项不超过 200 万元"]
    assert row.funding == "区：镇（8:2）"


def test_on_a_day_only_what_is_law_on_it_is_listed():
    newer = (
        RULES.replace(POLICY, "示政发〔2022〕2号")
        .replace("law_day: 事项日\n", SUCCESSION)
        .replace("from: 2022-01-01", "measures: [2]\n    from: 2022-01-01", 1)
    )
    both = library(RULES, newer)
    days = (date(2021, 12, 31), date(2022, 1, 1))
    of_two = [
        [row.measure[0] for row in standards_table(both, on=day) if row.measure[1] == "2"]
        for day in days
    ]
    assert of_two == [[POLICY, "示政发〔2022〕2号"], ["示政发〔2022〕2号"]]
    assert standards_table(both, on=date(1999, 1, 1)) == ()


def test_what_the_file_says_of_last_year_stands():
    assert standards_table(LIBRARY)[0].compared == "★新增"


def test_against_a_policy_it_follows_new_and_changed_measures_are_starred():
    newer = (
        RULES.replace(POLICY, "示政发〔2022〕2号")
        .replace("law_day: 事项日\n", SUCCESSION)
        .replace("cap: 200 万元", "cap: 300 万元")
        .replace("title: 称号奖励", "title: 灯会补助")
        .replace("    compared: ★新增\n", "")
    )
    rows = standards_table(library(RULES, newer), ["示政发〔2022〕2号"])
    assert {row.measure[1]: row.compared for row in rows} == {
        "1": "",
        "2": "★变动（上限由「每项不超过 200 万元」改为「每项不超过 300 万元」）",
        "3": "",
        "4": "★新增",
    }


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((), "区"),
        ((Share("区", Fraction(1)),), "区"),
        ((Share("市", Fraction(1, 2)), Share("区", Fraction(1, 2))), "市：区（5:5）"),
        ((Share("区", Fraction(3, 4)), Share("镇", Fraction(1, 4))), "区：镇（75:25）"),
    ],
)
def test_funding_is_written_as_offices_write_it(shares, words):
    assert funding_words(shares) == words
