"""Tables by bracket: what the keys mean, and that they cover everything once."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.language import Bounds, read_brackets
from duixian.rulebook.problems import Place, Problem
from tests.rulebook.language.small_vocabulary import read, scope

REVENUE = read("上年营业收入")
PROFIT = read("上年利润")
HUNDRED_MILLION = 10_000_000_000


def brackets(
    keys: Sequence[str], key: object = REVENUE
) -> tuple[tuple[Bounds, ...] | None, tuple[Problem, ...]]:
    places = [(text, Place("示例.yaml", 3 + row, 5)) for row, text in enumerate(keys)]
    return read_brackets(places, key, scope())  # type: ignore[arg-type]


def shape(bounds: Bounds) -> tuple[Fraction | None, bool, Fraction | None, bool]:
    low, high = bounds.low, bounds.high
    return (
        low.value if low else None,
        bounds.low_included,
        high.value if high else None,
        bounds.high_included,
    )


@pytest.mark.parametrize(
    "keys",
    [
        ["不满 10 亿元", "10 亿元以上、不满 50 亿元", "50 亿元以上"],
        ["< 10 亿元", "≥ 10 亿元、< 50 亿元", "≥ 50 亿元"],
        ["0 元以上、不满 10 亿元", "10 亿元以上，不满 50 亿元", "不低于 50 亿元"],
        ["10 亿元（不含）以下", "10 亿元（含）以上、50 亿元(不含)以下", "50 亿元以上"],
    ],
)
def test_words_and_signs_say_the_same(keys: list[str]) -> None:
    found, problems = brackets(keys)
    assert not problems
    assert found is not None
    ten, fifty = Fraction(10 * HUNDRED_MILLION), Fraction(50 * HUNDRED_MILLION)
    assert [shape(bounds) for bounds in found[1:]] == [
        (ten, True, fifty, False),
        (fifty, True, None, False),
    ]
    assert found[0].high is not None
    assert (found[0].high.value, found[0].high_included) == (ten, False)


@pytest.mark.parametrize(
    ("word", "low", "included"),
    [
        ("30 人以上", True, True),
        ("超过 30 人", True, False),
        ("30 人以外", True, False),
        ("30 人以下", False, True),
        ("30 人以内", False, True),
        ("不满 30 人", False, False),
        ("不超过 30 人", False, True),
    ],
)
def test_each_word_of_the_law_has_its_bound(word: str, *, low: bool, included: bool) -> None:
    rest = {
        (True, True): "不满 30 人",
        (True, False): "30 人以下",
        (False, True): "超过 30 人",
        (False, False): "30 人以上",
    }[low, included]
    keys = [rest, word] if low else [word, rest]
    found, problems = brackets(keys, read("从业人数"))
    assert not problems
    assert found is not None
    bounds = found[1 if low else 0]
    assert (bounds.low_included if low else bounds.high_included) is included


@pytest.mark.parametrize(
    ("keys", "code", "row"),
    [
        (["不满 10 亿元", "超过 10 亿元"], "bracket-gap", 1),
        (["不满 10 亿元", "20 亿元以上"], "bracket-gap", 1),
        (["10 亿元以下", "10 亿元以上"], "bracket-overlap", 1),
        (["10 亿元以下", "5 亿元以上"], "bracket-overlap", 1),
        (["10 亿元以上", "不满 10 亿元"], "bracket-order", 1),
        (["超过 0 元"], "bracket-gap", 0),
        (["不满 10 亿元"], "bracket-gap", 0),
        (["50 亿元以上、不满 10 亿元"], "bracket-empty", 0),
        (["10 亿元"], "bracket-malformed", 0),
        (["超过 10 亿元以上"], "bracket-malformed", 0),
        (["不满 10", "10 亿元以上"], "unit-missing", 0),
        (["不满 10 人", "10 亿元以上"], "unlike-units", 0),
    ],
)
def test_brackets_that_do_not_cover_everything_once_are_refused(
    keys: list[str], code: str, row: int
) -> None:
    found, problems = brackets(keys)
    assert found is None
    assert problems[0].code == code, problems[0].sentence
    assert problems[0].place.line == 3 + row


def test_the_error_names_both_neighbours_and_the_boundary() -> None:
    _, problems = brackets(["不满 10 亿元", "超过 10 亿元"])
    sentence = problems[0].sentence
    assert "「不满 10 亿元」和「超过 10 亿元」都不包含 恰好 10 亿元" in sentence
    assert problems[0].instead == "10 亿元以上"


def test_a_figure_that_may_be_a_loss_needs_a_first_bracket_open_below() -> None:
    assert brackets(["0 元以上"])[0]
    assert brackets(["0 元以上"], PROFIT)[0] is None
    assert brackets(["0% 以上"], read("增长率(营业收入)"))[0] is None
    assert brackets(["不满 0 元", "0 元以上"], PROFIT)[0]


@given(
    bounds=st.lists(st.integers(1, 999), min_size=1, max_size=6, unique=True).map(sorted),
    included=st.lists(st.booleans(), min_size=6, max_size=6),
    value=st.integers(0, 1000),
)
def test_every_value_lies_in_exactly_one_bracket(
    bounds: list[int], included: list[bool], value: int
) -> None:
    ends = list(zip(bounds, included, strict=False))
    keys = [_key(None, ends[0])]
    keys += [_key(one, other) for one, other in pairwise(ends)]
    keys += [_key(ends[-1], None)]
    found, problems = brackets(keys, read("从业人数"))
    assert not problems
    assert found is not None
    assert sum(_holds(bracket, value) for bracket in found) == 1


def _key(low: tuple[int, bool] | None, high: tuple[int, bool] | None) -> str:
    parts = []
    if low:
        parts.append(f"超过 {low[0]} 人" if low[1] else f"{low[0]} 人以上")
    if high:
        parts.append(f"{high[0]} 人以下" if high[1] else f"不满 {high[0]} 人")
    return "、".join(parts)


def _holds(bracket: Bounds, value: int) -> bool:
    low, high = bracket.low, bracket.high
    above = low is None or value > low.value or (value == low.value and bracket.low_included)
    below = high is None or value < high.value or (value == high.value and bracket.high_included)
    return above and below
