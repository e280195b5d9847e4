"""A year: everything its folder says, checked, with nothing computed yet."""

from dataclasses import dataclass

from duixian.fund.model.applications import Application
from duixian.fund.model.candidates import Candidate, PipelineStage
from duixian.fund.model.codes import Code, Equipment
from duixian.fund.model.execution import Budgeted, Instalment, Spent, Transfer
from duixian.fund.model.fund import Approval, Clause, Fund, Item
from duixian.fund.model.lines import Driver, Line, Part, Request, Version
from duixian.fund.model.performance import Actual, Deviation, Milestone
from duixian.fund.model.records import (
    Issue,
    Review,
    Risk,
    Section,
    Silence,
    Stated,
    Step,
    WorkingPaper,
)
from duixian.fund.model.scores import Mark, Sheet
from duixian.fund.model.targets import Form, Target


@dataclass(frozen=True, slots=True)
class Year:
    """One year of one fund, as read from its folder."""

    fund: Fund
    approvals: tuple[Approval, ...] = ()
    items: tuple[Item, ...] = ()
    clauses: tuple[Clause, ...] = ()
    drivers: tuple[Driver, ...] = ()
    lines: tuple[Line, ...] = ()
    versions: tuple[Version, ...] = ()
    parts: tuple[Part, ...] = ()
    requests: tuple[Request, ...] = ()
    budgeted: tuple[Budgeted, ...] = ()
    spent: tuple[Spent, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    applications: tuple[Application, ...] = ()
    stages: tuple[PipelineStage, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    forms: tuple[Form, ...] = ()
    targets: tuple[Target, ...] = ()
    actuals: tuple[Actual, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    marks: tuple[Mark, ...] = ()
    plan: tuple[Step, ...] = ()
    issues: tuple[Issue, ...] = ()
    risks: tuple[Risk, ...] = ()
    papers: tuple[WorkingPaper, ...] = ()
    codes: tuple[Code, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    reviews: tuple[Review, ...] = ()
    stated: tuple[Stated, ...] = ()
    silences: tuple[Silence, ...] = ()
    narrative: tuple[Section, ...] = ()
    nothing: tuple[tuple[str, str], ...] = ()  # headings under which someone said 无, and who

    def version(self, name: str) -> Version | None:
        """The version of that name."""
        return next((each for each in self.versions if each.name == name), None)

    def item(self, number: int) -> Item | None:
        """The item of that number."""
        return next((each for each in self.items if each.number == number), None)

    def line(self, code: str) -> Line | None:
        """The line of that code."""
        return next((each for each in self.lines if each.code == code), None)

    def lines_of(self, item: int) -> tuple[Line, ...]:
        """The lines of an item, in order."""
        return tuple(line for line in self.lines if line.item == item)
