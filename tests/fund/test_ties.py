"""Each check, silent where all ties and speaking where one figure is changed."""

import pytest

from duixian.fund.ties.checking import check_year
from duixian.fund.ties.registry import TIES
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from tests.fund.small_year import HEAD, TABLES, book, findings

REQUESTS = "版本,政策项,编码,变动,数量,金额,依据,原因,提出人\n"
SPENT = "年度,政策项,起月,止月,支出\n"
BUDGETS = "年度,政策项,调整后预算\n2021,1,60 万元\n2021,2,40 万元\n"
TRANSFERS = "年度,调出,调入,金额,原因,批准,日期\n"
FORM = "forms:\n  - name: 目标表\n    version: 审核\n"
TARGETS = "表,一级,指标,比较,目标值,文字,单位,明细,口径,政策数值\n"
STATED = "文件,位置,表,行,列,算式,数字\n"
PLAN = "政策项,环节,批次,起,止,责任科室\n"


def test_the_names_of_the_checks_are_told_apart() -> None:
    assert len({tie.name for tie in TIES}) == len(TIES)
    assert all(tie.says for tie in TIES)


def test_spending_above_the_budget_of_an_item_asks_for_a_transfer(library: Library) -> None:
    tables = {"budgets": BUDGETS, "spending": f"{SPENT}2021,1,1,8,63 万元\n2021,2,1,8,30 万元\n"}
    (found,) = findings(book(library, tables), "政策项超预算")
    assert (found.left.figure, found.right.figure) == ("63 万元", "60 万元")
    assert found.difference == "+3 万元"
    assert "调剂" in found.sentence
    assert found.severity is Severity.WARNING


def test_a_transfer_that_covers_it_silences_the_overspending(library: Library) -> None:
    tables = {
        "budgets": BUDGETS,
        "spending": f"{SPENT}2021,1,1,8,63 万元\n2021,2,1,8,30 万元\n",
        "transfers": f"{TRANSFERS}2021,2,1,3 万元,结余,局务会,2021-06-01\n",
    }
    made = book(library, tables)
    assert not findings(made, "政策项超预算")
    assert not findings(made, "调剂超过余额")


def test_a_transfer_of_more_than_is_left_is_an_error(library: Library) -> None:
    tables = {
        "budgets": BUDGETS,
        "spending": f"{SPENT}2021,2,1,8,38 万元\n",
        "transfers": f"{TRANSFERS}2021,2,1,3 万元,结余,局务会,2021-06-01\n",
    }
    (found,) = findings(book(library, tables), "调剂超过余额")
    assert found.severity is Severity.ERROR


def test_more_than_the_approved_total_is_an_error(library: Library) -> None:
    tables = {"budgets": "年度,政策项,调整后预算\n2021,1,60 万元\n2021,2,40.01 万元\n"}
    (found,) = findings(book(library, tables), "超过批复总额")
    assert found.severity is Severity.ERROR
    assert not findings(book(library, {"budgets": BUDGETS}), "超过批复总额")


def test_an_average_rounded_to_the_yuan_ties_and_a_wrong_product_does_not(
    library: Library,
) -> None:
    averaged = {"requests": f"{REQUESTS}审核,1,1.1,单价,3 家,50 万元,,均摊,科室\n"}
    assert not [f for f in findings(book(library, averaged), "数量乘单价") if "1.1" in f.about]
    wrong = {"requests": f"{REQUESTS}审核,1,1.1,总额,,49 万元,,压减,科室\n"}
    (found,) = [f for f in findings(book(library, wrong), "数量乘单价") if "1.1" in f.about]
    assert (found.left.figure, found.right.figure) == ("49 万元", "50 万元")


def test_a_price_rounded_to_the_yuan_may_miss_the_sum_by_half_a_yuan_each(
    library: Library,
) -> None:
    # 3 × 166,667 元 are 500,001 元: one 元 too many, and half a 元 three times is 1.5 元
    drivers = TABLES["drivers"] + "取整均价,166667 元/项,估计,往年,科室,2021-09-01,\n"
    needs = TABLES["needs"].replace(
        "审核,2.1,往年,项目数,均额,50%", "审核,2.1,往年,项目数,取整均价,"
    )
    asked = {"requests": f"{REQUESTS}审核,2,2.1,总额,,50 万元,,定额,科室\n"}
    made = book(library, {"drivers": drivers, "needs": needs, **asked})
    assert not [each for each in findings(made, "数量乘单价") if each.about == "审核 2.1"]
    asked = {"requests": f"{REQUESTS}审核,2,2.1,总额,,49 万元,,定额,科室\n"}
    made = book(library, {"drivers": drivers, "needs": needs, **asked})
    assert [each for each in findings(made, "数量乘单价") if each.about == "审核 2.1"]


