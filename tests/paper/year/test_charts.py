"""The charts of a year take their figures from its tables."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from duixian.fund.model.execution import Spent
from duixian.fund.model.performance import Actual, Band
from duixian.fund.work.book import Book
from duixian.paper.official.charts.model import Bars, Curves, Series, Timeline
from duixian.paper.year import charts
from duixian.paper.year.chart_book import CHART_BOOK
from duixian.paper.year.charts import execution, lines, past_years, plan, targets, versions
from duixian.rulebook.problems import Place


def said(series: Series) -> str:
    return " ".join(str(value) for value in series.values)


def test_asked_and_reviewed_stand_side_by_side_in_ten_thousand_yuan(minhang: Book) -> None:
    (chart,) = versions(minhang)
    assert isinstance(chart.shows, Bars)
    asked, reviewed = chart.shows.series
    assert (asked.name, reviewed.name) == ("申报", "审核")
    assert said(asked) == "4755 1000 4795 2600 450 4000 1000 600 800"
    assert said(reviewed) == "4505 1000 4605 2400 450 3740 900 600 800"


def test_lines_stand_side_by_side_and_an_item_asked_for_as_a_whole_is_one_row(
    minhang: Book,
) -> None:
    shown = [chart.shows for chart in lines(minhang)]
    assert all(isinstance(each, Bars) for each in shown)
    rows = {
        name: tuple(str(series.values[at]) for series in each.series)
        for each in shown
        if isinstance(each, Bars)
        for at, name in enumerate(each.categories)
    }
    assert rows["1.1 区级“专精特新”中小企业"] == ("700", "670")
    assert rows["推进协同创新产业发展"] == ("1000", "900")
    assert rows["6.1 技术改造项目新增设备补贴"] == ("4000", "3740")
    assert not [name for name in rows if "智能工厂培育" in name or name.startswith("7.")]


def test_of_very_many_lines_those_that_changed_most_are_drawn(
    minhang: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "MOST_LINES", 2)
    (chart,) = lines(minhang)
    assert "变动最大的 2 条" in chart.caption
    # 260 万元 less for 6.1 and 200 for 4.5 or 190 for 3.1: the two largest, in the year's order
    assert isinstance(chart.shows, Bars)
    assert [name[:3] for name in chart.shows.categories] == ["4.5", "6.1"]


def test_an_item_that_spent_nothing_in_a_year_has_no_bar(minhang: Book) -> None:
    (chart,) = past_years(minhang)
    assert isinstance(chart.shows, Bars)
    first, _, last = chart.shows.series
    assert (first.name, last.name) == ("2019 年", "2021 年（1-8 月）")
    assert first.values[0] is None
    assert last.values[5] == Fraction(225758, 100)


def test_a_point_is_drawn_only_where_all_spending_up_to_it_is_known(minhang: Book) -> None:
    place = Place("spending.csv", 2)
    spent = (
        Spent(2022, 1, 1, 3, 300_000_000, place),
        Spent(2022, 2, 2, 6, 400_000_000, place),
        Spent(2022, 1, 4, 6, 100_000_000, place),
        Spent(2022, 1, 7, 7, 50_000_000, place),
    )
    (chart,) = execution(Book(replace(minhang.year, spent=spent), minhang.library))
    assert isinstance(chart.shows, Curves)
    points = chart.shows.curves[0].points
    assert chart.shows.curves[0].whole == 19000  # the reviewed version, until one is adjusted
    assert [(month, str(value)) for month, value in points] == [(0, "0"), (6, "800"), (7, "850")]


def test_the_plan_keeps_its_order_batches_and_offices(minhang: Book) -> None:
    (chart,) = plan(minhang)
    assert isinstance(chart.shows, Timeline)
    ends = [(span.end.month, span.end.day) for span in chart.shows.spans]
    assert ends == [(6, 30), (10, 31), (11, 30)]
    assert all(span.start is None and span.who == "各责任科室" for span in chart.shows.spans)


def test_targets_that_nobody_measured_are_not_drawn_as_missed(minhang: Book) -> None:
    year = replace(minhang.year, actuals=(), deviations=())
    assert list(targets(Book(year, minhang.library))) == []


def test_a_target_that_was_met_is_counted_under_its_kind_and_the_others_stay_unknown(
    minhang: Book,
) -> None:
    met = Actual(
        "表6",
        "补贴资金使用合规性",
        date(2022, 12, 31),
        None,
        None,
        None,
        (),
        Band.REACHED,
        None,
        "抽查",
        "科室",
        Place("actuals.csv", 2),
    )
    first, *_ = targets(Book(replace(minhang.year, actuals=(met,)), minhang.library))
    assert isinstance(first.shows, Bars)
    assert first.shows.categories == ("产出数量", "产出质量", "产出时效", "效益")
    green = next(each for each in first.shows.series if each.name.startswith("绿"))
    unknown = next(each for each in first.shows.series if each.name.startswith("未知"))
    assert said(green) == "None 1 None None"
    assert said(unknown).startswith("5 2 ")


def test_charts_are_numbered_through_and_what_has_no_data_says_so(jiading: Book) -> None:
    texts = [getattr(each, "text", "") for each in CHART_BOOK.blocks(jiading)]
    assert texts.count("（尚无数据）") == 5
    captions = [getattr(each, "caption", "") for each in CHART_BOOK.blocks(jiading)]
    assert [each[:3] for each in captions if each] == ["图 1"]
