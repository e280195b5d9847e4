"""Reads a year: its head, then its tables, collecting every problem of all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from duixian.fund.model.year import Year
from duixian.fund.reading.application_tables import TABLES as APPLICATIONS
from duixian.fund.reading.application_tables import ApplicationTables
from duixian.fund.reading.budget_tables import CLAUSES, LINES, NEEDS, REQUESTS, BudgetTables
from duixian.fund.reading.candidates import TABLES as PIPELINE
from duixian.fund.reading.candidates import PipelineTables
from duixian.fund.reading.code_tables import TABLES as CODES
from duixian.fund.reading.code_tables import CodeTables
from duixian.fund.reading.drivers import COLUMNS as DRIVERS
from duixian.fund.reading.drivers import Drivers
from duixian.fund.reading.execution_tables import TABLES as EXECUTION
from duixian.fund.reading.execution_tables import ExecutionTables
from duixian.fund.reading.expressions import Expressions
from duixian.fund.reading.grid import COLUMN_MISSING, Column, Grid
from duixian.fund.reading.matched import Matchings
from duixian.fund.reading.other_tables import TABLES as OTHERS
from duixian.fund.reading.other_tables import OtherTables
from duixian.fund.reading.performance_tables import TABLES as PERFORMANCE
from duixian.fund.reading.performance_tables import PerformanceTables
from duixian.fund.reading.year_yaml import Head, read_head
from duixian.rulebook.expression.tree import Quantity
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, has_errors
from duixian.rulebook.units import PURE

HEAD = "year.yaml"
NUMBER_OF_ITEMS, THE_YEAR = "政策项数", "年度"
"""Names every expression may use."""
TABLES: Mapping[str, tuple[Column, ...]] = {
    "drivers": DRIVERS,
    "clauses": CLAUSES,
    "lines": LINES,
    "needs": NEEDS,
    "requests": REQUESTS,
    **EXECUTION,
    **APPLICATIONS,
    **PIPELINE,
    **OTHERS,
    **PERFORMANCE,
    **CODES,
}
"""The tables of a year by the name of their file or sheet, with their columns."""
_UNKNOWN_WITHOUT: Mapping[str, tuple[str, ...]] = {
    "drivers": ("driver-unknown", "note-unknown"),
    "lines": ("line-unknown",),
    "targets": ("target-unknown",),
    "stages": ("stage-unknown",),
}
"""By table, the codes of problems that follow from its being lost."""


def read_year(
    text: str, file: str, grids: Mapping[str, Grid], library: Library, runs: Matchings | None = None
) -> tuple[Year | None, tuple[Problem, ...]]:
    """The year written in `text` (year.yaml) and the tables, or None and everything wrong.

    `grids` are by name of `TABLES`; an absent table is an empty one. `runs` are
    the matching runs that drivers name. Warnings may come with a year.
    """
    problems: list[Problem] = []
    head = read_head(text, file, library, problems)
    if head is None:
        return None, tuple(problems)
    drivers = Drivers(library, head.aliases, problems, runs or {})
    drivers.read(grids.get("drivers"))
    expressions = Expressions({**drivers.values, **_own_names(head)}, problems, drivers.refused)
    items = {item.number for item in head.items}
    versions = [version.name for version in head.versions]
    budget = BudgetTables(library, head.aliases, items, versions, expressions, problems)
    lines = {line.code: line for line in budget.lines(grids.get("lines"))}
    parts = budget.parts(grids.get("needs"), lines)
    execution = ExecutionTables(items, lines, problems)
    pipeline = PipelineTables(library, head.aliases, lines, expressions, problems)
    others = OtherTables(items, lines, expressions, problems)
    targets = others.targets(grids.get("targets"), head.forms)
    performance = PerformanceTables(targets, items, expressions, problems)
    begun = _with_codes(_of_head(head), CodeTables(expressions, problems), grids)
    year = replace(
        _with_pipeline(begun, pipeline, grids),
        clauses=budget.clauses(grids.get("clauses")),
        drivers=tuple(drivers.drivers.values()),
        lines=tuple(lines.values()),
        parts=parts,
        requests=budget.requests(grids.get("requests"), lines, parts),
        budgeted=execution.budgeted(grids.get("budgets")),
        spent=execution.spent(grids.get("spending")),
        transfers=execution.transfers(grids.get("transfers")),
        instalments=execution.instalments(grids.get("awards")),
        applications=ApplicationTables(lines, problems).applications(grids.get("applications")),
        targets=targets,
        actuals=performance.actuals(grids.get("actuals")),
        milestones=performance.milestones(grids.get("milestones")),
        deviations=performance.deviations(grids.get("deviations")),
        marks=others.marks(grids.get("scores"), head.sheets),
        plan=others.plan(grids.get("plan")),
        issues=others.issues(grids.get("problems")),
        risks=others.risks(grids.get("risks")),
        papers=others.papers(grids.get("papers")),
        stated=others.stated(grids.get("stated")),
    )
    return (None if has_errors(problems) else year), _without_consequences(problems)


def _without_consequences(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Less what is only said because a whole table that others refer to could not be read."""
    kept = tuple(problems)
    lost = {each.found for each in kept if each.code == COLUMN_MISSING}
    idle = {code for table, codes in _UNKNOWN_WITHOUT.items() if table in lost for code in codes}
    return tuple(each for each in kept if each.code not in idle)


def _of_head(head: Head) -> Year:
    return Year(
        fund=head.fund,
        approvals=head.approvals,
        items=head.items,
        versions=head.versions,
        forms=head.forms,
        sheets=head.sheets,
        reviews=head.reviews,
        silences=head.silences,
        narrative=head.narrative,
        nothing=head.nothing,
    )


def _with_pipeline(year: Year, pipeline: PipelineTables, grids: Mapping[str, Grid]) -> Year:
    stages = pipeline.stages(grids.get("stages"))
    names = [stage.name for stage in stages]
    candidates = pipeline.candidates(grids.get("candidates"), names)
    return replace(year, stages=stages, candidates=candidates)


def _with_codes(year: Year, tables: CodeTables, grids: Mapping[str, Grid]) -> Year:
    codes = tables.codes(grids.get("codes"))
    return replace(year, codes=codes, equipment=tables.equipment(grids.get("equipment")))


def _own_names(head: Head) -> dict[str, Quantity]:
    values = {NUMBER_OF_ITEMS: len(head.items), THE_YEAR: head.fund.year}
    return {name: Quantity(Fraction(value), PURE, None, name) for name, value in values.items()}
