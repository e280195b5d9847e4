"""Which measures lack a case that gets it, one that does not, a boundary, an unknown."""

from collections.abc import Iterable

from duixian.rulebook.cases.model import Case, CaseKind
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import ByBracket, Comparator, Compare, FullPeriod, PerFull
from duixian.rulebook.policy.expressions_of import expressions_of
from duixian.rulebook.policy.fixed import is_fixed
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.problems import Problem, error

_ALWAYS = (CaseKind.GETS, CaseKind.DENIED, CaseKind.UNKNOWN)
_ORDERED = frozenset({Comparator.LESS, Comparator.AT_MOST, Comparator.MORE, Comparator.AT_LEAST})


def case_gaps(policy: Policy, cases: Iterable[Case]) -> tuple[Problem, ...]:
    """An error for every measure that lacks a kind of case.

    A boundary case is asked for where something in the measure can be just reached or just missed.
    """
    shown: dict[str, set[CaseKind]] = {}
    for case in cases:
        shown.setdefault(case.measure, set()).add(case.kind)
    found = []
    for measure in policy.measures:
        wanted = (*_ALWAYS, CaseKind.BOUNDARY) if has_boundary(policy, measure) else _ALWAYS
        missing = [kind for kind in wanted if kind not in shown.get(measure.code, set())]
        if missing:
            what = f"没有这些种类的例子：{'、'.join(missing)}"
            why = "每项措施都要有给、拒、未知的例子，有界限的还要有恰在界限上的"
            instead = "在 cases.yaml 中补上"
            found.append(error("case-missing", measure.place, measure.code, what, why, instead))
    return tuple(found)


def has_boundary(policy: Policy, measure: Measure) -> bool:
    """Whether a row can stand exactly on a line: a threshold, a bracket, a cap, a limit."""
    parts = (part for each in expressions_of(measure) for part in walk(each))
    if any(_is_line(part) for part in parts) or measure.within or measure.after:
        return True
    if measure.caps and not is_fixed(measure.grant):
        return True
    return any(measure.name in limit.measures for limit in policy.limits)


def _is_line(part: object) -> bool:
    match part:
        case Compare(comparator):
            return comparator in _ORDERED
        case ByBracket() | FullPeriod() | PerFull():
            return True
    return False
