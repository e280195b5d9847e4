"""An expression over drivers as a figure that remembers every step."""

from collections.abc import Mapping
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.model.lines import Driver
from duixian.fund.reading.expressions import dimension_of
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, Operator
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.units import PURE

Drivers = Mapping[str, Driver]
Given = Mapping[str, Figure]


def figure_of(
    expression: Expression, name: str, drivers: Drivers, given: Given | None = None
) -> Figure:
    """The value of an expression with its steps; names in `given` stand for those figures."""
    return _figure(expression, drivers, given or {}).named(name)


def driver_figure(driver: Driver, drivers: Drivers) -> Figure:
    """A driver: its value, and where it comes from."""
    inside = _figure(driver.value, drivers, {})
    by = "，".join(
        text
        for text in (driver.kind.value, driver.source, driver.author, str(driver.day or ""))
        if text
    )
    return Figure(
        driver.name,
        inside.value,
        inside.dimension,
        inside.how,
        inside.parts,
        by,
        driver.unit if driver.unit and driver.unit.dimension == inside.dimension else None,
        driver.place,
    )


def _figure(expression: Expression, drivers: Drivers, given: Given) -> Figure:
    match expression:
        case tree.Named(name) if name in given:
            return given[name]
        case tree.Named(name) if name in drivers:
            return driver_figure(drivers[name], drivers)
        case tree.Named(name, body):
            return _figure(body, drivers, given).named(name)
        case tree.Arithmetic(operator, left, right):
            return _joined(expression, operator, (left, right), drivers, given)
        case tree.Extreme(_, parts):
            figures = tuple(_figure(part, drivers, given) for part in parts)
            picked = fixed_value(expression) or Fraction(0)
            return _whole(expression, picked, "取其一", figures)
        case tree.Quantity(value, dimension, unit, text):
            return Figure(text or in_words(expression), value, dimension, "", (), "写明", unit)
    return _whole(expression, fixed_value(expression) or Fraction(0), "", ())


def _joined(
    expression: Expression,
    operator: Operator,
    pair: tuple[Expression, Expression],
    drivers: Drivers,
    given: Given,
) -> Figure:
    left, right = (_figure(part, drivers, given) for part in pair)
    value = {
        Operator.ADD: lambda: left.value + right.value,
        Operator.SUBTRACT: lambda: left.value - right.value,
        Operator.MULTIPLY: lambda: left.value * right.value,
        Operator.DIVIDE: lambda: left.value / right.value if right.value else Fraction(0),
    }[operator]()
    how = {
        Operator.ADD: "相加",
        Operator.SUBTRACT: "相减",
        Operator.MULTIPLY: "相乘",
        Operator.DIVIDE: "相除",
    }[operator]
    return _whole(expression, value, how, (left, right))


def _whole(expression: Expression, value: Fraction, how: str, parts: tuple[Figure, ...]) -> Figure:
    dimension = dimension_of(expression) or PURE
    units = (part.unit for part in parts if part.unit and part.unit.dimension == dimension)
    return Figure(in_words(expression), value, dimension, how, parts, "", next(units, None))
