"""Totals of many runs side by side are those of adding run by run."""

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.forecast.draws import picks
from duixian.fund.forecast.lanes import Lanes

RUNS = 12
STEPS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 3), min_size=RUNS, max_size=RUNS),
        st.lists(st.integers(0, 10**20), min_size=4, max_size=4),
        st.booleans(),
    ),
    max_size=6,
)


@given(STEPS)
def test_lanes_add_what_each_run_drew(steps: list[tuple[list[int], list[int], bool]]) -> None:
    lanes = Lanes(RUNS, sum(max(sums) for _, sums, _ in steps))
    totals = [0] * RUNS
    for drawn, sums, short in steps:
        lanes.add(bytes(drawn) if short else drawn, dict(enumerate(sums)))
        totals = [total + sums[at] for total, at in zip(totals, drawn, strict=True)]
    assert lanes.totals() == totals


@given(st.integers(1, 50), st.integers(1, 50))
def test_one_bound_draws_as_many_bounds_do(fails: int, passes: int) -> None:
    short = picks(1, "甲", [fails, passes])
    assert list(short) == list(picks(1, "甲", [fails, passes, 0]))
