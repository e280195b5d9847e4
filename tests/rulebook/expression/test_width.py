"""How wide intermediate values can become."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.expression.tree import Bracket, BracketMode, ByBracket, Quantity
from duixian.rulebook.expression.width import ENDLESS, widest_bits
from duixian.rulebook.language import read_unit
from duixian.rulebook.units import MONEY, PURE
from duixian.rulebook.vocabulary.model import Derivation, Vocabulary
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


def test_a_sum_over_rows_of_a_quotient_of_facts_has_no_bound() -> None:
    assert bits("合计(项目.总投入 ÷ 项目.上级资助)") == ENDLESS
    assert bits("最大(项目.总投入 ÷ 项目.上级资助)") <= 126


@pytest.mark.parametrize(
    "text",
    [
        "项目.总投入 ÷ 3",
        "每满(3 万元, 项目.总投入)",
        "若(项目.总投入 ÷ 项目.上级资助 > 1, 1 元, 2 元)",
    ],
)
def test_a_sum_over_rows_of_known_denominators_is_as_wide_as_a_million_of_them(text: str) -> None:
    assert bits(f"合计({text})") <= 126


def test_a_choice_of_thirds_and_sevenths_is_summed_in_21sts() -> None:
    # 10^6 rows of at most 10^13 fen, of which a third is 7 parts of 21
    text = "合计(若(项目.有效, 项目.总投入 ÷ 3, 项目.总投入 ÷ 7))"
    assert bits(text) == (10**13 * 7 * 10**6).bit_length() + 1


def test_each_slice_of_a_table_by_bracket_is_multiplied_by_its_rate() -> None:
    unit = read_unit("元")
    line = Quantity(Fraction(10**8), MONEY, unit, "100 万元")
    rates = [Quantity(Fraction(1, by), PURE, None, f"1/{by}") for by in (10, 100)]
    parts = (Bracket(None, True, line, True, rates[0]), Bracket(line, False, None, True, rates[1]))  # noqa: FBT003
    table = ByBracket(read("上年营业收入"), parts, BracketMode.PROGRESSIVE)
    # a tenth of 10^13 fen and a hundredth of 10^13 fen, added up in hundredths
    assert widest_bits(table, VOCABULARY) == (11 * 10**13).bit_length() + 1


def test_a_computed_fact_is_as_wide_as_its_rule() -> None:
    rule = Derivation(date(2020, 1, 1), read("合同.合同额 ÷ 企业.实缴资本", "合同"), "")
    *others, contract = VOCABULARY.subjects
    facts = [replace(f, derived=(rule,)) if f.name == "合同额" else f for f in contract.facts]
    computed = Vocabulary(VOCABULARY.units, (*others, replace(contract, facts=tuple(facts))))
    assert widest_bits(read("合同额", "合同"), VOCABULARY) == 45
    assert widest_bits(read("合计(合同.合同额)"), computed) == ENDLESS


def test_alternatives_are_compared_by_what_is_left_beside_their_whole_parts() -> None:
    # What is left of each stands over 10^26.
    one = "上年营业收入 ÷ 前年营业收入 + 上年研发投入 ÷ 前年研发投入"
    wide = bits(one)
    assert wide <= 126
    assert bits(f"若(上市, {one}, 1)") == wide
    assert bits(f"若(上市, {one}, 1 + {one})") > 126
