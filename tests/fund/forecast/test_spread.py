"""Groups, draws and spreads: bounds, exclusive candidates, and draws near what is exact."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.forecast import spread as spreading
from duixian.fund.forecast.distribution import NOTHING, added
from duixian.fund.forecast.draws import RUNS, picks
from duixian.fund.forecast.spread import Method, Spread, Spreads
from duixian.fund.forecast.trial import Group, Kind, Side, Span, Trial
from duixian.fund.model.candidates import Due

YEAR = Span(date(2022, 1, 1), date(2022, 12, 31))
LINE = "1.1"
RATES = st.fractions(0, 1, max_denominator=10)


def trial(key: str, low: int, rate: Fraction, line: str = LINE) -> Trial:
    due = Due("", date(2022, 6, 30), low, low, "")
    kind = Kind.CANDIDATE
    return Trial(
        key, line, key, kind, earlier=False, count=1, rate=(rate, rate), rate_source="", dues=(due,)
    )


def open_trial(key: str, sums: tuple[int, int], rates: tuple[Fraction, Fraction]) -> Trial:
    due = Due("", date(2022, 6, 30), *sums, "")
    return replace(trial(key, 0, Fraction(0)), dues=(due,), rate=rates)


def alone(*trials: Trial) -> list[Group]:
    return [Group(each.key, (each,)) for each in trials]


def spread_of(groups: list[Group], seed: int = 1, line: str = LINE) -> Spread:
    return Spreads(seed).of(groups, YEAR, {line})


@given(st.lists(st.tuples(st.integers(0, 10**9), RATES), min_size=1, max_size=4))
def test_of_exclusive_candidates_the_dearest_that_passes_is_paid(
    given_: list[tuple[int, Fraction]],
) -> None:
    trials = tuple(trial(str(at), *each) for at, each in enumerate(given_))
    made = Group("firm", trials).distribution(YEAR, Side.HIGH, {LINE})
    mean = Fraction(0)
    for passes in product((False, True), repeat=len(given_)):
        chance, sums = Fraction(1), [0]
        for passed, (amount, rate) in zip(passes, given_, strict=True):
            chance *= rate if passed else 1 - rate
            sums += [amount] if passed else []
        mean += chance * max(sums)
    assert made.mean == mean


def test_a_candidate_that_gives_way_to_one_of_another_line_leaves_its_own_line_less() -> None:
    # 2.1 brings 100 with 1/2; 1.1 brings 60 with 1/2 only where 2.1 failed: 1/4.
    dear = trial("dear", 100, Fraction(1, 2), line="2.1")
    group = Group("firm", (trial("cheap", 60, Fraction(1, 2)), dear))
    assert spread_of([group]).low.mean == 15
    assert spread_of([group], line="2.1").low.mean == 50


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), RATES, RATES),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_an_open_sum_or_chance_turns_out_to_be_lies_between_the_two_ends(
    given_: list[tuple[int, int, Fraction, Fraction]],
) -> None:
    open_ = alone(
        *(
            open_trial(str(at), (low, low + room), (min(p, q), max(p, q)))
            for at, (low, room, p, q) in enumerate(given_)
        )
    )
    settled = alone(
        *(
            trial(str(at), low + room // 2, (p + q) / 2)
            for at, (low, room, p, q) in enumerate(given_)
        )
    )
    made, known = spread_of(open_), spread_of(settled)
    for chance in (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)):
        low, high = made.percentile(chance)
        assert low <= known.percentile(chance)[0] <= high
    limit = 10**6
    assert made.above(limit)[0] <= known.above(limit)[0] <= made.above(limit)[1]


@pytest.fixture
def few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "MOST_POINTS", 3)


MANY = [
    replace(trial(str(at), 1000 + 7 * at, Fraction(at + 3, 20)), count=1 + at % 3)
    for at in range(12)
]


@pytest.mark.usefixtures("few_points")
def test_draws_come_near_what_is_exact() -> None:
    drawn = spread_of(alone(*MANY))
    mean = sum(each.count * each.rate[0] * each.dues[0].low for each in MANY)
    variance = sum(
        each.count * each.rate[0] * (1 - each.rate[0]) * each.dues[0].low ** 2 for each in MANY
    )
    assert drawn.method is Method.DRAWN
    # Five standard errors of the mean of the runs.
    assert (drawn.low.mean - mean) ** 2 < 25 * variance / RUNS


@pytest.mark.usefixtures("few_points")
def test_drawn_percentiles_lie_where_the_exact_distribution_has_them() -> None:
    groups = alone(*MANY[:8])
    drawn = spread_of(groups)
    made = NOTHING
    for group in groups:
        made = added(made, group.distribution(YEAR, Side.LOW, {LINE}))
    for chance in (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)):
        found = drawn.low.percentile(chance)
        assert 1 - made.above(found) > chance - Fraction(3, 100)
        assert 1 - made.above(found - 1) < chance + Fraction(3, 100)


@pytest.mark.usefixtures("few_points")
def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    assert spread_of(alone(*MANY), 7) == spread_of(alone(*MANY), 7)
    assert spread_of(alone(*MANY), 7) != spread_of(alone(*MANY), 8)


def test_what_cannot_happen_is_never_drawn_and_what_must_always_is() -> None:
    assert set(picks(1, "key", [0, 5, 0])) == {1}
    assert set(picks(1, "key", [3, 0, 4])) == {0, 2}


def test_draws_of_a_group_do_not_depend_on_what_else_there_is() -> None:
    # The first eight bytes of SHAKE-256 of "1:key", little end first, as anybody may repeat.
    assert picks(1, "key", [1, 1]) == picks(1, "key", [50, 50])
    assert len(picks(1, "key", [1])) == RUNS
