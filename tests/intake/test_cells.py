"""Cells as exact text."""

import math
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.intake.workbook.cells import Unreadable, cell_text


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_a_decimal_of_fifteen_digits_survives_the_binary_number(digits: int, places: int) -> None:
    exact = Decimal(digits).scaleb(-places)
    text = cell_text(float(exact))
    assert isinstance(text, str)
    assert Decimal(text) == exact
    assert "E" not in text


def test_the_noise_of_a_computed_sum_is_what_excel_does_not_show_either() -> None:
    assert cell_text(0.1 + 0.2) == "0.3"
    assert cell_text(1234567.1 * 3) == "3703701.3"


def test_whole_numbers_have_no_point() -> None:
    assert cell_text(800.0) == "800"
    assert cell_text(0.0) == "0"
    assert cell_text(1200) == "1200"


@pytest.mark.parametrize("number", [9.1310112e17, 10**15, -1e16, math.inf, math.nan])
def test_a_number_that_excel_cannot_hold_is_refused(number: float) -> None:
    assert isinstance(cell_text(number), Unreadable)


@pytest.mark.parametrize(
    "cell",
    [date(1899, 12, 31), date(1900, 1, 30), datetime(1899, 12, 30, 8), time(0, 0)],  # noqa: DTZ001
)
def test_a_day_of_1899_is_a_number_that_was_formatted_as_a_date(cell: object) -> None:
    assert isinstance(cell_text(cell), Unreadable)  # type: ignore[arg-type]


def test_dates_flags_and_texts() -> None:
    assert cell_text(date(2021, 8, 18)) == "2021-08-18"
    assert cell_text(datetime(2021, 8, 18, 10, 30)) == "2021-08-18"  # noqa: DTZ001
    assert cell_text(True) == "是"  # noqa: FBT003
    assert cell_text("  未知 ") == "未知"
    assert cell_text("") == ""
