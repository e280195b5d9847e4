"""Every amount a measure says is found, in the units of official texts."""

from fractions import Fraction

from duixian.rulebook.policy.amounts import LiteralAmount, amounts_of
from tests.rulebook.policy.example import POLICY, changed, read


def said(text: str, position: int) -> set[tuple[str, Fraction]]:
    policy, problems = read(text)
    assert policy is not None, [problem.sentence for problem in problems]
    found = amounts_of(policy.measures[position], policy)
    assert all(isinstance(amount, LiteralAmount) for amount in found)
    return {(amount.kind, amount.value) for amount in found}


def test_rates_sums_limits_shares_and_instalments_are_said() -> None:
    assert said(POLICY, 0) >= {
        ("率", Fraction(1, 10)),
        ("元", Fraction(100_000_000)),
        ("元", Fraction(2_000_000)),
        ("元", Fraction(20_000_000)),
        ("元", Fraction(30_000_000)),
        ("率", Fraction(4, 5)),
        ("比", Fraction(4)),
        ("率", Fraction(1, 2)),
    }


def test_levels_brackets_and_lengths_of_time_are_said() -> None:
    assert {("元", Fraction(yuan)) for yuan in (200_000, 500_000, 1_000_000)} <= said(POLICY, 1)
    assert said(POLICY, 2) >= {("元", Fraction(1_000_000_000)), ("年", Fraction(3))}


def test_instalments_by_the_year_say_how_many_years() -> None:
    paid = "    paid:\n      第一年: 40%\n      第二年: 30%\n      第三年: 30%\n    once_per"
    assert ("年", Fraction(3)) in said(changed("    once_per", paid), 1)
    assert ("年", Fraction(2)) not in said(POLICY, 0)


def test_years_of_support_and_their_number_are_said() -> None:
    each = "    each:\n      支持年度: 1 至 3\n      from: 立项日期\n    once_per"
    text = changed("    once_per", each)
    assert {("年", Fraction(year)) for year in (1, 2, 3)} <= said(text, 1)


def test_a_sum_per_unit_is_said_as_its_sum() -> None:
    text = changed("grant: 10% × 基数", "grant: 计数(项目) × 4 万元/项")
    assert ("元", Fraction(40_000)) in said(text, 0)


def test_a_ratio_is_said_as_rate_and_ratio() -> None:
    text = changed("grant: 10% × 基数", "grant: 1:0.5 × 基数")
    assert said(text, 0) >= {("率", Fraction(1, 2)), ("比", Fraction(2))}
