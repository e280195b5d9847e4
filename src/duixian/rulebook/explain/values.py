"""The value of a step of an explanation, in the unit in which the field speaks of it."""

from datetime import date
from fractions import Fraction

from duixian.rulebook.assessment import Step
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.figures import day, number, quantity
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Number
from duixian.rulebook.units import PURE, Dimension, Unit
from duixian.rulebook.vocabulary.model import Fact, Vocabulary

UNKNOWN = "未知"


def fact_of(expression: tree.Expression, vocabulary: Vocabulary) -> Fact | None:
    """The declared fact that the expression reads, if it reads just one."""
    if not isinstance(expression, tree.FactRef | tree.OverYears):
        return None
    subject = vocabulary.subject(expression.subject)
    return subject.fact(expression.fact) if subject else None


def dimension_of(expression: tree.Expression, vocabulary: Vocabulary) -> Dimension | None:
    """The dimension of a quantity, None for any other expression."""
    found = type_of(expression, vocabulary)
    return found.dimension if isinstance(found, Number) else None


def value_text(step: Step, vocabulary: Vocabulary, unit: Unit | None = None) -> str:
    """What the step came to: 760 万元, 是, 市级, 2022年6月30日, a range, or 未知.

    `unit` is preferred where the value is exact in it; else the unit of the fact is.
    """
    match step.value:
        case True:
            return "是"
        case False:
            return "否"
        case None:
            return UNKNOWN
        case date() as known:
            return day(known)
        case (low, high):
            return _range(step.expression, low, high, vocabulary, unit)
        case word:
            return str(word)


def exact_value(step: Step) -> Fraction | None:
    """The number, where the step came to exactly one."""
    match step.value:
        case (int() | Fraction() as low, high) if low == high:
            return Fraction(low)
        case _:
            return None


def figure(
    value: Fraction | int,
    expression: tree.Expression,
    vocabulary: Vocabulary,
    unit: Unit | None = None,
) -> str:
    """One number in base units, as the expression that gives it is spoken of."""
    dimension = dimension_of(expression, vocabulary) or PURE
    if dimension == PURE and isinstance(expression, tree.YearOf | tree.MomentRef):
        return str(value)
    if dimension == PURE and isinstance(expression, tree.PerFull):
        return number(value)
    fact = fact_of(expression, vocabulary)
    own = fact.unit if fact else None
    preferred = unit if unit and unit.dimension == dimension else own
    return quantity(value, dimension, preferred)


def _range(
    expression: tree.Expression,
    low: Fraction | int | None,
    high: Fraction | int | None,
    vocabulary: Vocabulary,
    unit: Unit | None,
) -> str:
    if low == high:
        return UNKNOWN if low is None else figure(low, expression, vocabulary, unit)
    ends = [
        end if end is None else figure(end, expression, vocabulary, unit) for end in (low, high)
    ]
    if not low:
        return UNKNOWN if high is None else f"最高 {ends[1]}"
    blank = " " if str(ends[0])[-1].isascii() else ""
    return f"{ends[0]}{blank}以上" if high is None else f"{ends[0]}{blank}至 {ends[1]}"
