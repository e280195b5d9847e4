"""Interval arithmetic holds every outcome of the numbers inside."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.meaning.intervals import (
    Exact,
    Pair,
    above_zero,
    divided,
    greatest,
    hull,
    least,
    minus,
    plus,
    surely_at_least,
    surely_equal,
    surely_more,
    times,
)

numbers = st.one_of(st.integers(-9, 9), st.fractions(-9, 9, max_denominator=7))


@st.composite
def known(draw: st.DrawFn) -> tuple[Pair, Exact]:
    """A number, and what is known of it."""
    value = draw(numbers)
    low, high = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    ends: tuple[Exact | None, Exact | None] = (value - low, value + high)
    return (
        (None if draw(st.booleans()) and low > 3 else ends[0]),
        (None if draw(st.booleans()) and high > 3 else ends[1]),
    ), value


def holds(pair: Pair, value: Exact) -> bool:
    low, high = pair
    return (low is None or low <= value) and (high is None or value <= high)


@given(known(), known())
def test_an_operation_on_intervals_holds_the_result_on_numbers(
    a: tuple[Pair, Exact], b: tuple[Pair, Exact]
) -> None:
    (left, x), (right, y) = a, b
    assert holds(plus(left, right), x + y)
    assert holds(minus(left, right), x - y)
    assert holds(times(left, right), x * y)
    assert holds(least([left, right]), min(x, y))
    assert holds(greatest([left, right]), max(x, y))
    assert holds(hull([left, right]), x)
    assert holds(hull([left, right]), y)
    assert holds(above_zero(left), max(x, 0))
    if right[0] is not None and right[0] > 0:
        assert holds(divided(left, right), Fraction(x) / y)


@given(known(), known())
def test_a_comparison_is_decided_only_when_every_outcome_agrees(
    a: tuple[Pair, Exact], b: tuple[Pair, Exact]
) -> None:
    (left, x), (right, y) = a, b
    assert surely_at_least(left, right) in (None, x >= y)
    assert surely_more(left, right) in (None, x > y)
    assert surely_equal(left, right) in (None, x == y)


def test_the_lesser_with_an_unknown_lies_between_zero_and_the_known() -> None:
    assert least([(0, None), (5, 5)]) == (0, 5)


def test_nothing_times_an_unbounded_number_is_nothing() -> None:
    assert times((0, 0), (None, None)) == (0, 0)


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        divided((1, 1), (0, 2))
