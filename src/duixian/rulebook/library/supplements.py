"""Implementing rules put into the measures they complete.

What comes out are ordinary measures: every added part carries its own citation and is bound to the
days on which the completing document is in force, so nothing downstream knows of supplements.
"""

from collections.abc import Sequence
from dataclasses import replace

from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    Arithmetic,
    ByBracket,
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
    Quantity,
    Review,
)
from duixian.rulebook.policy.model import Cite, Condition, LawDay, Measure, Need, Policy, Supplement
from duixian.rulebook.problems import Problem, Severity


def supplemented(policies: Sequence[Policy]) -> tuple[tuple[Policy, ...], tuple[Problem, ...]]:
    """The policies with every supplement put into its measure, and what cannot be put there.

    A supplement that does not fit is left out and reported; the policies keep their order.
    """
    problems: list[Problem] = []
    linked = {policy.code: policy for policy in policies}
    for giver in policies:
        for supplement in giver.supplements:
            taker = linked.get(supplement.policy)
            problem = _misfit(supplement, taker)
            if problem or taker is None:
                problems += [problem] if problem else []
                continue
            linked[taker.code] = _with(taker, supplement, giver)
    return tuple(linked[policy.code] for policy in policies), tuple(problems)


def _misfit(supplement: Supplement, taker: Policy | None) -> Problem | None:
    if taker is None:
        return _problem(supplement, "supplement-policy", supplement.policy, "要补充的文件不在库中", "已收录文件的文号")
    measure = next((m for m in taker.measures if m.code == supplement.measure), None)
    if measure is None:
        codes = "、".join(m.code for m in taker.measures)
        return _problem(supplement, "supplement-measure", supplement.measure, "要补充的措施不存在", codes)
    if measure.subject != supplement.subject:
        return _problem(
            supplement, "supplement-subject", supplement.subject, "与被补充措施的对象不同", measure.subject
        )
    if supplement.grant is not None and not _leaves_to_review(measure.grant):
        return _problem(
            supplement, "supplement-grant", "grant", "原文件已规定算法，细则不能另定金额", "删去 grant，分歧写入 readings"
        )
    if supplement.paid and measure.paid and supplement.paid != measure.paid:
        return _problem(supplement, "supplement-paid", "paid", "原文件已规定分期，且与此不同", "删去 paid")
    return None


def _problem(supplement: Supplement, code: str, found: str, what: str, instead: str) -> Problem:
    return Problem(Severity.ERROR, code, supplement.place, found, what, "细则只能补全，不能改变原文件", instead)


def _with(taker: Policy, supplement: Supplement, giver: Policy) -> Policy:
    measures = tuple(
        _completed(measure, supplement, giver, taker) if measure.code == supplement.measure else measure
        for measure in taker.measures
    )
    return replace(taker, measures=measures)


def _completed(measure: Measure, supplement: Supplement, giver: Policy, taker: Policy) -> Measure:
    outside = _outside(giver, taker, measure)
    cites = tuple(_of(giver, cite) for cite in supplement.cites)
    when = tuple(_bound(c, outside, giver, cites, supplement.because) for c in supplement.when)
    needs = tuple(_bound_need(n, outside, giver) for n in supplement.needs)
    return replace(
        measure,
        cites=measure.cites + cites,
        when=measure.when + when,
        needs=measure.needs + needs,
        grant=_settled(measure.grant, supplement.grant, outside),
        paid=supplement.paid or measure.paid,
    )


def _of(giver: Policy, cite: Cite) -> Cite:
    return replace(cite, document=cite.document or giver.code)


def _outside(giver: Policy, taker: Policy, measure: Measure) -> tuple[Expression, ...]:
    """When the completing document does not apply: nothing where its term covers the measure's."""
    day = MomentRef(Moment.EVENT if taker.law_day is LawDay.EVENT else Moment.ASSESSED)
    term = measure.term or taker.term
    parts: list[Expression] = []
    if giver.term.start > term.start:
        parts.append(Compare(Comparator.LESS, day, DateWord(giver.term.start)))
    if giver.term.end is not None and (term.end is None or giver.term.end < term.end):
        parts.append(Compare(Comparator.MORE, day, DateWord(giver.term.end)))
    return tuple(parts)


def _bound(
    condition: Condition, outside: tuple[Expression, ...], giver: Policy, cites: tuple[Cite, ...], because: str
) -> Condition:
    test = AnyOf((*outside, condition.test)) if outside else condition.test
    own = tuple(_of(giver, cite) for cite in condition.cites)
    return replace(condition, test=test, cites=own or cites, because=condition.because or because)


def _bound_need(need: Need, outside: tuple[Expression, ...], giver: Policy) -> Need:
    if not outside:
        return need
    inside = tuple(Not(part) for part in outside)
    tests = inside if need.when is None else (*inside, need.when.test)
    test = All(tests) if len(tests) > 1 else tests[0]
    when = replace(need.when, test=test) if need.when else Condition(test, giver.place)
    return replace(need, when=when)


def _settled(
    grant: Expression, settled: Expression | None, outside: tuple[Expression, ...]
) -> Expression:
    """The sum of the implementing rules, never outside what the policy leaves to the review."""
    if settled is None:
        return grant
    bounded: Expression = Extreme(Pick.LEAST, (settled, _end(grant, high=True)))
    low = _end(grant, high=False)
    if not (isinstance(low, Quantity) and low.value == 0):
        bounded = Extreme(Pick.GREATEST, (low, bounded))
    if not outside:
        return bounded
    test = AnyOf(outside) if len(outside) > 1 else outside[0]
    return Conditional(test, grant, bounded)


def _leaves_to_review(grant: Expression) -> bool:
    return _end(grant, high=True) != grant


def _end(expression: Expression, *, high: bool) -> Expression:
    """The expression with every review replaced by its upper or lower bound."""
    match expression:
        case Review():
            return expression.high if high else expression.low
        case Named():
            return replace(expression, body=_end(expression.body, high=high))
        case Arithmetic():
            left, right = (_end(part, high=high) for part in (expression.left, expression.right))
            return replace(expression, left=left, right=right)
        case Extreme():
            return replace(expression, parts=tuple(_end(part, high=high) for part in expression.parts))
        case Conditional():
            then, otherwise = (_end(part, high=high) for part in (expression.then, expression.otherwise))
            return replace(expression, then=then, otherwise=otherwise)
        case ByLevel():
            table = tuple((word, _end(value, high=high)) for word, value in expression.table)
            otherwise_value = expression.otherwise and _end(expression.otherwise, high=high)
            return replace(expression, table=table, otherwise=otherwise_value)
        case ByBracket():
            brackets = tuple(replace(b, value=_end(b.value, high=high)) for b in expression.brackets)
            return replace(expression, brackets=brackets)
        case _:
            return expression