def test_a_price_that_is_not_the_standard_is_found(library: Library) -> None:
    needs = TABLES["needs"].replace("审核,1.1,当年,企业数,区级标准,", "审核,1.1,当年,企业数,别价,")
    drivers = TABLES["drivers"] + "别价,4 万元,估计,猜的,科室,2021-09-01,\n"
    made = book(library, {"needs": needs, "drivers": drivers})
    (found,) = [f for f in findings(made, "单价与政策标准") if f.about == "审核 1.1"]
    assert (found.left.figure, found.right.figure) == ("4 万元", "5 万元")
    higher = drivers.replace("别价,4 万元", "别价,6 万元")
    made = book(library, {"needs": needs, "drivers": higher})
    (found,) = [f for f in findings(made, "单价与政策标准") if f.about == "审核 1.1"]
    assert found.severity is Severity.ERROR


def test_a_request_that_is_not_its_own_calculation_is_found(library: Library) -> None:
    wrong = {"requests": f"{REQUESTS}审核,1,1.1,总额,,31 万元,需求 × 60%,压减,科室\n"}
    (found,) = findings(book(library, wrong), "申请与所述算式")
    assert found.difference == "+1 万元"
    right = {"requests": f"{REQUESTS}审核,1,1.1,总额,,30 万元,需求 × 60%,压减,科室\n"}
    assert not findings(book(library, right), "申请与所述算式")


def test_a_measure_in_force_without_a_line_is_found(library: Library) -> None:
    about = {found.about for found in findings(book(library), "措施没有明细")}
    assert "闵经委规发〔2021〕3号 1.2" in about
    assert "闵经委规发〔2021〕3号 1.1" not in about


def test_a_line_booked_wholly_as_the_districts_is_held_to_eight_to_two(library: Library) -> None:
    assert not findings(book(library), "区镇承担比例")
    lines = TABLES["lines"].replace("1.1,1,区级称号,3号 1.1,区镇", "1.1,1,区级称号,3号 1.1,区级")
    (found,) = findings(book(library, {"lines": lines}), "区镇承担比例")
    assert (found.left.figure, found.right.figure) == ("50 万元", "40 万元")


def test_an_item_called_new_with_a_budget_before_is_found(library: Library) -> None:
    head = HEAD.replace("    name: 称号\n", "    name: 称号\n    new: 是\n")
    made = book(library, {"budgets": BUDGETS}, head)
    (found,) = findings(made, "称为新增而有历史")
    assert found.right.figure == "60 万元"
    (grown,) = findings(made, "增幅口径不一")
    # 50 against all of 100 is −50 %; against the 40 of the items that continue, +25 %
    assert (grown.left.figure, grown.right.figure) == ("-50%", "+25%")


def test_a_change_between_versions_needs_a_reason(library: Library) -> None:
    tables = {"requests": f"{REQUESTS}审核,1,1.1,数量,8 家,,,核减,专家组\n"}
    (found,) = findings(book(library, tables), "版本之间")
    assert found.difference == "−10 万元"
    head = HEAD + "    reasons:\n      - item: 1\n        because: 名单核减两家\n"
    assert not findings(book(library, tables, head), "版本之间")


def test_a_target_that_the_budget_does_not_hold_is_found(library: Library) -> None:
    row = "目标表,产出数量,扶持企业,=,12,,家,1.1,名单,\n"
    found = findings(book(library, {"targets": TARGETS + row}, HEAD + FORM), "目标与数量")
    assert {(each.left.figure, each.right.figure) for each in found} == {("12", "10")}
    row = "目标表,产出数量,扶持企业,=,10,,家,1.1,名单,\n"
    assert not findings(book(library, {"targets": TARGETS + row}, HEAD + FORM), "目标与数量")


