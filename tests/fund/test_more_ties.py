"""Sums, sources, quotas, codes, payments, limits, weights, causes, the plan: each check fails."""

import pytest

from duixian.fund.ties.finding import Finding
from duixian.fund.ties.registry import TIES
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.problems import Severity
from tests.fund.small_year import HEAD, TABLES, book, findings
from tests.fund.watched_year import TARGETS, watched

QUOTAS = "种类,代码,名称,金额,来源\n指标文号,财1,指标,{} 万元,文\n功能分类,215,产业,,文\n"
LINES = "编码,政策项,名称,措施,承担,指标文号,功能分类\n1.1,1,区级称号,3号 1.1,区镇,财1,{}\n2.1,2,项目补贴,3号 2.2,区镇,财1,215\n"  # noqa: E501 - one table


def looked(library: Library, check: str, tables: dict[str, str], head: str = HEAD) -> list[Finding]:
    return findings(book(library, tables, head), check)


def test_lines_above_the_quota_that_was_issued_are_an_error(library: Library) -> None:
    # 50 + 50 万元 are booked to it.
    tables = {"lines": LINES.format("215"), "codes": QUOTAS.format("99.99")}
    (found,) = looked(library, "指标额度", tables)
    assert found.severity is Severity.ERROR
    assert found.difference == "+0.01 万元"
    assert not looked(library, "指标额度", {**tables, "codes": QUOTAS.format("100")})


def test_quotas_above_the_reply_are_an_error(library: Library) -> None:
    head = HEAD.replace("year: 2021\n    sum: 100", "year: 2022\n    sum: 120")
    tables = {"lines": LINES.format("215"), "codes": QUOTAS.format("121")}
    assert [each.about for each in looked(library, "指标额度", tables, head)] == ["合计"]


def test_a_code_that_its_list_does_not_have_is_found(library: Library) -> None:
    tables = {"lines": LINES.format("999"), "codes": QUOTAS.format("100")}
    assert [each.about for each in looked(library, "代码表", tables)] == ["1.1 功能分类"]


def test_sources_that_are_not_the_whole_are_an_error(library: Library) -> None:
    head = HEAD + "sources:\n  区级: 80\n  镇级: {}\n"
    (found,) = looked(library, "资金来源合计", {}, head.format(19))
    assert (found.severity, found.difference) == (Severity.ERROR, "−1%")
    assert not looked(library, "资金来源合计", {}, head.format(20))


def test_rounded_rows_that_do_not_add_up_as_printed_are_told(library: Library) -> None:
    # 6 × 0.3333 万元 are printed as 0.33 each where nothing is rounded to the 万元.
    head = HEAD.replace("    round: 1 万元\n", "")
    drivers = (
        TABLES["drivers"]
        + "零头,3333 元/项,估计,往年,科室,2021-09-01,\n一项,1 项,估计,往年,科室,2021-09-01,\n"
    )
    needs = "版本,编码,立项,数量,单价\n申报,1.1,当年,一项,零头\n申报,2.1,当年,一项,零头\n"
    found = looked(library, "合计与各行", {"drivers": drivers, "needs": needs}, head)
    # 0.3333 + 0.3333 are 0.6666, printed 0.67; the rows say 0.33 + 0.33.
    assert ("表1 预算申报数", Severity.NOTE, "−0.01") in [
        (each.about, each.severity, each.difference) for each in found
    ]


def test_spending_that_is_not_what_was_paid_is_found(library: Library) -> None:
    tables = {
        "spending": "年度,政策项,起月,止月,支出\n2022,1,1,6,{} 万元\n",
        "awards": "编号,编码,事项日,决定日,应付日,金额,支付日\n"
        "A,1.1,2021-01-01,2021-03-01,2022-03-01,3 万元,2022-03-09\n"
        "B,1.1,2021-01-01,2021-03-01,2022-03-01,4 万元,2022-07-01\n",
    }
    equal = {**tables, "spending": tables["spending"].format(3)}
    assert not looked(library, "支出与台账", equal)
    (found,) = looked(library, "支出与台账", {**tables, "spending": tables["spending"].format(7)})
    assert found.difference == "+4 万元"


