"""What is missing, in words."""

import pytest

from duixian.rulebook.assessment import Gap, GapKind
from duixian.rulebook.explain.gaps import supply
from tests.rulebook.explain.little_library import LIBRARY


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (Gap(GapKind.FACT, "企业", "营业收入", "2021"), "2021年营业收入（通常来源：审计报告）"),
        (Gap(GapKind.FACT, "企业", "成立日期"), "成立日期（通常来源：营业执照）"),
        (Gap(GapKind.FACT, "项目", "总投入", "P1"), "总投入（项目 P1）（通常来源：专项审计）"),
        (Gap(GapKind.FACT, "项目", "总投入", "项目 1"), "总投入（项目 1）（通常来源：专项审计）"),
        (Gap(GapKind.FACT, "91X", "工商注册地"), "工商注册地（91X）（通常来源：营业执照）"),
        (Gap(GapKind.TABLE, "项目", "项目"), "“项目”资料（没有也请说明）"),
        (Gap(GapKind.LIST, "名单", "失信名单"), "名单“失信名单”（到评估日尚未取得）"),
        (
            Gap(GapKind.DENOMINATOR, "企业", "营业收入"),
            "营业收入不大于零，比率无从计算（通常来源：审计报告）",
        ),
        (Gap(GapKind.REVIEW, "项目", "专家评审", "P1"), "专家评审结果"),
        (Gap(GapKind.DECISION, "项目", "人数豁免", "P1"), "关于“人数豁免”的决定"),
        (Gap(GapKind.OPEN_LIST, "认定", "称号", "灯塔"), "称号“灯塔”是否属于“等”所指的认定"),
    ],
)  # fmt: skip
def test_a_gap_names_what_is_missing_and_where_it_comes_from(gap, sentence):
    assert supply(gap, LIBRARY).sentence == sentence


@pytest.mark.parametrize("kind", GapKind)
def test_every_kind_of_gap_has_words(kind):
    assert supply(Gap(kind, "企业", "营业收入", "一"), LIBRARY).what
