"""Working days of the State Council's calendar, and what is not published yet."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.working_days import Calendar, WorkingDays
from duixian.intake.working_days import published_calendar

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def test_a_weekend_worked_instead_counts_and_a_holiday_does_not() -> None:
    calendar = published_calendar()
    assert calendar.is_working(date(2022, 1, 29))  # 春节调休，周六上班
    assert not calendar.is_working(date(2022, 1, 31))  # 春节，周一
    assert calendar.from_to(date(2022, 1, 29), date(2022, 2, 7)) == WorkingDays(3)


def test_lateness_is_counted_after_the_last_day() -> None:
    calendar = published_calendar()
    assert calendar.after(date(2022, 9, 30), date(2022, 10, 10)) == WorkingDays(3)  # 8, 9, 10
    assert calendar.after(date(2022, 6, 30), date(2022, 6, 30)) == WorkingDays(0)
    assert calendar.after(date(2022, 6, 30), date(2022, 6, 1)) == WorkingDays(0)


def test_a_year_that_is_not_published_is_provisional() -> None:
    calendar = published_calendar()
    assert not calendar.from_to(date(2026, 12, 1), date(2026, 12, 31)).provisional
    found = calendar.from_to(date(2026, 12, 31), date(2027, 1, 4))
    assert found == WorkingDays(3, provisional=True)
    assert str(found) == "3 个工作日（暂定）"
    assert Calendar().from_to(date(2022, 6, 1), date(2022, 6, 2)).provisional


@given(DAYS, DAYS, DAYS)
def test_spans_add_up(first: date, middle: date, last: date) -> None:
    first, middle, last = sorted((first, middle, last))
    calendar = published_calendar()
    whole = calendar.from_to(first, last).number
    parts = calendar.from_to(first, middle).number + calendar.after(middle, last).number
    assert whole == parts
    assert 0 <= whole <= (last - first + timedelta(days=1)).days
