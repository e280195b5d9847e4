"""Figures as people read them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.expression.figures import (
    day,
    duration,
    money,
    money_span,
    number,
    percent,
    quantity,
)
from duixian.rulebook.units import AREA, DAYS, MONEY, MONTHS, PURE, Unit, dimension

HUNDRED_MILLION_YUAN = Unit("亿元", Fraction(10_000_000_000), MONEY)
RENT = Unit("元/平方米·月", Fraction(100), MONEY / (AREA * MONTHS))


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (760_000_000, "760 万元"),
        (1_234_567, "12,345.67 元"),
        (1_234_500, "1.2345 万元"),
        (1_234_450, "12,344.50 元"),
        (-76_084_130, "−760,841.30 元"),
        (4_000, "40 元"),
        (1_000_000, "1 万元"),
        (999_900, "9,999 元"),
        (0, "0 元"),
        (1, "0.01 元"),
        (1_500_000_000_000, "1,500,000 万元"),
        (-40_000_000, "−40 万元"),
    ],
)
def test_money_says_its_unit_and_every_fen(fen, words):
    assert money(fen) == words


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_money_reads_back_to_the_same_fen(fen):
    figure, unit = money(fen).replace(",", "").replace("−", "-").split(" ")
    assert Fraction(figure) * {"万元": 1_000_000, "元": 100}[unit] == fen


@given(st.fractions(min_value=-1000, max_value=1000))
def test_a_number_without_the_word_about_is_exact(value):
    text = number(value)
    shown = Fraction(text.removeprefix("约 ").replace(",", "").replace("−", "-"))
    assert (shown == value) is not text.startswith("约")
    assert abs(shown - value) <= Fraction(1, 20_000)


def test_a_rate_that_has_no_end_says_about():
    assert percent(Fraction(1, 7)) == "约 14.2857%"
    assert percent(Fraction(3, 20)) == "15%"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (150_000_000, 450_000_000, "150 万元至 450 万元"),
        (0, 450_000_000, "最高 450 万元"),
        (450_000_000, 450_000_000, "450 万元"),
        (100, None, "1 元以上，上限尚不能确定"),
        (0, None, "尚不能确定"),
        (0, 0, "0 元"),
    ],
)
def test_a_range_of_money_never_reads_as_one_sum(low, high, words):
    assert money_span(low, high) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (24, "2 年"),
        (21, "1 年 9 个月"),
        (9, "9 个月"),
        (0, "0 个月"),
        (Fraction(1, 2), "0.5 个月"),
    ],
)
def test_a_length_of_time_is_in_years_and_months(months, words):
    assert duration(months) == words


def test_days_are_written_without_leading_zeros():
    assert day(date(2022, 6, 30)) == "2022年6月30日"


@pytest.mark.parametrize(
    ("value", "kind", "unit", "words"),
    [
        (150_000_000_000, MONEY, HUNDRED_MILLION_YUAN, "15 亿元"),
        (100, MONEY, HUNDRED_MILLION_YUAN, "1 元"),
        (2000, AREA, None, "2,000 平方米"),
        (30, dimension("人"), None, "30 人"),
        (Fraction(1, 10), PURE, None, "10%"),
        (45, DAYS, None, "45 天"),
        (4000, MONEY / (AREA * MONTHS), RENT, "40 元/平方米·月"),
        (4000, MONEY / AREA, None, "40 元/平方米"),
    ],
)
def test_a_quantity_stands_in_its_unit_where_that_is_exact(value, kind, unit, words):
    assert quantity(value, kind, unit) == words
