"""Makes the forecasts a command asks for: as the year stands, and as changes would have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duixian.cli.assessing import Question, assess_all
from duixian.cli.console import remarks
from duixian.cli.findings import print_findings
from duixian.cli.inputs import register_or_stop
from duixian.cli.stop import ExitCode, StopError

if TYPE_CHECKING:
    from duixian.fund.forecast.ceiling import Ceiling
    from duixian.fund.forecast.months import Month, Warned
    from duixian.fund.forecast.outlook import Forecast
    from duixian.fund.forecast.trial import Trial
    from duixian.fund.tables.table import Table
    from duixian.fund.work.book import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: of which year, as of when, under which ceiling, with which changes."""

    year: str
    as_of: date
    ceiling: int | None
    changes: tuple[str, ...]
    firms: Path | None
    seed: int


@dataclass(frozen=True)
class Shown:
    """The forecast, the one after the changes (None without any), and what follows from both.

    Months and the ceiling are those after the changes, where there are any.
    """

    asked: Asked
    made: "Forecast"
    after: "Forecast | None"

    @property
    def last(self) -> "Forecast":
        """The forecast after the changes, or the only one."""
        return self.after or self.made

    @cached_property
    def ceiling(self) -> int | None:
        """The ceiling asked for, or the approved total of the year."""
        if self.asked.ceiling is not None:
            return self.asked.ceiling
        year = self.made.book.year.fund.year
        approved = self.made.book.execution.approved(year)
        return None if approved is None else int(approved.value)

    @cached_property
    def months(self) -> "tuple[Month, ...]":
        """The months of the year."""
        from duixian.fund.forecast.months import months_of  # noqa: PLC0415 - help need not wait

        return months_of(self.last, self.ceiling)

    @cached_property
    def warned(self) -> "tuple[Warned, ...]":
        """When the ceiling is likely to be passed."""
        from duixian.fund.forecast.months import warnings_of  # noqa: PLC0415 - the same

        return warnings_of(self.months)

    @cached_property
    def under(self) -> "Ceiling | None":
        """What the ceiling leaves unpaid."""
        from duixian.fund.forecast.ceiling import under  # noqa: PLC0415 - the same

        return None if self.ceiling is None else under(self.last, self.ceiling)

    def tables(self) -> "Iterator[Table]":
        """Everything that was asked for, as tables."""
        from duixian.fund.forecast import tables  # noqa: PLC0415 - the same

        yield tables.by_line(self.last)
        if self.after is not None:
            yield tables.before_and_after(self.made, self.after, self.asked.changes)
        yield tables.by_month(self.last, self.months, self.ceiling)
        if self.under is not None:
            yield tables.left_unpaid(self.last, self.under)

    def sentences(self) -> tuple[str, ...]:
        """The warnings."""
        from duixian.fund.forecast.tables import warned  # noqa: PLC0415 - the same

        return warned(self.last, self.warned)


def ask(book: "Book", asked: Asked) -> Shown:
    """The forecasts; ends where a change cannot be made."""
    from duixian.fund.forecast.outlook import forecast  # noqa: PLC0415 - help need not wait

    made = forecast(book, asked.as_of, asked.seed, _entitled(book, asked))
    if not asked.changes:
        return Shown(asked, made, None)
    other = _changed(book, asked)
    after = forecast(other, asked.as_of, asked.seed, _entitled(other, asked))
    return Shown(asked, made, after)


def _changed(book: "Book", asked: Asked) -> "Book":
    from duixian.fund.forecast.changes import NoChangeError, changed  # noqa: PLC0415 - the same
    from duixian.fund.work.book import Book  # noqa: PLC0415 - the same
    from duixian.intake.year_folder import load_year, year_folder  # noqa: PLC0415 - the same

    try:
        found = changed(book.year, book.library, asked.changes)
    except NoChangeError as no:
        raise StopError(f"--set：{no.what}", ExitCode.USAGE, no.instead) from no
    year, problems = load_year(year_folder(asked.year), found.library, found.cells)
    if year is None:
        print_findings(problems)
        raise StopError("按 --set 改动后年度读不成，见上。", ExitCode.USAGE, "改正 --set")
    return Book(year, found.library)


def _entitled(book: "Book", asked: Asked) -> "tuple[Trial, ...]":
    """What the firms of the workbook would be paid; those without bound are named and left out."""
    if asked.firms is None:
        return ()
    from duixian.fund.forecast.entitled import entitled, unbounded  # noqa: PLC0415 - the same

    register = register_or_stop(asked.firms, book.library.vocabulary)
    question = Question(asked.as_of, policies=book.year.fund.policies)
    assessments = assess_all(book.library, register, register.codes, question)
    for firm, (policy, code) in unbounded(assessments):
        remarks().print(f"{firm} {policy} {code} 的金额没有上限，没有计入", markup=False)
    return entitled(book, assessments)
