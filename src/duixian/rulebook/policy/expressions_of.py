"""Every expression that a measure says."""

from collections.abc import Iterator

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.policy.model import Condition, Measure


def expressions_of(measure: Measure) -> Iterator[Expression]:
    """The expressions of the measure itself, without limits and groups it is a member of."""
    yield from (condition.test for condition in conditions_of(measure))
    yield measure.grant
    for uplift in measure.uplifts:
        yield uplift.rate
        if uplift.base:
            yield uplift.base
    yield from measure.caps
    if measure.floor:
        yield measure.floor
    if measure.each:
        yield measure.each.start
    if measure.within:
        yield measure.within.since


def conditions_of(measure: Measure) -> Iterator[Condition]:
    """The conditions of the measure: of when, discretion, needs, payee and uplifts."""
    yield from measure.when
    yield from (discretion.condition for discretion in measure.may)
    for need in measure.needs:
        yield from (each for each in (need.when, need.met, need.failed) if each)
    if measure.payee.condition:
        yield measure.payee.condition
    yield from (uplift.condition for uplift in measure.uplifts)
