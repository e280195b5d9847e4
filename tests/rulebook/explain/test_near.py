"""Near misses and their distance."""

from datetime import date
from fractions import Fraction

from duixian.rulebook.explain.near import near_misses
from tests.rulebook.explain.little_library import LIBRARY, assessed


def misses(**known):
    found = near_misses(assessed(**known), LIBRARY)
    return [miss for miss in found if miss.entitlement.row.measure == "1"]


def test_a_near_miss_has_value_line_and_distance_in_the_unit_of_the_line():
    (miss,) = misses(revenue=760_000_000)
    (apart,) = miss.distances
    assert (apart.subject, apart.now, apart.required, apart.short) == (
        "上年营业收入",
        "760 万元",
        "≥ 800 万元",
        "差 40 万元",
    )
    assert apart.share == Fraction(1, 20)
    assert not miss.waivable


def test_one_fen_short_is_said_to_the_fen():
    (miss,) = misses(revenue=799_999_999)
    assert miss.distances[0].short == "差 0.01 元"
    assert miss.distances[0].now == "7,999,999.99 元"


def test_every_failed_condition_counts():
    (miss,) = misses(revenue=760_000_000, 成立日期=date(2020, 8, 31))
    assert [apart.short for apart in miss.distances] == ["差 40 万元", "差 62 天"]


def test_what_only_an_officer_stands_between_is_waivable():
    (miss,) = misses(从业人数=28)
    assert miss.waivable


def test_far_from_the_line_is_no_near_miss():
    assert not misses(revenue=100_000_000)


def test_half_of_the_line_is_the_farthest_near_miss():
    assert misses(revenue=400_000_000)
    assert not misses(revenue=399_999_999)


def test_a_firm_elsewhere_is_no_near_miss_however_close_its_figures():
    assert not misses(工商注册地="邻区", revenue=799_000_000)


def test_an_unknown_figure_is_no_near_miss():
    assert not misses(revenue=None)
