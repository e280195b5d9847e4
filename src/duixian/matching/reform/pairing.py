"""Which measure of one version answers to which of the other, and which the reform can touch."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from duixian.matching.job import Name
from duixian.matching.reform.versions import Version
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.views.changes import paired


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure in both versions; None where a version has none.

    `touched` false: nothing that decides its rows differs, so that what is unknown of them is the
    same on both sides.
    """

    base: Measure | None
    reform: Measure | None
    touched: bool

    @property
    def told(self) -> str:
        """The measure by number and title, as the later version has it."""
        shown = self.reform or self.base
        return f"{shown.policy} {shown.code} {shown.title}" if shown else ""


def pairs_of(base: Version, reform: Version) -> tuple[Pair, ...]:
    """All measures of both sides: those of the reform in order, then what only the base has."""
    found = list(_matched(base, reform))
    same_rest = _rest(base) == _rest(reform)
    changed = {
        one.name
        for left, right in found
        if left is None or right is None or not _alike(left, right)
        for one in (left, right)
        if one is not None
    }
    touched = _grown(_grown(changed, base.library), reform.library) if same_rest else None
    return tuple(
        Pair(
            left,
            right,
            touched is None
            or any(one is not None and one.name in touched for one in (left, right)),
        )
        for left, right in found
    )


def _matched(base: Version, reform: Version) -> Iterator[tuple[Measure | None, Measure | None]]:
    old = [measure for policy in base.compared for measure in policy.measures]
    new = [measure for policy in reform.compared for measure in policy.measures]
    by_name = {measure.name: measure for measure in old}
    same = {measure.name: by_name[measure.name] for measure in new if measure.name in by_name}
    rest_old = [measure for measure in old if measure.name not in same]
    rest_new = [measure for measure in new if measure.name not in same]
    alike: dict[str, Measure] = {}
    if set(base.policies) != set(reform.policies):
        alike = paired(rest_old, rest_new)
    for measure in new:
        yield same.get(measure.name) or alike.get(measure.code), measure
    kept = {one.name for one in (*same.values(), *alike.values())}
    for measure in old:
        if measure.name not in kept:
            yield measure, None


def _alike(left: Measure, right: Measure) -> bool:
    return _placeless(left) == _placeless(right)


def _placeless(thing: object) -> object:
    """What a piece says, without where it stands in a file."""
    if is_dataclass(thing):
        names = (each.name for each in fields(thing) if each.name != "place")
        return type(thing), tuple(_placeless(getattr(thing, name)) for name in names)
    if isinstance(thing, tuple):
        return tuple(_placeless(each) for each in thing)
    return thing


def _rest(version: Version) -> object:
    """All of the library but the measures that are compared one by one."""
    library = version.library
    policies = tuple(
        replace(policy, measures=()) if policy.code in version.policies else policy
        for policy in library.policies
    )
    return _placeless(replace(library, policies=policies, version=""))


def _grown(names: set[Name], library: Library) -> set[Name]:
    """With every measure that shares a limit, a ladder or a group with one of them, and so on."""
    shared = program_of(library).shared
    rules = [
        *(ladder.rows.measures for ladder in shared.ladders),
        *(limit.together.measures for limit in shared.limits),
        *(times.together.measures for times in shared.times),
        *(group.together.measures for group in shared.groups),
    ]
    found = set(names)
    while more := {name for rule in rules if rule & found for name in rule} - found:
        found |= more
    return found
