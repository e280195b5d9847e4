"""Checks that only need one row to go wrong: each finds it, and is silent once it is right."""

from collections.abc import Mapping

import pytest

from duixian.fund.ties.finding import Finding
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from tests.fund.small_year import HEAD, TABLES, book, findings, more

Tables = Mapping[str, str]
NEED = "版本,编码,立项,数量,单价,比例\n"
LINES = "编码,政策项,名称,措施,承担,无资金原因,列支\n"
CLAUSES = "政策项,政策条,文号,条款,措施,未用原因\n"
TARGETS = "表,一级,指标,比较,目标值,文字,单位,口径,明细,政策项,分子,分母\n"
FORMS = HEAD + "forms:\n  - name: 目标表\n"
PLAN = "政策项,环节,起,止,责任科室\n"
REASONS = """\
    reasons:
      - item: 1
        because: {}
      - item: 2
        because: {}
"""
DRIVERS = TABLES["drivers"]

MILESTONE = "表,指标,政策项,日期,值\n目标表,扶持企业,,2022-06-30,{}\n"
GOAL = {"targets": f"{TARGETS}目标表,产出,扶持企业,≥,10 家,,家,登记,,,,\n"}

CASES: tuple[tuple[str, str, Tables, str, Tables, str], ...] = (
    (
        "没有来源的数",
        "1.1",
        {"needs": NEED + "申报,1.1,当年,10 家,区级标准,\n"},
        HEAD,
        {"needs": NEED + "申报,1.1,当年,企业数,区级标准,\n"},
        HEAD,
    ),
    (
        "名单的数不是整数",
        "企业数",
        {"drivers": DRIVERS.replace("企业数,10 家", "企业数,120.5 家")},
        HEAD,
        {"drivers": DRIVERS.replace("企业数,10 家", "企业数,120 家")},
        HEAD,
    ),
    (
        "节点与目标",
        "扶持企业",
        {**GOAL, "milestones": MILESTONE.format("400 家")},
        FORMS,
        {**GOAL, "milestones": MILESTONE.format("10 家")},
        FORMS,
    ),
    (
        "没有日期的估计",
        "均额",
        {"drivers": DRIVERS.replace("估计,往年,科室,2021-09-01", "估计,往年,科室,", 1)},
        HEAD,
        {},
        HEAD,
    ),
    (
        "当年与往年",
        "2.1",
        {"needs": NEED + "申报,2.1,未分,项目数,均额,\n"},
        HEAD,
        {"needs": NEED + "申报,2.1,当年,项目数,均额,\n"},
        HEAD,
    ),
    (
        "明细没有措施",
        "2.1",
        {"lines": LINES + "1.1,1,区级称号,3号 1.1,区镇,,\n2.1,2,项目补贴,,区镇,,\n"},
        HEAD,
        {"lines": LINES + "1.1,1,区级称号,3号 1.1,区镇,,\n2.1,2,项目补贴,,区镇,,技改专项\n"},
        HEAD,
    ),
    (
        "从未使用的条款",
        "平台",
        {"clauses": CLAUSES + "1,平台,3号,二,3号 2.1,\n"},
        HEAD,
        {"clauses": CLAUSES + "1,平台,3号,五,,服务措施\n1,称号,3号,一（一）,3号 1.1,\n"},
        HEAD,
    ),
    (
        "列名而无资金",
        "1.2",
        {"lines": TABLES["lines"] + "1.2,1,服务机构,3号 2.1,区镇\n"},
        HEAD,
        {
            "lines": LINES
            + "1.1,1,区级称号,3号 1.1,区镇,,\n2.1,2,项目补贴,3号 2.2,区镇,,\n"
            + "1.2,1,服务机构,3号 2.1,区镇,本年没有申报,\n"
        },
        HEAD,
    ),
    (
        "理由雷同",
        "核减",
        {},
        HEAD + REASONS.format("核减", "核减"),
        {},
        HEAD + REASONS.format("名单核减", "单价核减"),
    ),
    (
        "预算没有目标",
        "2",
        {"targets": TARGETS + "目标表,产出数量,称号,=,企业数,,家,登记,1.1,,,\n"},
        FORMS,
        {
            "targets": TARGETS
            + "目标表,产出数量,称号,=,企业数,,家,登记,1.1,,,\n"
            + "目标表,产出数量,项目,=,项目数,,项,登记,2.1,,,\n"
        },
        FORMS,
    ),
    (
        "目标没有口径",
        "称号",
        {"targets": TARGETS + "目标表,产出数量,称号,=,企业数,,家,,1.1,,,\n"},
        FORMS,
        {"targets": TARGETS + "目标表,产出数量,称号,=,企业数,,家,登记,1.1,,,\n"},
        FORMS,
    ),
    (
        "比率没有分子分母",
        "合规率",
        {"targets": TARGETS + "目标表,产出质量,合规率,=,合规目标,,%,抽查,,,合规数,\n"},
        FORMS,
        {"targets": TARGETS + "目标表,产出质量,合规率,=,合规目标,,%,抽查,,,合规数,抽查数\n"},
        FORMS,
    ),
    (
        "计划没有起日",
        "申报",
        {"plan": PLAN + "1,申报,,2022-06-30,科室\n"},
        HEAD,
        {"plan": PLAN + "1,申报,2022-04-01,2022-06-30,科室\n"},
        HEAD,
    ),
    (
        "计划不分政策项",
        "计划",
        {"plan": PLAN + "1,申报,2022-04-01,2022-06-30,科室\n"},
        HEAD,
        {"plan": PLAN + "1,申报,2022-04-01,2022-06-30,科室\n2,申报,2022-04-01,2022-06-30,科室\n"},
        HEAD,
    ),
    (
        "编制底稿",
        "预 1-1",
        {"papers": "编号,名称,文件,指纹\n预 1-1,名单,,\n"},
        HEAD,
        {"papers": "编号,名称,文件,指纹\n预 1-1,名单,papers/a.csv,abcdef12\n"},
        HEAD,
    ),
)


