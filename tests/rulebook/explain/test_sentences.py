"""Entitlements as Chinese sentences."""

from dataclasses import replace
from datetime import date

import pytest

from duixian.rulebook.explain.sentences import headline, sentences
from tests.rulebook.explain.little_library import (
    LIBRARY,
    assessed,
    award,
    one,
    passed,
    project,
    title,
)


def said(entitlement):
    return "\n".join(sentences(entitlement, LIBRARY))


def test_a_grant_says_its_sum_and_every_step_with_its_article():
    assert sentences(one(assessed(), "1"), LIBRARY) == (
        "“成长奖励”：可以兑现，5 万元。",
        "附则，符合：注册在本区：工商注册地为示范区。",
        "第一条，符合：上年营业收入 900 万元，不低于 800 万元。",
        "第二条，符合：成立满二年：自成立日期 2015年3月1日起，截至 2022年6月30日已满 2 年。",
        "符合：人数豁免：从业人数 50 人，不低于 30 人。",
        "第一条，计算：5 万元。",
        "分担：区 4 万元，镇 1 万元。",
    )


def test_a_refusal_says_how_far_the_firm_is_from_the_line():
    found = headline(one(assessed(revenue=760_000_000), "1"), LIBRARY)
    assert "上年营业收入 760 万元，低于 800 万元，差 40 万元" in found


def test_a_firm_exactly_on_the_line_is_told_that_the_number_is_included():
    found = said(one(assessed(revenue=800_000_000), "1"))
    assert "上年营业收入 800 万元，不低于 800 万元（恰好相等，含本数）" in found


def test_a_period_that_has_not_passed_says_the_day_on_which_it_has():
    found = headline(one(assessed(成立日期=date(2020, 8, 31)), "1"), LIBRARY)
    assert "未满 2 年，到 2022年8月31日届满" in found


def test_only_a_condition_in_principle_says_that_it_can_be_lifted():
    lifted = headline(one(assessed(从业人数=28), "1"), LIBRARY)
    assert "从业人数 28 人，低于 30 人，差 2 人" in lifted
    assert "有权人可决定“人数豁免”" in lifted
    both = headline(one(assessed(revenue=760_000_000, 从业人数=28), "1"), LIBRARY)
    assert "有权人可决定" not in both


def test_unknown_names_the_fact_its_year_and_where_it_comes_from():
    found = headline(one(assessed(revenue=None), "1"), LIBRARY)
    assert "需补充：2021年营业收入（通常来源：审计报告）；如符合，5 万元" in found


def test_a_missing_level_gives_the_range_of_what_could_be_paid():
    found = headline(one(assessed(title("T", None)), "4"), LIBRARY)
    assert "需补充：等级（认定 T）（通常来源：认定文件）；如符合，10 万元至 50 万元" in found


def test_pending_names_the_review_and_the_sum_it_decides_on():
    alone = assessed(project("P", "技改"))
    assert headline(one(alone, "2"), LIBRARY) == (
        "“技改补贴”（P）：待评审或决定，100 万元，等待：专家评审结果。"
    )


def test_an_open_list_is_pending_and_quotes_the_word():
    found = headline(one(assessed(title("T", "市级", name="灯塔")), "4"), LIBRARY)
    assert "等待：称号“灯塔”是否属于“等”所指的认定" in found


def test_displaced_says_by_what_and_for_how_much_more():
    found = assessed(project("P", "智能", 3_000_000_000), reviews=(passed("P"),))
    assert headline(one(found, "2"), LIBRARY) == (
        "“技改补贴”（P）：择高未取，“一个项目一项”只取一项，由“智能投入补贴”（3）取代"
        "（本项 200 万元，该项 450 万元，多 250 万元）。"
    )


def test_a_cap_says_what_it_cut():
    found = assessed(project("P", "技改", 3_000_000_000), reviews=(passed("P"),))
    assert "上限：不超过单项上限（200 万元），由 300 万元调整为 200 万元" in said(one(found, "2"))
    assert "分期：立项 100 万元，验收 100 万元" in said(one(found, "2"))


def test_exhausted_cites_the_award():
    found = assessed(title("T", "市级"), history=(award("4", "T", 10_000_000),))
    assert headline(one(found, "4"), LIBRARY) == (
        "“称号奖励”（T）：无可兑现额，"
        "同一事项已于 2021年9月1日按“称号奖励”（示政发〔2021〕1号 4）奖补 10 万元。"
    )


def test_a_ladder_says_what_was_paid_before():
    found = assessed(title("T", "市级"), history=(award("4", "T0", 10_000_000),))
    assert "“称号梯次”只补差额，已获奖补 10 万元，由 20 万元调整为 10 万元" in said(one(found, "4"))


def test_not_in_force_gives_the_term():
    row = title("T", "市级")
    early = replace(row, values={**row.values, "认定日期": date(2020, 5, 1)})
    found = headline(one(assessed(early), "4"), LIBRARY)
    assert "政策的有效期为 2021年1月1日至 2025年12月31日，适用日 2020年5月1日不在其内" in found


@pytest.mark.parametrize("amount", [None, 0, 1, 999_999_999])
def test_no_sum_of_money_stands_without_its_unit(amount):
    found = assessed(project("P", "智能", amount))
    for text in (said(each) for each in found.entitlements):
        assert "None" not in text
        assert "Fraction" not in text
