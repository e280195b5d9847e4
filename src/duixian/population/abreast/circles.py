"""Which measures can be decided side by side: those that share rules with none but their like."""

from collections.abc import Collection, Iterator, Sequence

from duixian.population.payees import pays_firm_only
from duixian.population.schema import FIRM
from duixian.population.shape import Shape
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.meaning.shared import SharedRules
from duixian.rulebook.meaning.windows import PAYEE, Together
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.policy.model import CycleKind, Limit, Measure, WhenOver, WindowKind

Name = tuple[str, str]
_MOST_RIVALS = 6
"""Every two of a group are compared in columns of their own."""


def abreast(library: Library, shape: Shape, measures: Collection[Name] | None) -> frozenset[Name]:
    """The measures, of those chosen, whose rows stand on one row a firm with all they depend on.

    None at acceptance, where a row is weighed against what came before its own award.
    """
    if shape.stage is Stage.ACCEPTED:
        return frozenset()
    shared = program_of(library).shared
    chosen = {
        measure.name: measure
        for policy in library.policies
        for measure in policy.measures
        if measures is None or measure.name in measures
    }
    left = {name for name, measure in chosen.items() if _one_row_a_firm(measure)}
    fences = [together.measures & chosen.keys() for together in _fences(shared)]
    out = {name for fence in fences for name in fence} | (chosen.keys() - left)
    rules = [together.measures for together in _all(shared)]
    while grown := {name for rule in rules if rule & out for name in rule} - out:
        out |= grown
    return frozenset(left - out)


def _one_row_a_firm(measure: Measure) -> bool:
    return measure.subject == FIRM and measure.each is None and pays_firm_only(measure)


def _all(shared: SharedRules) -> Iterator[Together]:
    for ladder in shared.ladders:
        yield ladder.rows
    yield from (rule.together for rule in shared.limits)
    yield from (rule.together for rule in shared.times)
    yield from (rule.together for rule in shared.groups)


def _fences(shared: SharedRules) -> Iterator[Together]:
    """The rules that need rows to be joined; their measures are not decided side by side."""
    for ladder in shared.ladders:
        if ladder.since is not None or not _by_firm(ladder.rows):
            yield ladder.rows
    for limit in shared.limits:
        if not (_by_firm(limit.together) and _is_fixed(limit.limit)):
            yield limit.together
    for times in shared.times:
        yield times.together
    groups = [rule.together for rule in shared.groups]
    for group in groups:
        if not _by_firm(group) or len(group.measures) > _MOST_RIVALS or _overlaps(group, groups):
            yield group


def _overlaps(group: Together, groups: Sequence[Together]) -> bool:
    return any(other is not group and other.measures & group.measures for other in groups)


def _by_firm(together: Together) -> bool:
    """Whether all rows of a firm stand in one slot, and an award says by itself what it is of."""
    window = together.window.kind
    of_fact = window is WindowKind.CYCLE and together.cycle.kind is CycleKind.FACT
    return together.per == (PAYEE,) and window is not WindowKind.SINCE and not of_fact


def _is_fixed(limit: Limit) -> bool:
    most = fixed_value(limit.amount) if limit.amount else None
    whole = most is not None and most.denominator == 1 and most >= 0
    return whole and limit.when_over is not WhenOver.PRO_RATA
