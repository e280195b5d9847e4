"""Who a run says is to be paid without applying (免申即享), each with the credit check of today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duixian.office.matching.models import Run
from duixian.office.matching.rows import Row, Wanted, all_of
from duixian.office.matching.selectors import library_used
from duixian.office.registry.credit_check import CreditAnswer, credit_check
from duixian.office.registry.enums import CreditState
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.policy.model import Measure, Procedure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A granted row of an automatic measure, and what is known of the firm's credit."""

    row: Row
    credit: CreditAnswer

    @property
    def halts(self) -> tuple[str, ...]:
        """What a person must settle before it goes on, as sentences; nothing where it may."""
        found = list(self.credit.because)
        if self.row.contested:
            found.append("可能被别的措施取代")
        if self.row.high is None or self.row.low != self.row.high:
            found.append("金额还没有确定")
        return tuple(found)

    @property
    def is_ready(self) -> bool:
        """Whether the next step may take it: one exact sum, and every credit source is clean."""
        return self.credit.state == CreditState.CLEAN and not self.halts


@dataclass(frozen=True, slots=True)
class Candidates:
    """The list of a run on a day: the measures it is about, those ready and those that halt."""

    measures: tuple[Measure, ...]
    ready: tuple[Candidate, ...]
    halted: tuple[Candidate, ...]

    @property
    def ready_sum(self) -> int:
        """What those that are ready are paid, in fen."""
        return sum(each.row.low or 0 for each in self.ready)


def candidates(run: Run, on: date) -> Candidates:
    """The candidates of a run, credit as known on a day; RefusedError where it has no result."""
    measures = tuple(_automatic(run))
    rows = [
        row
        for measure in measures
        for row in all_of(run, Wanted(verdict=Verdict.GRANTED, measure=measure.name))
    ]
    credit = credit_check(run.region, [row.firm for row in rows], on)
    found = [Candidate(row, credit[row.firm]) for row in rows]
    ready = tuple(each for each in found if each.is_ready)
    return Candidates(measures, ready, tuple(each for each in found if not each.is_ready))


def _automatic(run: Run) -> Iterator[Measure]:
    """The measures of the run that pay without an application."""
    for policy in library_used(run).policies:
        if not run.policies or policy.code in run.policies:
            for measure in policy.measures:
                if measure.described.procedure is Procedure.AUTOMATIC:
                    yield measure
