"""Puts supplements (实施细则) into the measures of other documents that they complete.

Conditions and needs bind rows whose law day falls in the term of the supplementing document; so
does the sum it settles, which stays within the bounds of the review it replaces. Instalments and
shares are a matter of procedure and hold for everything paid. Every part keeps the citation of its
document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    ByLevel,
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
    Instalment,
    Measure,
    Need,
    Policy,
    Share,
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
        found = tuple(_misfits(supplement, measure, other))
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


def _misfits(supplement: Supplement, measure: Measure, other: Policy) -> Iterator[Problem]:
    place = supplement.place
    paid, shares = measure.paid or other.paid, measure.shares or other.shares
    if supplement.subject and supplement.subject != measure.subject:
        what = f"该措施的事项是「{measure.subject}」"
        instead = f"for: {measure.subject}"
        yield error("supplement-subject", place, supplement.subject, what, "", instead)
    if supplement.paid and paid and _parts(supplement.paid) != _parts(paid):
        what, why = "该措施已有不同的分期", "两处分期不一致，无从决定"
        yield error("supplement-paid", place, supplement.measure, what, why, "删去一处 paid")
    if supplement.shares and shares and _parts(supplement.shares) != _parts(shares):
        what, why = "该措施已有不同的分担", "两处分担不一致，无从决定"
        yield error("supplement-shares", place, supplement.measure, what, why, "删去一处 shares")
    if supplement.grant and _end(measure.grant, high=True) == measure.grant:
        what, why = "该措施的金额不由评审确定", "原文有计算方法的，以原文为准"
        yield error("supplement-grant", place, supplement.measure, what, why, "删去 grant")


def _parts(pieces: Sequence[Instalment | Share]) -> tuple[Instalment | Share, ...]:
    """The pieces as they split money, wherever that is written."""
    return tuple(replace(piece, cites=()) for piece in pieces)


def _completed(measure: Measure, other: Policy, policy: Policy, supplement: Supplement) -> Measure:
    during = _during(policy, other, measure)
    cites = _of(policy, supplement.cites)
    needs = tuple(_needed(need, during, supplement) for need in supplement.needs)
    added = (_binding(each, during, policy, supplement) for each in supplement.when)
    return replace(
        measure,
        cites=(*measure.cites, *(cites if supplement.grant else ())),
        further_cites=(*measure.further_cites, *(() if supplement.grant else cites)),
        when=(*measure.when, *added),
        needs=(*measure.needs, *needs),
        grant=_settled(measure.grant, during, supplement.grant),
        paid=measure.paid or tuple(replace(part, cites=cites) for part in supplement.paid),
        shares=measure.shares or tuple(replace(part, cites=cites) for part in supplement.shares),
    )


def _of(policy: Policy, cites: tuple[Cite, ...]) -> tuple[Cite, ...]:
    return tuple(replace(cite, document=policy.code) for cite in cites)


def _during(policy: Policy, other: Policy, measure: Measure) -> Expression | None:
    """That the law day falls in the term of the supplementing document.

    None where that term covers the measure's: what it adds then always holds, also for years of
    support that begin after both.
    """
    term, own = policy.term, measure.term or other.term
    day = MomentRef(Moment.LAW)
    bounds: list[Expression] = []
    if term.start > own.start:
        bounds.append(Compare(Comparator.AT_LEAST, day, DateWord(term.start)))
    if term.end is not None and (own.end is None or term.end < own.end):
        bounds.append(Compare(Comparator.AT_MOST, day, DateWord(term.end)))
    return All(tuple(bounds)) if len(bounds) > 1 else (bounds[0] if bounds else None)


def _binding(
    condition: Condition, during: Expression | None, policy: Policy, supplement: Supplement
) -> Condition:
    test = AnyOf((Not(during), condition.test)) if during else condition.test
    cites = _of(policy, condition.cites or supplement.cites)
    because = condition.because or supplement.because
    return replace(condition, test=test, cites=cites, because=because)


def _needed(need: Need, during: Expression | None, supplement: Supplement) -> Need:
    if during is None:
        return need
    test = All((during, need.when.test)) if need.when else during
    place = need.when.place if need.when else supplement.place
    return replace(need, when=Condition(test, place))


def _settled(
    grant: Expression, during: Expression | None, settled: Expression | None
) -> Expression:
    if settled is None:
        return grant
    at_least = Extreme(Pick.GREATEST, (settled, _end(grant, high=False)))
    within = Extreme(Pick.LEAST, (at_least, _end(grant, high=True)))
    return Conditional(during, within, grant) if during else within


def _end(grant: Expression, *, high: bool) -> Expression:
    """The lowest or highest that the review may set; a table by level keeps its levels."""
    match grant:
        case Review():
            return grant.high if high else grant.low
        case Named():
            return replace(grant, body=_end(grant.body, high=high))
        case ByLevel():
            table = tuple((level, _end(value, high=high)) for level, value in grant.table)
            otherwise = None if grant.otherwise is None else _end(grant.otherwise, high=high)
            return replace(grant, table=table, otherwise=otherwise)
    return grant
