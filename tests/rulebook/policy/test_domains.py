"""Conditions that exclude one another are proved to; others never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.policy.domains import Demands, together
from tests.rulebook.policy.example import POLICY, VOCABULARY, changed, read


def boxes(condition: str) -> tuple[object, ...]:
    policy, problems = read(changed("when: 类型 = 智能工厂", f'when: "{condition}"'))
    assert policy is not None, [problem.sentence for problem in problems]
    return Demands(VOCABULARY).of(policy.measures[1].when)


@pytest.mark.parametrize(
    "condition",
    [
        "产值 ≥ 2 亿元 且 产值 < 2 亿元",
        "产值 > 2 亿元 且 产值 ≤ 2 亿元",
        "等级 = 市级 且 等级 = 区级",
        "等级 ≥ 市级 且 等级 < 市级",
        "等级 属于 [市级、区级] 且 等级 ≠ 市级 且 等级 ≠ 区级",
        "首次 且 非 首次",
        "立项日期 ≥ 2024-06-01 且 立项日期 ≤ 2024-05-31",
        "(等级 = 市级 或 首次) 且 等级 = 区级 且 非 首次",
        "1 万元 > 2 万元",
    ],
)
def test_a_contradiction_is_proved(condition: str) -> None:
    assert boxes(condition) == ()


@pytest.mark.parametrize(
    "condition",
    [
        "产值 ≥ 2 亿元 且 产值 ≤ 2 亿元",
        "等级 ≥ 市级 且 等级 ≤ 市级",
        "产值 ≥ 2 亿元 且 总投入 < 1 亿元",
        "产值 > 总投入 且 产值 < 总投入",
        "等级 属于 [市级、区级 等] 且 等级 = 国家级",
        "等级 = 市级 或 等级 = 区级",
        "非 (等级 = 市级 且 首次)",
    ],
)
def test_nothing_is_claimed_without_proof(condition: str) -> None:
    assert boxes(condition)


NUMBERS = st.integers(0, 9)
SIGNS = st.sampled_from(["=", "≠", "<", "≤", ">", "≥"])


@given(st.lists(st.tuples(SIGNS, NUMBERS), min_size=1, max_size=4), NUMBERS)
def test_a_value_that_meets_all_conditions_is_never_excluded(
    demands: list[tuple[str, int]], value: int
) -> None:
    holds = {
        "=": lambda n: value == n,
        "≠": lambda n: value != n,
        "<": lambda n: value < n,
        "≤": lambda n: value <= n,
        ">": lambda n: value > n,
        "≥": lambda n: value >= n,
    }
    if all(holds[sign](number) for sign, number in demands):
        assert boxes(" 且 ".join(f"产值 {sign} {number} 元" for sign, number in demands))


def test_two_measures_of_different_kinds_exclude_one_another() -> None:
    policy, _ = read(POLICY)
    assert policy is not None
    first, second, third = (Demands(VOCABULARY).of(m.when) for m in policy.measures)
    assert not together(first, second)
    assert together(first, third)
