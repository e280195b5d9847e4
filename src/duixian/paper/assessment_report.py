"""What a report of many assessments says, before it becomes a page or a workbook."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from duixian.rulebook.assessment import (
    Assessment,
    Entitlement,
    Gap,
    GapKind,
    Interval,
    Stage,
    Verdict,
)
from duixian.rulebook.explain.gaps import Supply, supply
from duixian.rulebook.explain.lines import Line, MetLines, lines
from duixian.rulebook.explain.names import PROVISOS
from duixian.rulebook.explain.near import NearMiss, near_misses
from duixian.rulebook.explain.table import TableRow, as_table
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy

PAYING = (Verdict.GRANTED, Verdict.PENDING, Verdict.UNKNOWN)
"""The verdicts of rows that are or may yet be paid."""
_SCOPE = frozenset({Stage.SCOPE, Stage.DISCRETION})


@dataclass(frozen=True)
class Item:
    """One entitlement: its table row and its explanation, put into words when it is read."""

    row: TableRow
    entitlement: Entitlement = field(repr=False, compare=False)
    library: Library = field(repr=False, compare=False)
    met: MetLines = field(repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The explanation of what is or may be paid, the scope it meets left out."""
        if self.row.verdict not in PAYING:
            return ()
        return lines(self.entitlement, self.library, without_met=_SCOPE)

    @cached_property
    def scopes(self) -> tuple[Line, ...]:
        """The scope conditions that it meets."""
        return self.met.of(self.entitlement)

    @property
    def scope_met(self) -> int:
        """How many scope conditions it meets."""
        return len(self.scopes)

    @property
    def own(self) -> Interval:
        """What it pays if approved."""
        return own_sum(self.row)

    @property
    def if_words(self) -> str:
        """On what the sum stands: nothing where it is granted."""
        return PROVISOS.get(self.row.verdict, "")

    @property
    def note(self) -> str:
        """What its sum still depends on; "" where nothing is open."""
        parts = []
        if self.row.supplies:
            parts.append(f"需补充：{'、'.join(one.sentence for one in self.row.supplies)}")
        if self.row.awaits:
            parts.append(f"等待：{'、'.join(one.sentence for one in self.row.awaits)}")
        open_sum = self.row.contested or not self.own.is_exact
        return "；".join(parts) or (self.row.reason if open_sum else "")


@dataclass(frozen=True, slots=True)
class Near:
    """One near miss of a firm, with the row it is about."""

    row: TableRow
    miss: NearMiss