def test_arrears_are_among_what_earlier_years_owe(library: Library) -> None:
    awards = (
        "编号,编码,事项日,决定日,应付日,金额,支付日\n"
        "A,1.1,2020-01-01,2020-03-01,2021-03-01,3 万元,\n"
        "B,1.1,2020-01-01,2020-03-01,2021-03-01,9 万元,2021-03-02\n"
    )
    (found,) = looked(library, "往年承诺与明细", {"awards": awards})
    assert found.left.figure == "3 万元"


def test_a_price_above_what_one_beneficiary_may_get_is_an_error(library: Library) -> None:
    limited = [
        (measure, limit)
        for policy in library.policies
        for limit in policy.limits
        for measure in limit.measures
        if limit.per == ("受益人",) and limit.amount is not None
    ]
    assert limited
    (policy, code), limit = limited[0]
    most = fixed_value(limit.amount) if limit.amount is not None else None
    assert most is not None
    head = HEAD.replace(
        "  3号: 闵经委规发〔2021〕3号\n", f"  3号: 闵经委规发〔2021〕3号\n  甲: {policy}\n"
    )
    tables = {
        "lines": TABLES["lines"].replace("3号 2.2", f"甲 {code}"),
        "drivers": TABLES["drivers"].replace("33.333 万元/项", "9 亿元/项"),
    }
    found = looked(library, "单价与每户限额", tables, head)
    assert [each.severity for each in found] == [Severity.ERROR] * 2
    for more, findings_ in ((0, 0), (1, 2)):
        price = f"{most / 100 + more} 元/项"
        tables["drivers"] = TABLES["drivers"].replace("33.333 万元/项", price)
        assert len(looked(library, "单价与每户限额", tables, head)) == findings_


def test_weights_that_are_not_the_marks_of_their_part_are_found(library: Library) -> None:
    targets = TARGETS.replace("1.1,登记,,,", "1.1,登记,,,60")
    (found,) = findings(watched(library, targets=targets), "自评权重")
    assert found.about == "目标表 产出指标"
    assert found.difference == "10"
    right = TARGETS.replace("1.1,登记,,,", "1.1,登记,,,20")
    assert not findings(watched(library, targets=right), "自评权重")


@pytest.mark.parametrize(("correction", "expected"), [("", 1), ("多跑几家", 0)])
def test_what_is_behind_needs_a_cause_and_a_correction(
    correction: str, expected: int, library: Library
) -> None:
    causes = f"表,指标,政策项,日期,原因,纠正\n目标表,扶持企业,,2022-06-30,少,{correction}\n"
    book_ = watched(library, "扶持企业,2022-06-30,9 家,,,,,", more={"deviations": causes})
    assert len(findings(book_, "偏差没有原因")) == expected


def test_a_plan_past_the_term_of_a_policy_is_found(library: Library) -> None:
    policy = library.policy("闵经委规发〔2021〕3号")
    assert policy is not None
    assert policy.term.end is not None
    head = "环节,止,责任科室\n"
    late = {"plan": f"{head}拨付,{policy.term.end.replace(year=policy.term.end.year + 1)},科室\n"}
    assert looked(library, "计划与政策期限", late)
    assert not looked(library, "计划与政策期限", {"plan": f"{head}拨付,{policy.term.end},科室\n"})


def test_a_new_item_without_funds_is_found(library: Library) -> None:
    item = "  - number: 2\n    name: 项目\n    office: 科室\n"
    head = HEAD.replace(item, f"{item}    new: 是\n    goal: 目标\n    scope: 范围\n")
    rows = TABLES["needs"].splitlines(keepends=True)
    needs = "".join(row for row in rows if ",2.1," not in row)
    (found,) = looked(library, "新增项资料", {"needs": needs}, head)
    assert found.left.figure == "资金"
    assert not looked(library, "新增项资料", {}, head)


def test_every_finding_bears_a_name_of_the_list_and_no_name_stands_twice(
    minhang: Book, jiading: Book
) -> None:
    names = [name for tie in TIES for name in (tie.name, *tie.also)]
    assert len(names) == len(set(names))
    for each in (minhang, jiading):
        for tie in TIES:
            assert {found.check for found in tie.look(each)} <= {tie.name, *tie.also}
