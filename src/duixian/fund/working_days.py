"""Working days by the State Council's calendar: weekends, holidays, and weekends worked instead."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEKEND = 5
"""Monday is 0: Saturday and Sunday are not below this."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """How many; `provisional` where the calendar of some year among them is not published yet."""

    number: int
    provisional: bool = False

    def __str__(self) -> str:
        """As a table prints it."""
        return f"{self.number} 个工作日{'（暂定）' if self.provisional else ''}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the weekends worked of the years that are published.

    In any other year only weekends are known to be off, and every count is provisional.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.off:
            return False
        return day in self.worked or day.weekday() < WEEKEND

    def after(self, first: date, last: date) -> WorkingDays:
        """The working days after `first` up to and with `last`: how late `last` is for `first`."""
        return self.from_to(first + ONE_DAY, last) if first < last else WorkingDays(0)

    def from_to(self, first: date, last: date) -> WorkingDays:
        """The working days from `first` to `last`, both included; none where `last` is before."""
        days = max(0, (last - first).days + 1)
        number = sum(self.is_working(first + ONE_DAY * each) for each in range(days))
        years = range(first.year, last.year + 1)
        return WorkingDays(number, bool(days) and not self.years.issuperset(years))
