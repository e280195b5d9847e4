"""Charts: in Chinese, exact where they print, silent where nothing is known."""

from datetime import date
from fractions import Fraction

from duixian.paper.official.charts.drawing import FONT, png, svg
from duixian.paper.official.charts.model import (
    Bars,
    Chart,
    Curve,
    Curves,
    Series,
    Span,
    Timeline,
)
from duixian.paper.official.charts.wording import distinct, figure, wrapped


def bars(*series: Series) -> Chart:
    return Chart("图", "说明", Bars(("专精特新", "技术改造"), series, "万元"))


def test_a_chart_says_its_words_in_chinese_in_the_font_of_the_papers() -> None:
    drawn = svg(bars(Series("申报", (Fraction(4755), Fraction(4000)))))
    for words in ("专精特新", "技术改造", "申报", "万元", "4,755", "4,000"):
        assert f">{words}<" in drawn
    assert FONT in drawn


def test_what_nobody_knows_has_no_bar_and_no_figure() -> None:
    drawn = svg(bars(Series("支出", (None, Fraction(5)))))
    assert drawn.count('aria-roledescription="bar"') == 1
    assert ">0<" not in drawn.split("mark-text")[-1]


def test_a_figure_beside_a_bar_is_exact_to_two_decimals() -> None:
    assert figure(Fraction(1134350000, 1_000_000)) == "1,134.35"
    assert figure(Fraction(4000)) == "4,000"
    assert figure(Fraction(2, 3)) == "0.67"


def test_the_same_chart_is_the_same_picture() -> None:
    chart = bars(Series("申报", (Fraction(1), Fraction(2))))
    assert svg(chart) == svg(chart)
    assert png(chart) == png(chart)


def test_the_sums_of_a_year_stand_in_the_legend_where_curves_cannot_hide_them() -> None:
    curves = (
        Curve("2020 年", ((0, Fraction(0)), (12, Fraction(999976, 100))), Fraction(10000)),
        Curve("2019 年", ((0, Fraction(0)), (12, Fraction(997908, 100))), None),
    )
    drawn = svg(Chart("图", "说明", Curves(curves, "万元")))
    assert "2020 年：至 12 月支出 9,999.76，预算 10,000 万元" in drawn
    assert "2019 年：至 12 月支出 9,979.08 万元" in drawn


def test_the_months_of_a_year_are_all_named_and_it_begins_with_its_beginning() -> None:
    curve = Curve("2020 年", ((0, Fraction(0)), (12, Fraction(5))), None)
    drawn = svg(Chart("图", "说明", Curves((curve,), "万元")))
    assert ">年初<" in drawn
    assert all(f">{month} 月<" in drawn for month in range(1, 13))
    assert ">0 月<" not in drawn


def test_an_axis_of_whole_things_counts_in_whole_steps() -> None:
    assert ">0.5<" not in svg(bars(Series("绿", (Fraction(2), Fraction(1)))))
    assert ">0.5<" in svg(bars(Series("绿", (Fraction(2), Fraction(1, 3)))))


def test_a_step_without_a_start_is_a_mark_at_its_end() -> None:
    spans = (
        Span("申报", "科室", date(2022, 3, 1), date(2022, 6, 30)),
        Span("下拨", "财务科", None, date(2022, 11, 30)),
    )
    drawn = svg(Chart("图", "说明", Timeline(spans)))
    assert "6 月 30 日前" in drawn
    assert "财务科" in drawn
    assert "11 月" in drawn


def test_names_that_differ_only_where_they_are_cut_keep_a_bar_and_a_row_each() -> None:
    names = tuple(f"{'长' * 40}{at}" for at in range(3))
    assert len(set(distinct(names))) == 3
    values = (Fraction(11), Fraction(22), Fraction(33))
    drawn = svg(Chart("图", "说明", Bars(names, (Series("申报", values),), "万元")))
    assert all(f">{value}<" in drawn for value in (11, 22, 33))
    spans = tuple(Span(name, name[-1], None, date(2022, 6, 30)) for name in names)
    drawn = svg(Chart("图", "说明", Timeline(spans)))
    assert "（2）" in drawn
    assert "（3）" in drawn


def test_long_names_stand_in_lines_of_even_length_and_say_when_they_are_cut() -> None:
    assert wrapped("支持企业专精特新化发展") == "支持企业专精\n特新化发展"
    assert wrapped("长" * 40) == f"{'长' * 10}\n{'长' * 10}\n{'长' * 9}…"