def test_a_word_where_the_policy_offers_a_number_is_a_warning(library: Library) -> None:
    rows = "目标表,效益,创新能力,定性,,提升,,,,占比 3%\n目标表,效益,机制,定性,,健全,,,,\n"
    found = findings(book(library, {"targets": TARGETS + rows}, HEAD + FORM), "定性目标")
    assert [each.severity for each in found] == [Severity.WARNING, Severity.NOTE]


def test_a_plan_that_ends_after_the_date_promised_is_found(library: Library) -> None:
    targets = TARGETS + "目标表,产出时效,资金拨付,前,,11 月前,,,登记,\n"
    late = PLAN + "1,资金下拨,,2022-10-01,2022-11-01,科室\n2,公示,,2022-01-01,2022-02-01,科室\n"
    made = book(library, {"targets": targets, "plan": late}, HEAD + FORM)
    (found,) = findings(made, "计划与时效目标")
    assert found.difference == "+1 天"
    early = late.replace("2022-11-01", "2022-10-31")
    made = book(library, {"targets": targets, "plan": early}, HEAD + FORM)
    assert not findings(made, "计划与时效目标")


def test_what_earlier_decisions_make_due_is_held_against_the_line(library: Library) -> None:
    awards = (
        "编号,编码,事项日,决定日,应付日,金额,支付日\n"
        "A1,2.1,2020-01-01,2020-05-01,2022-03-01,30 万元,\n"
        "A2,2.1,2021-01-01,2021-05-01,2022-03-01,20.5 万元,\n"
        "A3,2.1,2021-01-01,2021-05-01,2023-03-01,90 万元,\n"
        "A4,2.1,2022-01-01,2022-02-01,2022-03-01,90 万元,\n"
    )
    (found,) = findings(book(library, {"awards": awards}), "往年承诺与明细")
    assert found.left.figure == "50.5 万元"
    assert not findings(
        book(library, {"awards": awards.replace("20.5 万元", "19.9995 万元")}), "往年承诺与明细"
    )


def test_a_printed_figure_is_held_against_the_table_and_the_calculation(library: Library) -> None:
    rows = (
        "报告,表1 合计,表1,合计,预算申报数,,100.00\n"
        "报告,表1 第一项,表1,1,预算申报数,,55.00\n"
        "报告,说明,,,,企业数 × 2,20 家\n"
        "报告,附注,,,,企业数 × 2,21 家\n"
        "报告,别表,表9,1,金额,,1\n"
    )
    found = findings(book(library, {"stated": STATED + rows}), "文件所列数字")
    assert [(each.about, each.difference) for each in found] == [
        ("报告 表1 第一项", "5"),
        ("报告 附注", "1 家"),
        ("报告 别表", "没有可比的数"),
    ]


def test_a_written_reason_silences_one_finding_and_no_other(library: Library) -> None:
    accepted = (
        "accepted:\n  - check: 数量乘单价\n    about: 审核 1.1\n    because: 会议定了整数\n"
        "    by: 某科长\n    day: 2021-10-08\n"
    )
    tables = {"requests": f"{REQUESTS}审核,1,1.1,总额,,49 万元,,压减,科室\n"}
    found = findings(book(library, tables, HEAD + accepted), "数量乘单价")
    silenced = {each.about: each.accepted is not None for each in found}
    assert silenced["审核 1.1"]
    assert not any(held for about, held in silenced.items() if about != "审核 1.1")


def test_an_acceptance_that_fits_nothing_is_found(library: Library) -> None:
    accepted = (
        "accepted:\n  - check: 数量乘单价\n    about: 没有的\n    because: 旧理由\n"
        "    by: 某科长\n    day: 2021-10-08\n"
    )
    assert findings(book(library, head=HEAD + accepted), "接受的发现")


