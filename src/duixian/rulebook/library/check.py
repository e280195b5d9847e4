"""What asks for a look in a library that can be used: warnings, and our readings as notes."""

from collections.abc import Iterator
from itertools import combinations

from duixian.rulebook.library.model import Library
from duixian.rulebook.library.used_facts import facts_of, used_facts
from duixian.rulebook.policy.domains import Demands, together
from duixian.rulebook.policy.model import Limit, Measure, Policy, Procedure, Term
from duixian.rulebook.problems import Place, Problem, Severity, warning

VOCABULARY_FILE = Place("facts.yaml")


def check_library(library: Library) -> tuple[Problem, ...]:
    """Warnings and notes, policy by policy; errors were told when the library was read."""
    demands = Demands(library.vocabulary)
    found: list[Problem] = list(_unused_facts(library))
    for policy in library.policies:
        found += _never(policy, demands)
        found += _overlapping_measures(policy, demands)
        found += _overlapping_limits(policy)
        found += _readings(policy)
    return tuple(found)


def _unused_facts(library: Library) -> Iterator[Problem]:
    used = used_facts(library)
    for subject in library.vocabulary.subjects:
        names = [fact.name for fact in subject.facts if (subject.name, fact.name) not in used]
        if names:
            what = f"没有一项措施用到：{'、'.join(names)}"
            yield warning("fact-unused", VOCABULARY_FILE, subject.name, what)


def _never(policy: Policy, demands: Demands) -> Iterator[Problem]:
    for measure in policy.measures:
        term = _term(policy, measure)
        if term.end and term.end < term.start:
            what = "有效期是空的，永远不适用"
            yield warning("never-applies", measure.place, measure.code, what)
        elif not demands.of(measure.when):
            what = "各项条件不能同时成立，永远不适用"
            yield warning("never-applies", measure.place, measure.code, what)


def _term(policy: Policy, measure: Measure) -> Term:
    """The days on which the measure and its policy are both in force."""
    if measure.term is None:
        return policy.term
    ends = [end for end in (measure.term.end, policy.term.end) if end]
    start = max(measure.term.start, policy.term.start)
    return Term(start, min(ends) if ends else None)


def _overlapping_measures(policy: Policy, demands: Demands) -> Iterator[Problem]:
    """Measures that one row may meet and that nothing sets in relation to one another.

    Measures that read no fact in common pay for different matters, though it be of one row.
    """
    boxes = {measure.code: demands.of(measure.when) for measure in policy.measures}
    read = {measure.code: facts_of(measure) for measure in policy.measures}
    paying = [each for each in policy.measures if each.described.procedure != Procedure.SERVICE]
    with_earlier: dict[str, list[str]] = {}
    for one, other in combinations(paying, 2):
        if one.subject != other.subject or _are_related(policy, one, other):
            continue
        if _never_together(_term(policy, one), _term(policy, other)):
            continue
        facts = read[one.code], read[other.code]
        if all(facts) and not facts[0] & facts[1]:
            continue
        if together(boxes[one.code], boxes[other.code]):
            with_earlier.setdefault(other.code, []).append(one.code)
    for measure in paying:
        if codes := "、".join(with_earlier.get(measure.code, ())):
            what = f"与 {codes} 可能对同一事项同时适用，没有写明先后"
            why = "两项都付还是只付一项，文件应当写明"
            answer = f"{codes}、{measure.code} 可以兼得"
            instead = f"放进同一个互斥组或梯次；确是这样的在 readings 写 {answer}"
            yield warning("measures-overlap", measure.place, measure.code, what, why, instead)


def _never_together(one: Term, other: Term) -> bool:
    return bool((one.end and one.end < other.start) or (other.end and other.end < one.start))


def _are_related(policy: Policy, one: Measure, other: Measure) -> bool:
    if one.rung and other.rung and one.rung.ladder == other.rung.ladder:
        return True
    for first, second in ((one, other), (other, one)):
        if first.after and second.name in first.after.measures:
            return True
    if any({one.name, other.name} <= set(group.members) for group in policy.groups):
        return True
    return any(
        {one.code, other.code} <= _words(reading.about)
        for reading in (*policy.readings, *one.readings, *other.readings)
    )


def _words(about: str) -> set[str]:
    """What a reading speaks of: the codes of `3.1、3.2 可以兼得`."""
    return set(about.replace("、", " ").replace("，", " ").split())


def _overlapping_limits(policy: Policy) -> Iterator[Problem]:
    shared = [limit for limit in policy.limits if limit.amount is not None]
    by_name = {limit.name: limit for limit in shared}
    with_earlier: dict[str, list[str]] = {}
    for one, other in combinations(shared, 2):
        common = set(one.measures) & set(other.measures)
        apart = len(one.measures) > 1 or len(other.measures) > 1
        if any(one.name in r.about and other.name in r.about for r in policy.readings):
            continue
        if common and apart and not _nested(one, other, by_name):
            with_earlier.setdefault(other.name, []).append(one.name)
    for limit in shared:
        if names := "、".join(with_earlier.get(limit.name, ())):
            what = f"与「{names}」有共同的措施而不是里外层，结果取决于先后"
            why = "按文件里的先后依次适用"
            instead = f"里层的写 inside；各管各的，在 readings 写 {names}、{limit.name} 各自适用"
            place = _place_of(policy, limit)
            yield warning("limits-overlap", place, limit.name, what, why, instead)


def _nested(one: Limit, other: Limit, by_name: dict[str, Limit]) -> bool:
    return one.name in _outer(other, by_name) or other.name in _outer(one, by_name)


def _outer(limit: Limit, by_name: dict[str, Limit]) -> set[str]:
    found: set[str] = set()
    name = limit.inside
    while name and name not in found:
        found.add(name)
        name = by_name[name].inside if name in by_name else ""
    return found


def _place_of(policy: Policy, limit: Limit) -> Place:
    return next((m.place for m in policy.measures if m.name in limit.measures), policy.place)


def _readings(policy: Policy) -> Iterator[Problem]:
    of_measures = (reading for measure in policy.measures for reading in measure.readings)
    for reading in (*policy.readings, *of_measures):
        place = reading.place or policy.place
        what = f"是我们的理解：{reading.because}"
        yield Problem(Severity.NOTE, "our-reading", place, reading.about, what)
