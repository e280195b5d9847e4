"""统一社会信用代码."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.intake.credit_code import complaint
from tests.intake.books import code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.integers(0, 10**9 - 1))
def test_a_code_with_its_check_digit_is_sound(number: int) -> None:
    assert complaint(code(number)) == ""


@given(st.integers(0, 10**9 - 1), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(number: int, at: int, other: str) -> None:
    right = code(number)
    wrong = right[:at] + other + right[at + 1 :]
    assert bool(complaint(wrong)) == (wrong != right)


@pytest.mark.parametrize("prefix", ["N2", "Y1", "A1"])
def test_villages_and_others_may_begin_with_a_letter(prefix: str) -> None:
    bodies = (f"{prefix}310112{'0' * 9}{digit}" for digit in ALPHABET)
    assert sum(complaint(body) == "" for body in bodies) == 1


@pytest.mark.parametrize(
    ("text", "says"), [("9131", "18 位"), ("I" * 18, "数字和大写字母"), ("9" * 18, "末位应为")]
)
def test_a_complaint_says_what_is_wrong(text: str, says: str) -> None:
    assert says in complaint(text)


def test_a_person_goes_by_a_number_of_the_office() -> None:
    assert complaint("个人0001") == ""
    assert "个人0001" in complaint("个人")
    assert "身份证件" in complaint("个人张三")
