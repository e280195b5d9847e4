"""Themes, plan, sources, codes, quotas, costs and equipment as tables, worked out by hand."""

from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Table
from duixian.fund.work.book import Book
from duixian.intake.working_days import published_calendar
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, TABLES, book
from tests.fund.watched_year import watched


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def made(book_: Book, name: str) -> list[list[str]]:
    return texts(tables(book_)[name]())


def test_targets_roll_up_under_their_theme(library: Library) -> None:
    # One target of 365 that counts line 1.1: 50 万元.
    row = ["目标表", "专精特新", "1", "0", "365", "-", "50.00", "扶持企业"]
    assert made(watched(library), "主题") == [row]
    row[5] = "200"
    assert made(watched(library, "扶持企业,2022-06-30,200 家,,,,,"), "主题") == [row]


def test_the_plan_says_how_many_working_days_each_step_takes(library: Library) -> None:
    plan = "政策项,环节,起,止,责任科室,状态,完成\n1,受理,2022-09-28,2022-10-10,科室,,\n,拨付,2026-12-31,2027-01-04,科室,进行中,\n"  # noqa: E501 - one table
    year = book(library, {"plan": plan}).year
    rows = made(Book(year, library, published_calendar()), "计划")
    # 28 to 30 September, the weekend worked on 8 and 9 October, 10 October.
    assert [row[5] for row in rows] == ["6 个工作日", "3 个工作日（暂定）"]
    assert [row[2] for row in rows] == ["称号", "全部"]
    assert tables(Book(year, library, published_calendar()))["计划"]().notes[0].startswith("暂定")


def test_sources_share_the_whole_to_the_fen(library: Library) -> None:
    head = HEAD + "sources:\n  上级: 33\n  区级: 33\n  镇级: 34\n"
    drivers = TABLES["drivers"].replace("10 家", "1 家").replace("33.333 万元", "333330.01 元")
    head = head.replace("    round: 1 万元\n", "")
    # 50,000 + 3 × 333,330.01 × 50 % are 549,995.02 元; 33 % of it are 18,149,835.66 fen and 34 %
    # 18,699,830.68: rounded one too many, which the first gives back.
    rows = tables(book(library, {"drivers": drivers}, head))["资金来源"]().rows
    figures = [row.cells[2].figure for row in rows]
    values = [figure.value for figure in figures if figure is not None]
    assert values == [18_149_835, 18_149_836, 18_699_831, 54_999_502]


def test_quotas_show_what_is_left(library: Library) -> None:
    lines = TABLES["lines"].replace("承担", "承担,指标文号").replace("区镇", "区镇,财1")
    codes = "种类,代码,名称,金额,来源\n指标文号,财1,首批,120 万元,文\n指标文号,财2,待定,,文\n"
    made_ = book(library, {"lines": lines, "codes": codes})
    assert made(made_, "指标额度") == [
        ["财1", "首批", "120.00", "100.00", "20.00"],
        ["财2", "待定", "-", "0.00", "-"],
    ]
    assert made(made_, "预算科目")[0][2] == "财1 首批"


def test_costs_name_what_each_price_rests_on(library: Library) -> None:
    rows = made(book(library), "成本管理")
    assert rows[0][2] == "50,000"
    assert "3号" in rows[0][4]
    assert "往年" in rows[1][4]


def test_equipment_has_its_sum(library: Library) -> None:
    rows = "电脑,每人一台,3 台,5000 元,标准文\n桌,每人一张,,,标准文\n"
    text = f"设备,配置标准,数量,单价,依据\n{rows}"
    assert made(book(library, {"equipment": text}), "设备配置") == [
        ["电脑", "每人一台", "3 台", "5,000 元", "1.5 万元", "标准文"],
        ["桌", "每人一张", "-", "-", "-", "标准文"],
    ]


def test_risks_are_a_table(library: Library) -> None:
    text = "风险,应对,责任人\n超支,按月看,科室\n"
    assert made(book(library, {"risks": text}), "风险") == [["超支", "按月看", "科室"]]
