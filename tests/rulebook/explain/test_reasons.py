"""Why a condition came out as it did."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.assessment import Step
from duixian.rulebook.explain.distances import distance
from duixian.rulebook.explain.reasons import reason
from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    Belongs,
    Comparator,
    Compare,
    DateWord,
    FactRef,
    Listed,
    Moment,
    MomentRef,
    Not,
    Operator,
    Quantity,
    Via,
    Word,
)
from duixian.rulebook.units import MONEY, PURE, Unit
from tests.rulebook.explain.little_library import LIBRARY

WAN = Unit("万元", Fraction(1_000_000), MONEY)
YI = Unit("亿元", Fraction(10_000_000_000), MONEY)
REVENUE = FactRef(Via.FIRM, "企业", "营业收入", 1)
FOUNDED = FactRef(Via.FIRM, "企业", "成立日期")
LEVEL = FactRef(Via.ROW, "认定", "等级")
NAME = FactRef(Via.ROW, "认定", "称号")
DISHONEST = FactRef(Via.FIRM, "企业", "严重违法失信")
GROWTH = Arithmetic(Operator.DIVIDE, REVENUE, REVENUE)


def number(expression, value):
    return Step(expression, (value, value))


def line(value, unit):
    return Quantity(value * unit.scale, unit.dimension, unit, f"{value} {unit.name}")


def compared(left, comparator, right, *, holds):
    return Step(Compare(comparator, left.expression, right.expression), holds, (left, right))


def revenue(fen, comparator, wanted, *, holds):
    written = Step(wanted, (wanted.value, wanted.value))
    return compared(number(REVENUE, fen), comparator, written, holds=holds)


def growth(value, *, holds):
    wanted = Quantity(Fraction(15, 100), PURE, None, "15%")
    right = Step(wanted, (wanted.value, wanted.value))
    return compared(number(GROWTH, value), Comparator.AT_LEAST, right, holds=holds)


def say(step):
    return reason(step, LIBRARY.vocabulary)


def short(step):
    found = distance(step, LIBRARY.vocabulary)
    return found.short if found else None


ENOUGH = revenue(90_000_000_000, Comparator.AT_LEAST, line(8, YI), holds=True)
SHORT = revenue(76_000_000_000, Comparator.AT_LEAST, line(8, YI), holds=False)
FLAG = Step(DISHONEST, value=True)


def test_a_value_stands_in_the_unit_of_the_line():
    assert say(SHORT) == "上年营业收入 7.6 亿元，低于 8 亿元，差 0.4 亿元"


def test_a_value_that_the_unit_of_the_line_cannot_hold_is_given_to_the_fen():
    step = revenue(79_999_999_999, Comparator.AT_LEAST, line(8, YI), holds=False)
    assert say(step) == "上年营业收入 799,999,999.99 元，低于 8 亿元，差 0.01 元"


@pytest.mark.parametrize(
    ("comparator", "holds", "included"),
    [
        (Comparator.AT_LEAST, True, "不低于 800 万元（恰好相等，含本数）"),
        (Comparator.MORE, False, "不超过 800 万元（恰好相等，不含本数）"),
        (Comparator.AT_MOST, True, "不超过 800 万元（恰好相等，含本数）"),
        (Comparator.LESS, False, "不低于 800 万元（恰好相等，不含本数）"),
    ],
)
def test_on_the_line_it_is_said_whether_the_number_is_included(comparator, holds, included):
    step = revenue(800_000_000, comparator, line(800, WAN), holds=holds)
    assert say(step).endswith(included)


def test_too_much_is_over_the_line():
    step = revenue(900_000_000, Comparator.AT_MOST, line(800, WAN), holds=False)
    assert short(step) == "超出 100 万元"


def test_a_line_written_on_the_left_is_turned_round():
    wanted = line(800, WAN)
    right = number(REVENUE, 760_000_000)
    step = compared(Step(wanted, (wanted.value,) * 2), Comparator.AT_MOST, right, holds=False)
    assert say(step) == "上年营业收入 760 万元，低于 800 万元，差 40 万元"


def test_a_rate_just_below_the_line_never_reads_as_none_missing():
    step = growth(Fraction(15, 100) - Fraction(1, 10**9), holds=False)
    assert short(step) == "差 0.0000001 个百分点"


def test_a_rate_is_short_by_percentage_points():
    assert short(growth(Fraction(14, 100), holds=False)) == "差 1 个百分点"


def test_days_are_apart_by_days():
    left, right = (
        Step(FOUNDED, date(2020, 1, 31)),
        Step(DateWord(date(2020, 1, 1)), date(2020, 1, 1)),
    )
    step = compared(left, Comparator.AT_MOST, right, holds=False)
    assert say(step) == "成立日期 2020年1月31日，晚于 2020年1月1日，晚 30 天"


def test_the_day_of_assessment_is_no_distance_of_the_firm():
    left = Step(MomentRef(Moment.ASSESSED), date(2022, 6, 30))
    right = Step(DateWord(date(2022, 6, 29)), date(2022, 6, 29))
    assert short(compared(left, Comparator.AT_MOST, right, holds=False)) is None


def test_words_and_levels_are_told_apart():
    left = Step(LEVEL, "区级")
    same = compared(left, Comparator.EQUAL, Step(Word("区级"), "区级"), holds=True)
    other = compared(left, Comparator.EQUAL, Step(Word("市级"), "市级"), holds=False)
    below = compared(left, Comparator.AT_LEAST, Step(Word("市级"), "市级"), holds=False)
    assert [say(step) for step in (same, other, below)] == [
        "等级为区级",
        "等级为区级，不是市级",
        "等级为区级，低于市级",
    ]


def test_of_a_false_conjunction_only_the_false_parts_are_named():
    step = Step(All((ENOUGH.expression, SHORT.expression)), value=False, below=(ENOUGH, SHORT))
    assert say(step) == say(SHORT)


def test_of_alternatives_all_of_which_fail_each_is_named():
    absent = Step(DISHONEST, value=False)
    step = Step(AnyOf((SHORT.expression, DISHONEST)), value=False, below=(SHORT, absent))
    assert say(step) == f"2 项中没有一项满足：{say(SHORT)}；“严重违法失信”为否"


def test_a_count_of_conditions_says_how_many_are_met():
    parts = (ENOUGH, SHORT, FLAG)
    step = Step(AtLeastOf(3, tuple(part.expression for part in parts)), value=False, below=parts)
    assert say(step).startswith("3 项中须满足 3 项，已满足 2 项：")


def test_a_negation_says_what_is_the_case():
    listed = Step(Listed(Via.FIRM, "失信名单"), value=False)
    assert say(Step(Not(listed.expression), value=True, below=(listed,))) == "企业未列入失信名单"


def test_an_unread_list_is_not_known_rather_than_not_listed():
    assert say(Step(Listed(Via.FIRM, "失信名单"), None)) == "不知道企业是否列入失信名单"


def test_a_word_outside_a_list_is_said_with_the_list():
    step = Step(Belongs(NAME, ("甲", "乙")), value=False, below=(Step(NAME, "丙"),))
    assert say(step) == "称号为丙，不在“甲、乙”之内"


def test_an_unknown_figure_cannot_be_compared():
    left = Step(REVENUE, (None, None))
    wanted = line(800, WAN)
    step = compared(left, Comparator.AT_LEAST, Step(wanted, (wanted.value,) * 2), holds=None)
    assert say(step) == "上年营业收入未知，不能判断是否不低于 800 万元"
