"""Runs dossiers through a statement and through `assess`, and tells where they differ."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duixian.population.outcome import UNTOLD, Outcome, outcomes
from duixian.population.recorded import recorded_in
from duixian.population.running import Connection, run
from duixian.population.shape import Shape
from duixian.population.statement import Statement, compile_library
from duixian.population.store import connect
from duixian.rulebook.assessment import Assessment, Entitlement, Gap, RowId
from duixian.rulebook.dossier import Dossier, Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess

Name = tuple[str, str]


def shape_of(dossier: Dossier, on: date, stage: Stage) -> Shape:
    """What the population of a dossier holds."""
    return Shape(
        on,
        stage,
        frozenset(dossier.tables),
        history=dossier.history is not None,
        sources=dossier.sources,
        lists=dict(dossier.lists),
    )


@dataclass(frozen=True)
class Agreement:
    """Dossiers of one shape, the day, and the measures that are compared."""

    library: Library
    dossiers: Sequence[Dossier]
    on: date
    measures: Collection[Name]
    stage: Stage = Stage.DECLARED

    def assessed(self) -> Iterator[Entitlement]:
        """Every row as the rulebook has it."""
        for dossier in self.dossiers:
            yield from self._rows(self._assess(dossier)).values()

    def _assess(self, dossier: Dossier) -> Assessment:
        return assess(self.library, dossier, self.on, stage=self.stage)

    def _rows(self, assessment: Assessment) -> dict[RowId, Entitlement]:
        return {
            each.row: each
            for each in assessment.entitlements
            if (each.row.policy, each.row.measure) in self.measures
        }

    def matched(self) -> dict[str, dict[RowId, Outcome]]:
        """Every row as the population has it, by payee."""
        shape = shape_of(self.dossiers[0], self.on, self.stage)
        connection = connect(self.library, self.dossiers)
        shape = replace(shape, recorded=recorded_in(connection))
        statement = compile_library(self.library, shape, self.measures)
        found: dict[str, dict[RowId, Outcome]] = {}
        for each in outcomes(statement, self.answer(statement, connection)):
            found.setdefault(each.payee, {})[each.row] = each
        return found

    def answer(self, statement: Statement, connection: Connection) -> Connection:
        """The rows of the answer."""
        return run(statement, connection)

    def differing(self) -> Iterator[tuple[Dossier, str]]:
        """The firms and what differs, row by row; firms with data errors have no answer."""
        matched = self.matched()
        for dossier in self.dossiers:
            assessment = self._assess(dossier)
            if assessment.problems:
                continue
            wanted, ours = self._rows(assessment), matched.get(dossier.firm.code, {})
            for row in sorted(wanted.keys() | ours.keys(), key=str):
                for text in differences(wanted.get(row), ours.get(row)):
                    yield dossier, f"{row.measure} {row.key} {row.support_year}: {text}"


def smallest(agreement: Agreement) -> str:
    """The smallest firm about which the two differ, and in what; empty when they agree."""
    found = list(agreement.differing())
    if not found:
        return ""
    firm, _ = min(found, key=lambda pair: len(str(pair[0])))
    told = "\n".join(text for dossier, text in found if dossier is firm)
    return f"{len(found)} 处不同\n{told}\n{firm}"


def differences(wanted: Entitlement | None, ours: Outcome | None) -> Iterator[str]:
    """In what the two differ about one row."""
    if wanted is None or ours is None:
        yield f"assess {wanted and wanted.verdict}, population {ours and ours.verdict}"
        return
    pairs = {
        "verdict": (wanted.verdict, ours.verdict),
        "own": (wanted.own, ours.own),
        "failed": (tuple(step.expression for step in wanted.failed), ours.failed),
        "missing": _told(wanted.missing, ours.missing),
        "displaced_by": (wanted.displaced_by, ours.displaced_by),
        "shares": (wanted.shares, ours.shares),
        "instalments": (wanted.instalments, ours.instalments),
        "contested": (wanted.contested, ours.contested),
    }
    for title, (theirs, mine) in pairs.items():
        if theirs != mine:
            yield f"{title}: assess {theirs}, population {mine}"


def _told(wanted: Collection[Gap], ours: Collection[Gap]) -> tuple[set[Gap], set[Gap]]:
    """The gaps of both; where codes leave the detail to an assessment, without it."""
    untold = {(gap.kind, gap.subject, gap.name) for gap in ours if gap.detail == UNTOLD}

    def short(gaps: Collection[Gap]) -> set[Gap]:
        return {
            Gap(*names, UNTOLD) if (names := (gap.kind, gap.subject, gap.name)) in untold else gap
            for gap in gaps
        }

    return short(wanted), short(ours)
