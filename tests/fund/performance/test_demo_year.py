"""The invented year to its end: every light, every mark and every proposal, worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.fund.performance.evaluation import evaluate
from duixian.fund.performance.lights import Light
from duixian.fund.performance.monitoring import monitor
from duixian.fund.tables.evaluated import next_ceilings, next_targets
from duixian.fund.ties.checking import check_year
from duixian.fund.work.book import Book
from duixian.intake.working_days import published_calendar
from duixian.intake.year_folder import load_year, year_folder
from duixian.rulebook.library.model import Library

MARKS = {
    "扶持专精特新企业数": "8",  # 42 of 39
    "其中市级专精特新企业数": "5.57",  # 21 of 15 is 140 %, the goal too low: 6 × 130/140
    "两化融合贯标企业数": "2.4",  # 4 of 10
    "智能制造诊断报告数": "3",  # 10 of 20
    "应扶尽扶率": "5.73",  # 21 firms awarded of the 22 the matching run grants
    "应评尽评率": "3.94",  # 64 reviewed of 65 accepted
    "扶持对象资质相符率": "3.69",  # 12 of 13 sampled
    "资金使用合规性": "1.9",
    "审批完成时间": "1.5",  # one batch of two
    "资金拨付时间": "2",
    "财政资金总成本": "3",
    "受扶持企业营业收入增长率": "20",
    "企业满意度": "10",
}


@pytest.fixture(scope="module")
def demo(library: Library) -> Book:
    year, problems = load_year(year_folder("demo-2022"), library)
    assert year is not None, [problem.sentence for problem in problems]
    return Book(year, library, published_calendar())


def test_everything_is_measured_at_the_end_of_the_year(demo: Book) -> None:
    found = monitor(demo, date(2022, 12, 31))
    lights = [each.progress.signal.light for each in found.targets]
    assert sorted(map(str, lights)) == sorted([*"绿" * 7, *"黄" * 4, *"红" * 3])
    items = [each.progress.signal.light for each in found.items]
    assert items == [Light.RED, Light.YELLOW, Light.RED]
    assert {each.signal.light for each in found.steps} == {Light.GREEN, Light.YELLOW, Light.RED}


def test_in_june_what_is_not_yet_measured_is_not_green(demo: Book) -> None:
    found = {each.target.name: each for each in monitor(demo, date(2022, 6, 30)).targets}
    assert found["企业数字化水平"].progress.signal.light is Light.UNKNOWN
    assert found["资金拨付时间"].progress.signal.light is Light.NOT_DUE
    assert found["受扶持企业营业收入增长率"].progress.signal.light is Light.GREEN  # 8 % over 6 %


def test_marks_and_grade_are_those_worked_out_by_hand(demo: Book) -> None:
    found = evaluate(demo, demo.year.forms[0])
    rows = {row.target.name: row.marks for head in found.heads for row in head.targets}
    for name, marks in MARKS.items():
        assert rows[name].low.value == rows[name].high.value == Fraction(marks), name
    low, high = rows["企业数字化水平"].low.value, rows["企业数字化水平"].high.value
    assert (low, high) == (Fraction(6), Fraction(8))
    assert (found.spent, found.budget) != (None, None)
    assert found.total.low.value == Fraction("85.83")  # 9.10 for 637 of 700, and all the above
    assert found.grade == "良"


def test_next_year_follows_from_results_and_execution(demo: Book) -> None:
    form = demo.year.forms[0]
    targets = {row.cells[1].text: row.cells[3].text for row in next_targets(demo, form).rows}
    assert targets["其中市级专精特新企业数"] == "21"
    assert targets["两化融合贯标企业数"] == "4"
    ceilings = [row.cells[3].text for row in next_ceilings(demo).rows]
    assert ceilings == ["525.00", "100.00", "32.00", "657.00"]


def test_nothing_but_what_is_open_on_purpose_fails_to_tie(demo: Book) -> None:
    warned = {each.check for each in check_year(demo) if each.severity.name != "NOTE"}
    assert warned == {"政策项超预算", "整改"}


def test_everything_of_it_says_that_it_is_invented(demo: Book) -> None:
    assert "虚构" in demo.year.fund.illustrative
    assert all(each.firm.startswith("示意") for each in demo.year.instalments)
    assert all(each.source.startswith("示意") for each in demo.year.actuals)
