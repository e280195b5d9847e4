"""Periods between days, as the Civil Code counts them (民法典 第201、202条)."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or the last day of that month when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """The day `days` later, kept within the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def full_months(start: date, end: date) -> int:
    """How many full months lie between two days; 0 when the end is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def full_days(start: date, end: date) -> int:
    """How many days lie between two days; 0 when the end is earlier."""
    return max((end - start) // timedelta(days=1), 0)
