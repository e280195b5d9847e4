"""Which facts and published lists a library's policies use."""

from collections.abc import Iterator

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import (
    Expression,
    FactRef,
    FromHistory,
    Listed,
    OverYears,
    Recall,
    Via,
)
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.expressions_of import expressions_of
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.vocabulary.model import Vocabulary

FactName = tuple[str, str]
FIRM = "企业"


def used_facts(library: Library) -> frozenset[FactName]:
    """(subject, fact) of everything a measure reads, is keyed by, or that derives such a fact."""
    found = set(_identifying(library.vocabulary))
    for policy in library.policies:
        for subject, expression in _expressions(policy):
            found |= set(_read_in(expression, subject))
        found |= set(_named(policy))
    derived = {
        (fact.subject, fact.name): [each.expression for each in fact.derived]
        for subject in library.vocabulary.subjects
        for fact in subject.facts
        if fact.derived
    }
    waiting = list(found & derived.keys())
    while waiting:
        name = waiting.pop()
        below = {read for each in derived[name] for read in _read_in(each, name[0])}
        waiting += (below - found) & derived.keys()
        found |= below
    return frozenset(found)


def used_lists(library: Library) -> frozenset[str]:
    """The published lists that a measure asks, itself or by a fact that is computed from them."""
    used = used_facts(library)
    asked = [each for policy in library.policies for _, each in _expressions(policy)]
    for subject in library.vocabulary.subjects:
        for fact in subject.facts:
            if (fact.subject, fact.name) in used:
                asked += [rule.expression for rule in fact.derived]
    return frozenset(part.name for each in asked for part in walk(each) if isinstance(part, Listed))


def all_parts(library: Library) -> Iterator[Expression]:
    """Every part of every expression of a library: of its policies and of computed facts."""
    for policy in library.policies:
        for _, expression in _expressions(policy):
            yield from walk(expression)
    for subject in library.vocabulary.subjects:
        for fact in subject.facts:
            for rule in fact.derived:
                yield from walk(rule.expression)


def facts_of(measure: Measure) -> frozenset[FactName]:
    """(subject, fact) of everything that the measure's own expressions read."""
    read = (_read_in(expression, measure.subject) for expression in expressions_of(measure))
    return frozenset(name for names in read for name in names)


def _identifying(vocabulary: Vocabulary) -> Iterator[FactName]:
    for subject in vocabulary.subjects:
        yield from ((subject.name, name) for name in (subject.key, subject.date, subject.firm))


def _expressions(policy: Policy) -> Iterator[tuple[str, Expression]]:
    for measure in policy.measures:
        yield from ((measure.subject, expression) for expression in expressions_of(measure))
    for condition in (*policy.scope, *(discretion.condition for discretion in policy.may)):
        yield FIRM, condition.test
    subjects = {measure.name: measure.subject for measure in policy.measures}
    for limit in policy.limits:
        subject = subjects.get(limit.measures[0], FIRM) if limit.measures else FIRM
        yield from ((subject, each) for each in (limit.amount, limit.window.since) if each)
    forms = (group.form for group in policy.groups)
    starts = (ladder.since for ladder in policy.ladders)
    cycle = policy.cycle.fact if policy.cycle else None
    yield from ((FIRM, each) for each in (*forms, *starts, cycle) if each)


def _read_in(expression: Expression, subject: str) -> Iterator[FactName]:
    for part in walk(expression):
        match part:
            case FactRef(via, of, fact) | OverYears(_, via, of, fact):
                yield of, fact
                if via not in set(Via):
                    yield subject, via
            case FromHistory(Recall.BEST, _, fact):
                yield subject, fact


def _named(policy: Policy) -> Iterator[FactName]:
    """Facts that a measure names outside expressions: keys, payees, what it remembers."""
    for measure in policy.measures:
        names = {*measure.once_per, *measure.remember, measure.payee.otherwise, measure.payee.then}
        for limit in policy.limits:
            names |= set(limit.per) if measure.name in limit.measures else set()
        for group in policy.groups:
            names |= set(group.per) if measure.name in group.members else set()
        for ladder in policy.ladders:
            on_it = measure.rung and measure.rung.ladder == ladder.name
            names |= set(ladder.key) if on_it else set()
        yield from ((measure.subject, name) for name in names)
