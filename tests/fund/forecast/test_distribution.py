"""Distributions against the enumeration of every outcome."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.forecast.distribution import NOTHING, Distribution, added, gathered, passing
from duixian.fund.forecast.spread import exact

RATES = st.fractions(0, 1, max_denominator=20)
COINS = st.lists(st.tuples(st.integers(0, 10**12), RATES), max_size=7)


def coin(sum_: int, rate: Fraction) -> Distribution:
    weights, _ = passing(1, rate)
    return gathered((sum_ * times, weight) for times, weight in weights.items())


def every_outcome(coins: list[tuple[int, Fraction]]) -> dict[int, Fraction]:
    """By hand: each way the coins may fall, its sum and its probability."""
    found: dict[int, Fraction] = {}
    for falls in product((False, True), repeat=len(coins)):
        chance, sum_ = Fraction(1), 0
        for fallen, (amount, rate) in zip(falls, coins, strict=True):
            chance *= rate if fallen else 1 - rate
            sum_ += amount if fallen else 0
        if chance:
            found[sum_] = found.get(sum_, Fraction(0)) + chance
    return found


def as_chances(made: Distribution) -> dict[int, Fraction]:
    return {sum_: Fraction(weight, made.whole) for sum_, weight in made.points}


@given(COINS)
def test_the_sum_of_independent_coins_is_what_enumeration_gives(
    coins: list[tuple[int, Fraction]],
) -> None:
    made = exact(coin(*each) for each in coins)
    assert made is not None
    assert as_chances(made) == every_outcome(coins)
    assert sum(weight for _, weight in made.points) == made.whole


@given(st.integers(0, 9), RATES)
def test_alike_ones_are_as_many_single_ones(count: int, rate: Fraction) -> None:
    weights, whole = passing(count, rate)
    assert sum(weights.values()) == whole
    alike = gathered(weights.items())
    single = exact(coin(1, rate) for _ in range(count))
    assert single is not None
    assert as_chances(alike) == as_chances(single)


@given(COINS, st.integers(0, 10**12), st.fractions(0, 1, max_denominator=100))
def test_percentiles_and_chances_keep_their_definitions(
    coins: list[tuple[int, Fraction]], limit: int, chance: Fraction
) -> None:
    made = exact(coin(*each) for each in coins)
    assert made is not None
    outcomes = every_outcome(coins)
    found = made.percentile(chance)
    assert sum(p for sum_, p in outcomes.items() if sum_ <= found) >= chance
    assert sum((p for sum_, p in outcomes.items() if sum_ < found), Fraction(0)) < max(
        chance, Fraction(1, 10**30)
    )
    assert made.above(limit) == sum((p for s, p in outcomes.items() if s > limit), Fraction(0))
    assert made.mean == sum(amount * rate for amount, rate in coins)
    beyond = sum((max(s - limit, 0) * p for s, p in outcomes.items()), Fraction(0))
    assert made.excess(limit).mean == beyond


def test_nothing_added_changes_nothing() -> None:
    made = coin(5, Fraction(1, 3))
    assert as_chances(added(made, NOTHING)) == as_chances(added(NOTHING, made)) == as_chances(made)


def test_of_three_coins_of_five_the_median_and_the_four_fifths_are_worked_out_by_hand() -> None:
    # 0: 1/8, 5: 3/8, 10: 3/8, 15: 1/8; reached: 1/8, 4/8, 7/8, 1
    made = exact(coin(5, Fraction(1, 2)) for _ in range(3))
    assert made is not None
    assert [made.percentile(Fraction(p, 100)) for p in (12, 13, 50, 51, 80, 87, 88)] == [
        *(0, 5, 5, 10, 10, 10, 15)
    ]


def test_too_many_different_sums_are_not_worked_out() -> None:
    assert exact(coin(2**at, Fraction(1, 2)) for at in range(13)) is None