@pytest.mark.parametrize(
    ("year", "left", "difference"),
    [
        (2020, ["2021-05-25"], ["+145 天"]),  # 施行
        (2022, [], []),
        (2026, ["2026-05-24"], ["−221 天"]),
        (2027, ["2026-05-24"], ["−586 天"]),
    ],
)
def test_a_policy_has_to_be_in_force_in_the_year(
    year: int, left: list[str], difference: list[str], library: Library
) -> None:
    head = HEAD.replace("year: 2022\n", f"year: {year}\n", 1)
    found = findings(book(library, head=head), "政策有效期")
    assert [each.left.figure for each in found] == left
    assert [each.difference for each in found] == difference


def test_two_forms_that_promise_different_numbers_are_told_apart_by_their_difference(
    library: Library,
) -> None:
    head = HEAD + "forms:\n  - name: 目标表\n  - name: 附件\n"
    rows = "目标表,产出数量,称号,=,企业数,,家,登记,1.1,,,\n"
    rows += "附件,产出数量,称号,=,{},,家,登记,1.1,,,\n"
    other = book(library, {"targets": TARGETS + rows.format("8 家")}, head)
    found = findings(other, "两份文件不一致")
    assert [each.difference for each in found] == ["+2 家"]
    alike = book(library, {"targets": TARGETS + rows.format("企业数")}, head)
    assert not findings(alike, "两份文件不一致")


@pytest.mark.parametrize(
    ("wrong", "right", "unit", "counted"),
    [
        ("60 万元", "50 万元", "万元", "2.1,"),
        ("60", "50", "万元", "2.1,"),
        ("600000", "500000", "元", ",2"),
    ],
)
def test_a_cost_target_that_is_not_the_budget_it_counts_is_found_with_both_sums(
    wrong: str, right: str, unit: str, counted: str, library: Library
) -> None:
    # 3 projects × 33.333 万元 × 50 % = 49.9995, rounded to 50 万元 in both versions.
    row = TARGETS + f"目标表,成本指标,项目补助,=,{{}},,{unit},登记,{counted},,\n"
    made = book(library, {"targets": row.format(wrong)}, FORMS)
    found = findings(made, "成本目标与预算")
    assert [each.about for each in found] == ["目标表 项目补助 申报", "目标表 项目补助 审核"]
    assert {each.difference for each in found} <= {"+10 万元", "+100000 元", "+100,000 元"}
    assert {each.right.figure for each in found} == {"50 万元"}
    assert all("60" in each.left.figure and each.left.place for each in found)
    assert all("申报" in each.right.place or "审核" in each.right.place for each in found)
    assert not findings(made, "目标与数量")
    equal = book(library, {"targets": row.format(right)}, FORMS)
    assert not findings(equal, "成本目标与预算")


@pytest.mark.parametrize(
    ("words", "difference"),
    [
        ("2022 年 12 月底前", []),  # the last day is the last of the year
        ("2023 年 2 月前", ["+31 天"]),
        ("2021 年 12 月前", ["−32 天"]),  # the last day is 30 November
    ],
)
def test_a_date_outside_the_year_is_told_with_its_days(
    words: str, difference: list[str], library: Library
) -> None:
    row = TARGETS + f"目标表,产出时效,拨付,前,,{words},,登记,,,,\n"
    found = findings(book(library, {"targets": row}, FORMS), "目标日期与年度")
    assert [each.difference for each in found] == difference


