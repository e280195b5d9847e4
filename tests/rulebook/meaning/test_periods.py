"""Periods as the Civil Code counts them (第201、202条)."""

from datetime import date

from duixian.rulebook.meaning.periods import add_days, add_months, full_days, full_months


def test_a_period_ends_on_the_corresponding_day_of_the_last_month() -> None:
    assert add_months(date(2020, 6, 15), 24) == date(2022, 6, 15)


def test_a_month_without_that_day_ends_the_period_on_its_last_day() -> None:
    assert add_months(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert add_months(date(2020, 2, 29), 12) == date(2021, 2, 28)


def test_a_month_is_full_on_the_corresponding_day_and_not_the_day_before() -> None:
    assert full_months(date(2020, 6, 15), date(2020, 8, 14)) == 1
    assert full_months(date(2020, 6, 15), date(2020, 8, 15)) == 2
    assert full_months(date(2020, 1, 31), date(2020, 2, 29)) == 1


def test_a_span_that_runs_backwards_counts_as_nothing() -> None:
    assert full_months(date(2022, 1, 1), date(2021, 1, 1)) == 0
    assert full_days(date(2022, 1, 2), date(2022, 1, 1)) == 0


def test_the_calendar_has_ends() -> None:
    assert add_months(date(9999, 12, 1), 1) == date.max
    assert add_days(date(9999, 12, 31), 1) == date.max
