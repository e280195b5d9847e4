"""The cases of a measure as worked examples: what came in, what comes out, and step by step why."""

from dataclasses import dataclass
from functools import lru_cache

from duixian.office.library.selectors import Shelf
from duixian.rulebook.assessment import Entitlement, Verdict
from duixian.rulebook.cases.model import Case, CaseKind
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.explain.lines import Line, lines
from duixian.rulebook.explain.names import VERDICTS, of_firm
from duixian.rulebook.explain.sentences import outcome
from duixian.rulebook.meaning import assess
from duixian.rulebook.policy.model import Measure, Policy

_KEPT = 64
_SHOWN_FIRST = (CaseKind.GETS, CaseKind.BOUNDARY, CaseKind.DENIED, CaseKind.UNKNOWN, CaseKind.OTHER)


@dataclass(frozen=True, slots=True)
class Worked:
    """One row of an example as it comes out: verdict, sum or reason, and the steps to it."""

    verdict: Verdict
    outcome: str
    steps: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The verdict in Chinese."""
        return VERDICTS[self.verdict]


@dataclass(frozen=True, slots=True)
class Example:
    """A case with the rows of the measure that it is about."""

    case: Case
    rows: tuple[Worked, ...]


def examples(shelf: Shelf, policy: Policy, measure: Measure) -> tuple[Example, ...]:
    """The worked examples of a measure: one of each kind first, then the rest in their order."""
    own = [case for case in _cases(shelf, policy.code) if case.measure == measure.code]
    first = [next((case for case in own if case.kind is kind), None) for kind in _SHOWN_FIRST]
    ordered = dict.fromkeys([case.name for case in first if case] + [case.name for case in own])
    by_name = {case.name: case for case in own}
    return tuple(_example(shelf, measure, by_name[name]) for name in ordered)


def _example(shelf: Shelf, measure: Measure, case: Case) -> Example:
    found = assess(shelf.library, case.dossier, case.on, stage=case.stage).entitlements
    rows = [each for each in found if (each.row.policy, each.row.measure) == measure.name]
    return Example(case, tuple(_worked(shelf, measure, each) for each in rows))


def _worked(shelf: Shelf, measure: Measure, row: Entitlement) -> Worked:
    why = of_firm(outcome(row, shelf.library), measure)
    return Worked(row.verdict, why, lines(row, shelf.library))


@lru_cache(maxsize=_KEPT)
def _cases(shelf: Shelf, number: str) -> tuple[Case, ...]:
    policy = shelf.library.policy(number)
    text = shelf.version(number).cases_text
    if policy is None or not text:
        return ()
    return read_cases(text, f"{number}/cases.yaml", shelf.library, policy)[0]
