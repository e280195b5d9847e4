"""The result of a self-check as the page lays it out: by verdict, and what a near miss pays."""

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.paper.assessment_report import FirmReport, Item, Near
from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.explain.lines import Line

OTHERS = (Verdict.DISPLACED, Verdict.EXHAUSTED, Verdict.REFUSED, Verdict.NOT_IN_FORCE)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A refusal not far from its line, and what the measure pays in the words of its standard."""

    near: Near
    standard: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one firm gets and does not get; `scopes` are said once for each policy."""

    granted: tuple[Item, ...]
    pending: tuple[Item, ...]
    unknown: tuple[Item, ...]
    near: tuple[NearMiss, ...]
    next_years: tuple[Item, ...]
    others: tuple[Item, ...]
    scopes: tuple[tuple[str, tuple[Line, ...]], ...]
    granted_sum: Interval
    total: Interval

    @property
    def has_more(self) -> bool:
        """Whether anything beyond what is granted may still be paid."""
        return self.total != self.granted_sum


def result_of(firm: FirmReport, standards: Mapping[tuple[str, str], str]) -> Result:
    """The report of a firm, sorted for reading; `standards` by (文号, code) of the measure."""
    return Result(
        granted=firm.of(Verdict.GRANTED),
        pending=firm.of(Verdict.PENDING),
        unknown=tuple(sorted(firm.of(Verdict.UNKNOWN), key=_lacking)),
        near=tuple(_near(each, standards) for each in firm.near),
        next_years=firm.forecasts,
        others=firm.of(*OTHERS),
        scopes=firm.scopes,
        granted_sum=firm.granted,
        total=firm.total,
    )


def _lacking(item: Item) -> int:
    """How much is missing: what lacks least is decided soonest."""
    return len(item.row.supplies)


def _near(near: Near, standards: Mapping[tuple[str, str], str]) -> NearMiss:
    return NearMiss(near, standards.get((near.row.policy, near.row.code), ""))
