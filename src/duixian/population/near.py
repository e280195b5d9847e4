"""Near misses: whether what failed are numbers within a tenth of their line, days within 36.

`rulebook.explain.near` finds them among the steps of one firm; here they are conditions.
"""

from fractions import Fraction
from math import ceil

from duixian.population.days import later_by_days, later_by_months
from duixian.population.forms import compiled, number_of, plain
from duixian.population.frame import Frame
from duixian.population.quantities import Quantity, fixed
from duixian.population.sql import FALSE, Sql, both, either, is_false, is_true, negated, when
from duixian.population.values import Numeric
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Comparator, Expression
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Day
from duixian.rulebook.units import DAYS

WITHIN = Fraction(1, 10)
_FEW = WITHIN * 365 // 1
_EQUAL = frozenset({Comparator.EQUAL, Comparator.UNEQUAL})


def near(expression: Expression, frame: Frame) -> Sql:
    """Of a condition that is false, whether all that would have to be different is near."""
    match expression:
        case tree.All(parts):
            tests = (is_false(plain(part, frame).sql) for part in parts)
            return both(
                *(
                    either(negated(test), near(part, frame))
                    for test, part in zip(tests, parts, strict=True)
                )
            )
        case tree.AnyOf(parts):
            return either(*(near(part, frame) for part in parts))
        case tree.AtLeastOf(count, parts):
            enough = [_one(is_true(plain(part, frame).sql)) for part in parts]
            enough += [_one(_missed(part, frame)) for part in parts]
            return frame.sheet.define(f"({' + '.join(enough)} >= {count})")
        case tree.Named(_, body):
            return near(body, frame)
        case tree.Compare():
            return _compared(expression, frame)
        case tree.FullPeriod():
            return _period(expression, frame)
        case _:
            return FALSE


def _missed(part: Expression, frame: Frame) -> Sql:
    return both(is_false(plain(part, frame).sql), near(part, frame))


def _one(test: Sql) -> Sql:
    return when([(test, "1")], "0")


def _compared(expression: tree.Compare, frame: Frame) -> Sql:
    left, right = expression.left, expression.right
    if isinstance(left, tree.Quantity | tree.DateWord):
        left, right = right, left
    if expression.comparator in _EQUAL or isinstance(left, tree.MomentRef):
        return FALSE
    if isinstance(compiled(left, frame), Numeric):
        return _of_numbers(number_of(left, frame).number, number_of(right, frame).number, frame)
    vocabulary = frame.setting.library.vocabulary
    if isinstance(type_of(left, vocabulary), Day) and isinstance(type_of(right, vocabulary), Day):
        now, line = plain(left, frame).sql, plain(right, frame).sql
        after, before = later_by_days(line, _FEW), later_by_days(now, _FEW)
        near_enough = f"{now} <= {after} AND {line} <= {before}"
        return frame.sheet.define(f"(({near_enough}) IS TRUE)")
    return FALSE


def _of_numbers(now: Quantity, line: Quantity, frame: Frame) -> Sql:
    """Both known exactly, and not further apart than a tenth of the line; zero is no line."""
    numbers = frame.numbers
    less, more = (numbers.times(line, fixed(1 + step)) for step in (-WITHIN, WITHIN))
    above = both(
        is_true(numbers.surely_at_least(now, less)), is_true(numbers.surely_at_least(more, now))
    )
    below = both(
        is_true(numbers.surely_at_least(now, more)), is_true(numbers.surely_at_least(less, now))
    )
    is_positive = is_true(numbers.surely_more(line, fixed(0)))
    is_negative = is_true(numbers.surely_more(fixed(0), line))
    inside = either(both(is_positive, above), both(is_negative, below))
    return frame.sheet.define(both(now.exact, line.exact, inside))


def _period(expression: tree.FullPeriod, frame: Frame) -> Sql:
    since, at = plain(expression.since, frame).sql, plain(expression.at, frame).sql
    length = ceil(expression.period.value)
    later = later_by_days if expression.period.dimension == DAYS else later_by_months
    due = later(since, length)
    return frame.sheet.define(f"(({due} <= {later_by_days(at, _FEW)}) IS TRUE)")
