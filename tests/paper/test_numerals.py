from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.addresses import chinese_text
from duixian.paper.numerals import chinese_number, magnitude, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("十六", 16),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("五百万", 5_000_000),
        ("一亿五千万", 150_000_000),
        ("二〇二一", 2021),
    ],
)
def test_a_chinese_numeral_has_the_value_people_read(words: str, value: int) -> None:
    assert chinese_number(words) == value


@pytest.mark.parametrize("words", ["", "abc", "三个"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="不是中文数字"):
        chinese_number(words)


@given(st.integers(1, 9999))
def test_writing_a_numeral_and_reading_it_gives_the_number_back(n: int) -> None:
    assert chinese_number(chinese_text(n)) == n


def test_numbers_in_either_writing_are_exact() -> None:
    assert number("1,234.50") == Fraction(123450, 100)
    assert number("半") == Fraction(1, 2)
    assert magnitude("千万") == 10_000_000
