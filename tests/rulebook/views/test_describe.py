"""A measure in plain Chinese."""

import pytest

from duixian.rulebook.views.describe import Aspect, describe
from tests.rulebook.explain.little_library import LIBRARY, POLICY
from tests.rulebook.policy.example import changed, read


def said(code):
    policy = LIBRARY.policy(POLICY)
    measure = LIBRARY.measure(POLICY, code)
    assert policy
    assert measure
    sections = describe(measure, policy)
    return {section.aspect: [line.text for line in section.lines] for section in sections}


def test_sections_stand_in_their_order_and_say_what_the_rule_says():
    found = said("2")
    assert list(found) == [
        Aspect.WHO,
        Aspect.CONDITIONS,
        Aspect.STANDARD,
        Aspect.CAP,
        Aspect.LIMITS,
        Aspect.INSTALMENTS,
        Aspect.SHARES,
        Aspect.PROCEDURE,
        Aspect.BASIS,
    ]
    assert found[Aspect.CONDITIONS] == ["类型为技改，或类型为智能"]
    assert found[Aspect.STANDARD] == ["总投入的 10%"]
    assert found[Aspect.CAP] == ["每项不超过 200 万元"]
    assert found[Aspect.INSTALMENTS] == ["立项 50%、验收 50%"]
    assert found[Aspect.SHARES] == ["区 80%、镇 20%"]
    assert "须经专家评审" in found[Aspect.PROCEDURE]
    assert found[Aspect.LIMITS] == [
        "一个项目一项：同一受益人、同一项目编号累计与“智能投入补贴”择高不重复"
    ]


def test_the_basis_names_document_article_and_term():
    assert said("2")[Aspect.BASIS][:2] == [
        f"《示范区企业扶持意见》（{POLICY}）第三条",
        "有效期：2021年1月1日至 2025年12月31日",
    ]


def test_our_readings_are_told_from_the_text():
    found = said("1")
    assert found[Aspect.READINGS] == ["人数豁免：原文写的是原则上"]
    assert Aspect.READINGS not in said("3")


@pytest.mark.parametrize("code", ["1", "2", "3", "4"])
def test_the_firm_is_not_called_payee_where_it_always_is(code):
    assert said(code)[Aspect.WHO][1] == "注册在本区：工商注册地为示范区"


def test_a_ladder_is_part_of_the_standard():
    assert said("4")[Aspect.STANDARD] == [
        "按等级分档：区级的，10 万元；市级的，20 万元；国家级的，50 万元",
        "“称号梯次”晋档补差：同一受益人只补与已获奖补的差额",
    ]


def test_a_named_part_that_a_condition_uses_is_told_with_the_conditions():
    policy, problems = read(changed("总投入 ≥ 200 万元", "基数 ≥ 200 万元"))
    assert policy, problems
    sections = {section.aspect: section.lines for section in describe(policy.measures[0], policy)}
    for aspect in (Aspect.CONDITIONS, Aspect.STANDARD):
        told = [line.text for line in sections[aspect] if line.text.startswith("其中，基数：")]
        assert told == ["其中，基数：总投入，最高 1 亿元"]
