"""A year with all its figures: what tables, checks and questions look into."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from duixian.fund.model.execution import Instalment
from duixian.fund.model.year import Year
from duixian.fund.work.budget import Budget, work_out
from duixian.fund.work.evaluating import Drivers
from duixian.fund.work.execution import Execution
from duixian.fund.work.scores import Scores
from duixian.fund.working_days import Calendar
from duixian.rulebook.library.model import Library

UNPUBLISHED = Calendar()


class Book:
    """A year, the library it rests on, and what follows from both; worked out once."""

    def __init__(self, year: Year, library: Library, calendar: Calendar = UNPUBLISHED) -> None:
        self.year = year
        self.library = library
        self.calendar = calendar
        self.drivers: Drivers = {driver.name: driver for driver in year.drivers}

    @cached_property
    def budgets(self) -> tuple[Budget, ...]:
        """All versions of the budget, first to last."""
        return tuple(work_out(self.year, each, self.drivers) for each in self.year.versions)

    @cached_property
    def execution(self) -> Execution:
        """Budgets and spending of the years before."""
        return Execution(self.year)

    @cached_property
    def instalments(self) -> Mapping[str, Sequence[Instalment]]:
        """The instalments of awards by the code of their line."""
        found: dict[str, list[Instalment]] = {}
        for each in self.year.instalments:
            found.setdefault(each.line, []).append(each)
        return found

    @cached_property
    def registered(self) -> frozenset[date]:
        """The days on which something was decided, paid, accepted, reviewed or sampled."""
        awards = ((each.decided, each.paid) for each in self.year.instalments)
        others = ((e.accepted, e.reviewed, e.sampled) for e in self.year.applications)
        rows = chain[tuple[date | None, ...]](awards, others)
        return frozenset(day for row in rows for day in row if day is not None)

    def instalments_of(self, item: int) -> Iterator[Instalment]:
        """The instalments of all lines of an item."""
        for line in self.year.lines_of(item):
            yield from self.instalments.get(line.code, ())

    @property
    def asked(self) -> Budget | None:
        """The first version."""
        return self.budgets[0] if self.budgets else None

    @property
    def latest(self) -> Budget | None:
        """The last version."""
        return self.budgets[-1] if self.budgets else None

    def budget(self, name: str) -> Budget | None:
        """The version of that name."""
        return next((each for each in self.budgets if each.version.name == name), None)

    def scores(self, round_: str) -> Scores | None:
        """The marks of a round, on the sheet they were given on."""
        used = {mark.sheet for mark in self.year.marks if mark.round == round_}
        sheet = next((each for each in self.year.sheets if each.name in used), None)
        return Scores(self.year, sheet, round_) if sheet is not None else None
