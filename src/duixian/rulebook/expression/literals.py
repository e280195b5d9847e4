"""Every number a rule writes down, for the coverage of a policy's amounts."""

from fractions import Fraction

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import Expression, OverYears, Quantity
from duixian.rulebook.units import MONTHS, Unit

_YEAR = Unit("年", Fraction(12), MONTHS)


def literals_of(expression: Expression) -> tuple[Quantity, ...]:
    """All quantities written, in order, bounds of brackets and the years of 近3年 included.

    A named part counts each time it is used; sums are in fen, periods in months.
    """
    found = []
    for part in walk(expression):
        if isinstance(part, Quantity):
            found.append(part)
        elif isinstance(part, OverYears):
            months = Fraction(12 * part.years)
            found.append(Quantity(months, MONTHS, _YEAR, f"{part.years} 年"))
    return tuple(found)
