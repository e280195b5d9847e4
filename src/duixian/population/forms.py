"""What all forms of expressions share: how values are joined with the codes of what they miss."""

from duixian.population.codes import Words, only_if, together
from duixian.population.frame import Frame
from duixian.population.quantities import Quantity, fixed
from duixian.population.refusals import NotCompiled
from duixian.population.schema import most_parts, scale_of
from duixian.population.sql import FALSE, TRUE, flag, negated, unknown
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import Number
from duixian.rulebook.vocabulary.model import Fact


def compiled(expression: Expression, frame: Frame) -> Value:
    """The value of an expression in a frame; made once for each expression and frame."""
    found = frame.known.get(id(expression))
    if found is None:
        found = frame.known[id(expression)] = frame.setting.compile(expression, frame)
    return found


def number_of(expression: Expression, frame: Frame) -> Numeric:
    """The value of an expression that is a number."""
    found = compiled(expression, frame)
    if not isinstance(found, Numeric):
        raise NotCompiled(f"{type(expression).__name__} 不是数", frame.own)
    return found


def plain(expression: Expression, frame: Frame) -> Plain:
    """The value of an expression that is a condition, a word or a day."""
    found = compiled(expression, frame)
    if not isinstance(found, Plain):
        raise NotCompiled(f"{type(expression).__name__} 是数", frame.own)
    return found


def measured(frame: Frame, number: Quantity, *below: Value) -> Numeric:
    """A number; what is missing counts only where it is not known."""
    gaps = only_if(negated(number.exact), together(*(each.gaps for each in below)))
    return Numeric(number, kept(frame, gaps))


def kept(frame: Frame, gaps: Words) -> Words:
    """The same bit set, as columns."""
    return {word: frame.sheet.define(bits) for word, bits in gaps.items()}


def condition(frame: Frame, value: str, *below: Value) -> Plain:
    """A condition; what is missing counts only where it is not decided."""
    found = frame.sheet.define(value)
    gaps = together(*(each.gaps for each in below))
    return Plain(found, kept(frame, only_if(unknown(found), gaps)))


def entered(frame: Frame, declared: Fact, read: tuple[str, Words]) -> Value:
    """An entered fact: its column, and what is missing where that is NULL."""
    column, gaps = read
    if not isinstance(declared.type, Number):
        return Plain(column, kept(frame, only_if(unknown(column), gaps)))
    if column == "NULL":
        low = fixed(declared.minimum or 0)
        found = Quantity(
            low.low, low.low, flag(declared.minimum is None), TRUE, FALSE, low.positive
        )
        return Numeric(found, gaps)
    number = frame.numbers.entered(
        column, scale_of(declared), declared.minimum, most_parts(declared)
    )
    return Numeric(number, kept(frame, only_if(negated(number.exact), gaps)))
