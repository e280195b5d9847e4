"""Puts supplements (实施细则) into the measures of other documents that they complete.

Conditions and needs bind rows whose law day falls in the term of the supplementing document; so
does the sum it settles, which stays within the bounds of the review it replaces. Instalments are a
matter of procedure and hold for everything paid.
"""

from collections.abc import Iterator
from dataclasses import replace

from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    Comparator,
    Compare,
    Conditional,
    DateWord,
    Expression,
    Extreme,
    Moment,
    MomentRef,
    Named,
    Not,
    Pick,
    Review,
)
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import (
    Cite,
    Condition,
    LawDay,
    Measure,
    Need,
    Policy,
    Supplement,
)
from duixian.rulebook.problems import Problem, error


def supplemented(library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """The library with every supplement put in its place, and those that fit nowhere."""
    problems: list[Problem] = []
    measures = {measure.name: measure for p in library.policies for measure in p.measures}
    for policy, supplement in _supplements(library):
        other = library.policy(supplement.policy)
        measure = measures.get((supplement.policy, supplement.measure))
        if other is None or measure is None:
            what = f"政策库里没有 {supplement.policy} 的这项措施"
            place = supplement.place
            problems.append(error("supplement-unknown", place, supplement.measure, what))
            continue
        found = tuple(_misfits(supplement, measure))
        problems.extend(found)
        if not found:
            measures[measure.name] = _completed(measure, other, policy, supplement)
    policies = tuple(
        replace(policy, measures=tuple(measures[measure.name] for measure in policy.measures))
        for policy in library.policies
    )
    return replace(library, policies=policies), tuple(problems)


def _supplements(library: Library) -> Iterator[tuple[Policy, Supplement]]:
    for policy in library.policies:
        yield from ((policy, supplement) for supplement in policy.supplements)


def _misfits(supplement: Supplement, measure: Measure) -> Iterator[Problem]:
    place = supplement.place
    if supplement.subject != measure.subject:
        what = f"该措施的事项是「{measure.subject}」"
        instead = f"for: {measure.subject}"
        yield error("supplement-subject", place, supplement.subject, what, "", instead)
    if supplement.paid and measure.paid and supplement.paid != measure.paid:
        what, why = "该措施已有不同的分期", "两处分期不一致，无从决定"
        yield error("supplement-paid", place, supplement.measure, what, why, "删去一处 paid")
    if supplement.grant and _review_in(measure.grant) is None:
        what, why = "该措施的金额不由评审确定", "原文有计算方法的，以原文为准"
        yield error("supplement-grant", place, supplement.measure, what, why, "删去 grant")


def _review_in(grant: Expression) -> Review | None:
    match grant:
        case Review():
            return grant
        case Named(_, body):
            return _review_in(body)
    return None


def _completed(measure: Measure, other: Policy, policy: Policy, supplement: Supplement) -> Measure:
    during = _during(policy, other.law_day)
    cites = tuple(replace(cite, document=policy.code) for cite in supplement.cites)
    needs = tuple(_needed(need, during, supplement) for need in supplement.needs)
    return replace(
        measure,
        cites=(*measure.cites, *cites),
        when=(*measure.when, *(_binding(each, during, cites) for each in supplement.when)),
        needs=(*measure.needs, *needs),
        grant=_settled(measure.grant, during, supplement.grant),
        paid=measure.paid or supplement.paid,
    )


def _during(policy: Policy, law_day: LawDay) -> Expression:
    """That the row's law day falls in the term of the supplementing document."""
    moment = Moment.EVENT if law_day is LawDay.EVENT else Moment.ASSESSED
    day = MomentRef(moment)
    begun = Compare(Comparator.AT_LEAST, day, DateWord(policy.term.start))
    if policy.term.end is None:
        return begun
    return All((begun, Compare(Comparator.AT_MOST, day, DateWord(policy.term.end))))


def _binding(condition: Condition, during: Expression, cites: tuple[Cite, ...]) -> Condition:
    test = AnyOf((Not(during), condition.test))
    return replace(condition, test=test, cites=condition.cites or cites)


def _needed(need: Need, during: Expression, supplement: Supplement) -> Need:
    test = All((during, need.when.test)) if need.when else during
    place = need.when.place if need.when else supplement.place
    return replace(need, when=Condition(test, place))


def _settled(grant: Expression, during: Expression, settled: Expression | None) -> Expression:
    review = _review_in(grant)
    if settled is None or review is None:
        return grant
    at_least = Extreme(Pick.GREATEST, (settled, review.low))
    within = Extreme(Pick.LEAST, (at_least, review.high))
    return Conditional(during, within, grant)