@dataclass(frozen=True, slots=True)
class FirmReport:
    """One firm: what it gets, may get, misses closely, and does not get.

    `scopes` are the scope conditions it meets, by policy, said once for all measures of the policy.
    """

    code: str
    name: str
    total: Interval
    granted: Interval
    items: tuple[Item, ...]
    near: tuple[Near, ...]
    scopes: tuple[tuple[str, tuple[Line, ...]], ...]

    def of(self, *verdicts: Verdict) -> tuple[Item, ...]:
        """Its items with one of the verdicts, years not begun left out."""
        found = (item for item in self.items if item.row.verdict in verdicts)
        return tuple(item for item in found if not item.row.forecast)

    @property
    def forecasts(self) -> tuple[Item, ...]:
        """What later years of support would pay; it is never counted."""
        found = (item for item in self.items if item.row.forecast)
        return tuple(item for item in found if item.row.verdict in PAYING)


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """One measure over all firms: how many rows by verdict, and the sums."""

    policy: str
    code: str
    title: str
    counts: Mapping[Verdict, int]
    granted: Interval
    possible: Interval

    @property
    def others(self) -> int:
        """How many rows are not and cannot be paid."""
        return sum(count for verdict, count in self.counts.items() if verdict not in PAYING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One missing fact or awaited review over all firms: how many firms and rows wait for it."""

    supply: Supply
    firms: int
    rows: int
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    on: date
    stage: str
    library: str
    policies: tuple[Policy, ...]
    firms: tuple[FirmReport, ...]
    measures: tuple[MeasureReport, ...]
    supplies: tuple[Wanted, ...]
    awaited: tuple[Wanted, ...]
    total: Interval
    granted: Interval

    def count(self, *verdicts: Verdict) -> int:
        """How many rows have one of the verdicts."""
        return sum(len(firm.of(*verdicts)) for firm in self.firms)


def report_of(
    assessments: Sequence[Assessment], library: Library, names: Mapping[str, str]
) -> Report:
    """The report of assessments of one day; `names` are the names of firms by code.

    ValueError when there is none, or when they are not of one day and stage.
    """
    if len({(each.on, each.stage, each.library) for each in assessments}) != 1:
        raise ValueError("a report takes assessments of one day, stage and library")
    firms = tuple(
        firm_report(each, library, names.get(each.firm, each.firm)) for each in assessments
    )
    spoken = {item.row.policy for firm in firms for item in firm.items}
    return Report(
        on=assessments[0].on,
        stage=assessments[0].stage,
        library=assessments[0].library,
        policies=tuple(policy for policy in library.policies if policy.code in spoken),
        firms=firms,
        measures=tuple(_measures(firms, library)),
        supplies=_wanted(firms, library, awaited=False),
        awaited=_wanted(firms, library, awaited=True),
        total=_sum(each.total for each in assessments),
        granted=_sum(each.granted for each in assessments),
    )


def firm_report(assessment: Assessment, library: Library, name: str) -> FirmReport:
    """The report of one firm under its name."""
    rows = as_table(assessment, library)
    pairs = list(zip(rows, assessment.entitlements, strict=True))
    met = MetLines(library, _SCOPE)
    items = tuple(Item(row, one, library, met) for row, one in pairs)
    by_entitlement = {id(entitlement): row for row, entitlement in pairs}
    misses = near_misses(assessment, library)
    return FirmReport(
        code=assessment.firm,
        name=name,
        total=assessment.total,
        granted=assessment.granted,
        items=items,
        near=tuple(Near(by_entitlement[id(miss.entitlement)], miss) for miss in misses),
        scopes=_scopes(items, library),
    )


def _scopes(items: Iterable[Item], library: Library) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    met: dict[str, dict[Line, None]] = {}
    for item in items:
        if item.row.verdict in PAYING:
            met.setdefault(item.row.policy, {}).update(dict.fromkeys(item.scopes))
    titles = {policy.code: f"《{policy.title}》（{policy.code}）" for policy in library.policies}
    return tuple((titles[code], tuple(found)) for code, found in met.items() if found)


def _measures(firms: Sequence[FirmReport], library: Library) -> Iterable[MeasureReport]:
    rows: dict[tuple[str, str], list[TableRow]] = {}
    for firm in firms:
        for item in firm.items:
            if not item.row.forecast:
                rows.setdefault((item.row.policy, item.row.code), []).append(item.row)
    for policy in library.policies:
        for measure in policy.measures:
            found = rows.get(measure.name, [])
            if found:
                yield MeasureReport(
                    policy.code,
                    measure.code,
                    measure.title,
                    Counter(row.verdict for row in found),
                    _sum(own_sum(row) for row in found if row.verdict is Verdict.GRANTED),
                    _sum(own_sum(row) for row in found if row.verdict in PAYING[1:]),
                )


def own_sum(row: TableRow) -> Interval:
    """What the row pays if approved; nothing where no sum is meant."""
    return Interval(row.low or 0, row.high if row.pays else 0)


def _sum(sums: Iterable[Interval]) -> Interval:
    low, high = 0, 0
    unbounded = False
    for each in sums:
        low += each.low
        unbounded = unbounded or each.high is None
        high += each.high or 0
    return Interval(low, None if unbounded else high)


def _wanted(firms: Sequence[FirmReport], library: Library, *, awaited: bool) -> tuple[Wanted, ...]:
    """What is missing, whatever row it is missing for; the most wanted first."""
    found: dict[Gap, list[tuple[str, TableRow]]] = {}
    for firm in firms:
        for item in firm.of(*PAYING):
            for one in item.row.awaits if awaited else item.row.supplies:
                found.setdefault(_of_any_row(one.gap), []).append((firm.code, item.row))
    listed = [_one_wanted(supply(gap, library), uses) for gap, uses in found.items()]
    return tuple(sorted(listed, key=lambda one: (-one.firms, -one.rows)))


def _of_any_row(gap: Gap) -> Gap:
    """The gap without the row it was found in; a year and a word of an open list stay."""
    if gap.kind is GapKind.OPEN_LIST or gap.detail.isdigit():
        return gap
    if gap.is_awaited:
        return replace(gap, subject="", detail="")
    return replace(gap, detail="")


def _one_wanted(wanted: Supply, uses: Sequence[tuple[str, TableRow]]) -> Wanted:
    firms = {code for code, _ in uses}
    rows = {(code, row.policy, row.code, row.key, row.support_year) for code, row in uses}
    measures = dict.fromkeys(f"{row.code} {row.title}" for _, row in uses)
    return Wanted(wanted, len(firms), len(rows), tuple(measures))