def test_a_number_typed_into_a_need_has_no_source_even_inside_a_calculation(
    library: Library,
) -> None:
    typed = book(library, {"needs": NEED + "申报,1.1,当年,4 家 + 6 家,区级标准,50%\n"})
    assert [each.about for each in findings(typed, "没有来源的数")] == [
        "申报 1.1 数量",
        "申报 1.1 比例",
    ]
    factor = book(library, {"needs": NEED + "申报,1.1,当年,企业数 × 2,区级标准,\n"})
    found = findings(factor, "没有来源的数")
    assert [(each.about, each.left.figure) for each in found] == [("申报 1.1 数量", "2")]
    named = book(library, {"needs": NEED + "申报,1.1,当年,企业数 + 企业数,区级标准,\n"})
    assert not findings(named, "没有来源的数")


def test_a_clause_without_money_stays_a_note_where_the_reason_is_written(library: Library) -> None:
    row = "1,平台,3号,二,3号 2.1,本年没有申报\n"
    (one,) = findings(book(library, {"clauses": CLAUSES + row}), "从未使用的条款")
    assert (one.severity, "本年没有申报" in one.sentence) == (Severity.NOTE, True)


RATES = "表,一级,指标,比较,目标值,单位,口径,分子,分母,同一指标\n"
TWO_FORMS = HEAD + "forms:\n  - name: 甲表\n    version: 申报\n  - name: 乙表\n    version: 申报\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("应扶尽扶率,=,100%,%,台账,已扶,应扶,", "应补尽补率,=,95%,%,台账,已扶,应扶,"),
        ("应扶尽扶率,=,100%,%,台账,,,", "应补尽补率,=,95%,%,台账,,,应扶尽扶率"),
        ("应扶尽扶率,=,100%,%,台账,,,兑现率", "应补尽补率,=,95%,%,台账,,,兑现率"),
    ],
)
def test_one_thing_under_two_names_is_compared(first: str, second: str, library: Library) -> None:
    rows = f"{RATES}甲表,产出,{first}\n乙表,产出,{second}\n"
    (one,) = findings(book(library, {"targets": rows}, TWO_FORMS), "两份文件不一致")
    assert (one.left.figure, one.right.figure, one.difference) == ("100%", "95%", "+5%")
    assert "应扶尽扶率" in one.sentence
    assert "应补尽补率" in one.sentence
    alike = rows.replace("95%", "100%")
    assert not findings(book(library, {"targets": alike}, TWO_FORMS), "两份文件不一致")
    other = rows.replace("已扶", "甲", 1).replace(",兑现率", ",", 1).replace(",应扶尽扶率\n", ",\n")
    assert not findings(book(library, {"targets": other}, TWO_FORMS), "两份文件不一致")


@pytest.mark.parametrize(
    ("value", "difference"),
    [("150 万元", "+50 万元"), ("100 万元", None), ("99 万元", "−1 万元")],
)
def test_a_cost_that_names_no_line_is_held_against_the_whole_budget(
    value: str, difference: str | None, library: Library
) -> None:
    head = HEAD + "forms:\n  - name: 目标表\n    version: 申报\n"
    rows = f"表,一级,指标,比较,目标值,单位,口径\n目标表,成本,总成本,≤,{value},万元,账\n"
    found = findings(book(library, {"targets": rows}, head), "成本目标与预算")
    assert [each.difference for each in found] == ([difference] if difference else [])


RATE_TARGET = "合规目标,95%,计划,计划,科室,2021-09-01,\n"


def made(library: Library, tables: Tables, head: str) -> Book:
    if "drivers" not in tables:
        tables = {**tables, **more("drivers", RATE_TARGET.strip())}
    return book(library, tables, head)


def said(found: list[Finding], about: str) -> list[Finding]:
    return [each for each in found if about in each.about.split() or about in each.about]


@pytest.mark.parametrize(("name", "about", "wrong", "wrong_head", "right", "right_head"), CASES)
def test_a_contradiction_is_found_and_its_absence_is_silent(  # noqa: PLR0913, PLR0917 - a case
    name: str,
    about: str,
    wrong: Tables,
    wrong_head: str,
    right: Tables,
    right_head: str,
    library: Library,
) -> None:
    found = said(findings(made(library, wrong, wrong_head), name), about)
    assert found, f"{name} found nothing"
    assert all(each.left.place and each.sentence for each in found)
    assert not said(findings(made(library, right, right_head), name), about)
