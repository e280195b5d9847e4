"""How wide intermediate values can become."""

from dataclasses import replace
from fractions import Fraction

import pytest

from duixian.rulebook.expression.width import widest_bits
from duixian.rulebook.vocabulary.model import Vocabulary
from tests.rulebook.language.small_vocabulary import VOCABULARY, read


def bits(text: str, subject: str = "企业", **more: object) -> int:
    return widest_bits(read(text, subject, **more), VOCABULARY)


def test_a_sum_of_money_needs_the_bits_of_its_maximum_and_a_sign() -> None:
    assert 2**43 < 10**13 < 2**44
    assert bits("上年营业收入") == 45
    assert bits("上年营业收入 + 前年营业收入") == 46


def test_a_rate_makes_the_numerator_as_wide_as_its_own() -> None:
    # 10^13 × 33 over 100
    assert bits("上年营业收入 × 33%") == (10**13 * 33).bit_length() + 1


def test_comparing_two_ratios_multiplies_across() -> None:
    # 10^13 × 10^13 against itself, and a sum of the two
    text = "上年营业收入 ÷ 前年营业收入 ≥ 上年研发投入 ÷ 前年研发投入"
    assert bits(text) == (2 * 10**26).bit_length() + 1


@pytest.mark.parametrize(
    "text",
    [
        "增长率(营业收入) ≥ 20%",
        "平均增长率(营业收入, 2 年) ≥ 20%",
        "合计(近3年研发投入) ÷ 合计(近3年营业收入) ≥ 5%",
        "合计(项目.总投入) × 3.85% × 天数(成立日期, 评估日) ÷ 360 天",
    ],
)
def test_what_policies_say_fits(text: str) -> None:
    assert bits(text) <= 126


def test_a_product_of_three_growth_rates_does_not_fit() -> None:
    text = "增长率(营业收入) × 增长率(研发投入) × 增长率(利润)"
    assert bits(text) > 126


def test_the_widest_value_counts_even_where_the_result_is_narrow() -> None:
    wide = "增长率(营业收入) × 增长率(研发投入) × 增长率(利润) ≥ 20% 且 上市"
    assert bits(wide) > 126


def test_a_declared_maximum_narrows() -> None:
    firm = VOCABULARY.subjects[0]
    small = [replace(fact, maximum=Fraction(10**6)) for fact in firm.facts]
    vocabulary = Vocabulary(
        VOCABULARY.units, (replace(firm, facts=tuple(small)), *VOCABULARY.subjects[1:])
    )
    assert widest_bits(read("上年营业收入"), vocabulary) == (10**6).bit_length() + 1
