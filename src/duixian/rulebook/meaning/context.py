"""What an evaluation sees: the run (dossier, day, stage) and, in it, one row.

A `Run` is made once for an assessment, a `Context` once for a row. Everything dated after the day
of assessment is left out here, so that no later step has to think of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.dossier import (
    Award,
    DecisionRow,
    Dossier,
    Firm,
    ReviewRow,
    Row,
    Scalar,
    Stage,
    Staged,
    Value,
)
from duixian.rulebook.problems import Place, Problem, Severity

FIRM = "企业"
NONE = "无"
"""The written value of a key fact that makes a row a group of its own."""


@dataclass(slots=True, eq=False)
class Run:
    """One assessment: what is seen of the dossier on the day `on` at `stage`.

    `dated` has the rows of each table that is not absent with their days; awards, reviews and
    decisions stand in the order of their days. `listed` are (list, firm) pairs of that day.
    """

    dossier: Dossier
    on: date
    stage: Stage
    dated: Mapping[str, tuple[tuple[Row, date], ...]]
    awards: tuple[Award, ...] | None
    reviews: Mapping[tuple[str, str, str], tuple[ReviewRow, ...]]
    decisions: tuple[DecisionRow, ...]
    listed: frozenset[tuple[str, str]]
    problems: list[Problem] = field(default_factory=list)
    known: dict[tuple[int, str, date], Step] = field(default_factory=dict)
    """What conditions that do not look at the row came to, by condition, firm and law day."""
    leaves: dict[tuple[str, str], dict[str, Step]] = field(default_factory=dict)
    """The facts of each row as steps, by subject and key."""

    def firm(self, code: str) -> Firm:
        """What is known of that firm; a firm nobody supplied has no known facts."""
        if code == self.dossier.firm.code:
            return self.dossier.firm
        return self.dossier.others.get(code) or Firm(code, {})

    def figure(self, value: Value, *, staged: bool) -> Scalar | None:
        """The figure that the stage uses; a plain value of a staged fact is the declared one."""
        if isinstance(value, Staged):
            match self.stage:
                case Stage.DECLARED:
                    return value.declared
                case Stage.VERIFIED:
                    return value.verified
                case Stage.ACCEPTED:
                    return value.accepted
        return None if staged and self.stage is not Stage.DECLARED else value

    def complain(self, code: str, where: str, found: str, what: str, instead: str) -> None:
        """Record a data error, once."""
        place = Place(f"{self.dossier.firm.code} {where}")
        problem = Problem(Severity.ERROR, code, place, found, what, instead=instead)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(slots=True, eq=False)
class Context:
    """One row under one measure. `day` and `row` are None where the table itself is absent.

    `base` is the day from which years count: of the assessment, under `each` of the row, None where
    that day is not known.
    `law_day` is the day that selects the law. `awards` are those the row may look at. `leaves` are
    the facts of the row as steps, made once for all measures; `parts` the named parts (`let`) of
    the measure, each worked out once.
    """

    run: Run
    policy: str
    measure: str
    subject: str
    key: str
    row: Mapping[str, Value] | None
    firm: Firm
    payee: Firm
    day: date | None
    law_day: date
    base: date | None
    support_year: int
    awards: Sequence[Award] | None
    leaves: dict[str, Step]
    parts: dict[int, Step] = field(default_factory=dict)
    item: Row | None = None

    def in_year(self, day: date, law_day: date, year: int) -> "Context":
        """The same row in one year of support, from whose first day its years then count."""
        return Context(
            self.run, self.policy, self.measure, self.subject, self.key, self.row, self.firm,
            self.payee, day, law_day, day, year, self.awards, self.leaves,
        )  # fmt: skip

    def gap(self, name: str, detail: str = "") -> Gap:
        """The missing fact of this row, or the missing table it would stand in."""
        if self.row is None:
            return Gap(GapKind.TABLE, self.subject, self.subject)
        if self.subject == FIRM:
            return self.firm_gap(self.firm, name, detail)
        return Gap(GapKind.FACT, self.subject, name, detail or self.key)

    def firm_gap(self, firm: Firm, name: str, detail: str = "") -> Gap:
        """The missing fact of a firm; a firm other than that of the dossier goes by its code.

        A firm that only a row of an absent table would name misses that table.
        """
        if not firm.code:
            return Gap(GapKind.TABLE, self.subject, self.subject)
        subject = FIRM if firm.code == self.run.dossier.firm.code else firm.code
        return Gap(GapKind.FACT, subject, name, detail)

    def decision(self, name: str) -> bool | None:
        """What was decided under that name for this row; the latest record counts."""
        found = None
        for decision in self.run.decisions:
            if (
                decision.name == name
                and decision.policy == self.policy
                and decision.measure in ("", self.measure)
                and decision.row in ("", self.key)
            ):
                found = decision.applies
        return found

    def review_rows(self) -> tuple[ReviewRow, ...]:
        """The reviews of this row under this measure, oldest first."""
        found = self.run.reviews.get((self.policy, self.measure, self.key), ())
        if not found and self.subject == FIRM:
            found = self.run.reviews.get((self.policy, self.measure, ""), ())
        return found


Evaluate = Callable[[Context], Step]
"""A compiled expression: what it comes to for a row, with its trace."""
