"""The grant of a measure with all its uplifts, as one expression."""

from fractions import Fraction

from duixian.rulebook.expression.tree import Arithmetic, Expression, Operator, Quantity
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.units import PURE


def uplifted(measure: Measure) -> Expression:
    """Every uplift counts from the grant without any of them, and all of them apply."""
    factor: Expression = Quantity(Fraction(1), PURE, None, "1")
    more: list[Expression] = []
    for uplift in measure.uplifts:
        if uplift.base is None:
            factor = Arithmetic(Operator.ADD, factor, uplift.rate)
        else:
            more.append(Arithmetic(Operator.MULTIPLY, uplift.rate, uplift.base))
    total: Expression = Arithmetic(Operator.MULTIPLY, measure.grant, factor)
    for each in more:
        total = Arithmetic(Operator.ADD, total, each)
    return total
