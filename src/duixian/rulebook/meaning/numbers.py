"""Arithmetic forms: sums, products, ratios, extremes, whole steps, values by year of support."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.expression.tree import (
    Arithmetic,
    BySupportYear,
    Expression,
    Extreme,
    FactRef,
    Named,
    Operator,
    PerFull,
    Pick,
)
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.intervals import (
    ANYTHING,
    ZERO,
    Pair,
    above_zero,
    divided,
    greatest,
    least,
    minus,
    plus,
    times,
)

_JOIN: dict[Operator, Callable[[Pair, Pair], Pair]] = {
    Operator.ADD: plus,
    Operator.SUBTRACT: minus,
    Operator.MULTIPLY: times,
}


def number(expression: Expression, value: Pair, below: tuple[Step, ...]) -> Step:
    """A step with a number: what is missing counts only where the number is not known."""
    if value[0] is not None and value[0] == value[1]:
        return Step(expression, value, below)
    return Step(expression, value, below, tuple([gap for step in below for gap in step.gaps]))


def arithmetic(expression: Arithmetic, left: Evaluate, right: Evaluate) -> Evaluate:
    """甲 + 乙, 甲 − 乙, 甲 × 乙, 甲 ÷ 乙."""
    if expression.operator is Operator.DIVIDE:
        return _ratio(expression, left, right)
    join = _JOIN[expression.operator]

    def evaluate(context: Context) -> Step:
        a, b = left(context), right(context)
        return number(expression, join(a.value, b.value), (a, b))

    return evaluate


def _ratio(expression: Arithmetic, left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(context: Context) -> Step:
        a, b = left(context), right(context)
        low, high = b.value
        if low is not None and low > 0:
            return number(expression, divided(a.value, b.value), (a, b))
        if high is not None and high <= 0:
            gap = Gap(GapKind.DENOMINATOR, context.subject, _name(expression.right), context.key)
            return Step(expression, ANYTHING, (a, b), (*b.gaps, gap))
        return Step(expression, ANYTHING, (a, b), a.gaps + b.gaps)

    return evaluate


def _name(expression: Expression) -> str:
    """What a denominator is called: its fact, or the part that was given a name."""
    match expression:
        case FactRef(fact=name) | Named(name=name):
            return name
        case _:
            return "分母"


def extreme(expression: Extreme, parts: tuple[Evaluate, ...]) -> Evaluate:
    """较小(…), 较大(…)."""
    pick = least if expression.pick is Pick.LEAST else greatest

    def evaluate(context: Context) -> Step:
        below = tuple([part(context) for part in parts])
        return number(expression, pick([step.value for step in below]), below)

    return evaluate


def per_full(expression: PerFull, amount: Evaluate) -> Evaluate:
    """每满(step, amount): whole steps only, or also a begun one."""
    size = expression.step.value
    whole = ceil if expression.up else floor

    def steps(end: int | Fraction | None) -> int | None:
        return None if end is None else whole(Fraction(end) / size)

    def evaluate(context: Context) -> Step:
        below = amount(context)
        low, high = above_zero(below.value)
        return number(expression, (steps(low), steps(high)), (below,))

    return evaluate


def by_support_year(expression: BySupportYear, values: tuple[Evaluate, ...]) -> Evaluate:
    """分年(甲、乙、丙): a later year has none."""

    def evaluate(context: Context) -> Step:
        year = context.support_year
        if year == 0:
            return number(
                expression, ANYTHING, (Step(expression, None, (), (context.gap("支持年度"),)),)
            )
        if year > len(values):
            return Step(expression, ZERO)
        below = values[year - 1](context)
        return Step(expression, below.value, (below,), below.gaps)

    return evaluate