CONTRADICTIONS = {
    ("数量乘单价", "审核 3.1"): ("2,641.96 万元", "2,641.5 万元"),
    ("数量乘单价", "审核 4.5"): ("340 万元", "350 万元"),
    ("申请与需求", "审核 1.2"): ("2,240 万元", "2,214 万元"),
    ("申请与需求", "申报 6.1"): ("4,000 万元", "4,250 万元"),
    ("申请与所述算式", "申报 7"): ("1,000 万元", "1,101.42 万元"),
    ("申请与所述算式", "审核 7"): ("900 万元", "917.85 万元"),
    ("估计与依据", "技改单价"): ("340 万元/家", "362.9025 万元/家"),
    ("数量与分项", "申报 7"): ("30", "51"),
    ("数量与储备", "审核 1.1"): ("134 家", "120 家"),
    ("两种计量单位", "申报 8.1"): ("100 家", "25"),
    ("两种计量单位", "审核 9.1"): ("3,200 家", "5"),
    ("增幅口径不一", "申报"): ("-7.7%", "-5.82%"),
    ("目标与数量", "表6 扶持产业发展企业或项目数 申报"): ("120", "131"),
    ("目标与数量", "表6 支持专精特新化发展企业或项目数 审核"): ("290", "276"),
    ("目标与数量", "表6 扶持技术改造企业或项目数 审核"): ("25", "22"),
    ("两份文件不一致", "落实政策项"): ("9 个项", "7 个方向"),
    ("文件所列数字", "评审报告 表3 第 2 项数量"): ("18", "22"),
    ("文件所列数字", "评审报告 表3 第 2 项单价"): ("555,556", "454,545"),
    ("文件所列数字", "预算编制说明 4-3 市级专精特新 120 家乘标准"): ("240 万元", "2,400 万元"),
    ("文件所列数字", "评审报告 表7b 创新产品说明"): ("2642 万元", "2,641.5 万元"),
    ("文件所列数字", "预算编制说明 4-3 创新产品小计"): ("2832 万元", "2,832.2 万元"),
    ("文件所列数字", "评审报告 表7b 信息化说明"): ("1463 万元", "1,463.04 万元"),
    ("文件所列数字", "预算编制说明 4-3 市级专精特新申报年份"): ("2011", "2021"),
    ("文件所列数字", "预算编制说明 4-3 已完成认定小巨人"): ("120 家", "30 家"),
    ("文件所列数字", "项目描述 四 2 专精特新预计企业数"): ("350", "293"),
    ("文件所列数字", "项目描述 001 涉及政策项合计"): ("23", "29"),
    ("文件所列数字", "评审报告 表3 标题的金额单位"): ("万元", "元"),
    ("区镇承担比例", "审核 1.1"): ("670 万元", "536 万元"),
}
OVERSPENT = {"2021 1", "2021 7", "2020 3", "2020 4", "2019 4", "2019 5"}


@pytest.mark.parametrize(("check", "about"), CONTRADICTIONS)
def test_each_contradiction_of_the_example_year_is_named_with_both_figures(
    check: str, about: str, minhang: Book
) -> None:
    (found,) = [each for each in findings(minhang, check) if each.about == about]
    assert (found.left.figure, found.right.figure) == CONTRADICTIONS[check, about]


def test_the_example_year_holds_the_six_overspent_items_and_no_error(minhang: Book) -> None:
    found = check_year(minhang)
    assert {each.about for each in found if each.check == "政策项超预算"} == OVERSPENT
    assert not [each for each in found if each.severity is Severity.ERROR]


def test_every_named_line_of_the_example_year_has_money_or_says_why_not(minhang: Book) -> None:
    assert findings(minhang, "列名而无资金") == []
    silent = {line.code: line.no_money for line in minhang.year.lines if line.no_money}
    assert set(silent) == {"2.1", "3.4", "4.2"}
    assert all("为何不列没有说明" in reason for reason in silent.values())


def test_the_anomalies_of_the_target_form_are_found(jiading: Book) -> None:
    found = {(each.check, each.left.figure) for each in check_year(jiading)}
    assert ("目标日期与年度", "2026年12月前") in found
    assert ("目标日期与政策期限", "2026年12月前") in found
    # The last day promised is 2026-11-30: 699 days after 2024, 334 after the end of 2025.
    days = {each.check: each.difference for each in check_year(jiading) if "日期与" in each.check}
    assert days == {"目标日期与年度": "+699 天", "目标日期与政策期限": "+334 天"}
    assert ("指标放错位置", "产出指标") in found
    assert ("文件所列数字", "100") in found
    assert ("成本目标与预算", "100 万元") in found


def test_two_counts_of_one_line_are_told_apart_by_their_difference(minhang: Book) -> None:
    found = [each for each in check_year(minhang) if each.check == "两种计量单位"]
    differences = {each.about: each.difference for each in found}
    assert (differences["申报 8.1"], differences["审核 9.1"]) == ("+75", "+3,195")
