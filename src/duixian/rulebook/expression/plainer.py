"""The same expression in a form that is easier to put into words: the meaning does not change."""

from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, Pick, Quantity

_TWO = 2


@dataclass(frozen=True, slots=True)
class Bounded:
    """An amount between written bounds; None where there is none."""

    amount: Expression
    least: Quantity | None = None
    most: Quantity | None = None


def plainer(whole: Expression) -> Expression:
    """Without a 非 before a conjunction and without a bound that the amount never reaches."""
    match whole:
        case tree.Not(part):
            return _denied(part) or whole
        case tree.Extreme():
            found = bounded(whole)
            return found.amount if found and found.least is found.most is None else whole
        case _:
            return whole


def bounded(whole: Expression) -> Bounded | None:
    """The lesser or greater of an amount and a written number, read as an amount with bounds."""
    if not isinstance(whole, tree.Extreme) or len(whole.parts) != _TWO:
        return None
    first, second = whole.parts
    if isinstance(first, Quantity):
        first, second = second, first
    if isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    inner = bounded(first) or Bounded(first)
    if whole.pick is Pick.LEAST:
        return _at_most(inner, second)
    return _at_least(inner, second)


def _at_most(inner: Bounded, most: Quantity) -> Bounded:
    if inner.most or (inner.least and inner.least.value > most.value):
        return Bounded(_joined(inner), most=most)
    span = _span(inner.amount)
    return Bounded(inner.amount, inner.least, None if span and span[1] <= most.value else most)


def _at_least(inner: Bounded, least: Quantity) -> Bounded:
    if inner.least or (inner.most and inner.most.value < least.value):
        return Bounded(_joined(inner), least=least)
    span = _span(inner.amount)
    return Bounded(inner.amount, None if span and span[0] >= least.value else least, inner.most)


def _joined(inner: Bounded) -> Expression:
    """As it was written, the bounds that bind in the order lower, upper."""
    amount = inner.amount
    if inner.least:
        amount = tree.Extreme(Pick.GREATEST, (amount, inner.least))
    return tree.Extreme(Pick.LEAST, (amount, inner.most)) if inner.most else amount


def _denied(part: Expression) -> Expression | None:
    """What 非 of the part comes to, where 非 can move inside."""
    match part:
        case tree.Not(again):
            return plainer(again)
        case tree.All(parts):
            return tree.AnyOf(tuple(plainer(tree.Not(each)) for each in parts))
        case tree.AnyOf(parts):
            return tree.All(tuple(plainer(tree.Not(each)) for each in parts))
        case tree.Conditional(condition, then, otherwise):
            return tree.Conditional(condition, tree.Not(then), tree.Not(otherwise))
        case _:
            return None


def _span(amount: Expression) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest an amount can come to, where the text alone settles it."""
    match amount:
        case Quantity(value):
            return value, value
        case tree.Review(low, high):
            return _over(low, high)
        case tree.Conditional(_, then, otherwise):
            return _over(then, otherwise)
        case tree.ByLevel(_, table, otherwise):
            values = [value for _, value in table]
            return _over(*values, *([otherwise] if otherwise else []))
        case tree.ByBracket(_, brackets, tree.BracketMode.SINGLE):
            return _over(*(bracket.value for bracket in brackets))
        case _:
            return None


def _over(*amounts: Expression) -> tuple[Fraction, Fraction] | None:
    spans = [_span(each) for each in amounts]
    known = [span for span in spans if span]
    if len(known) < len(spans):
        return None
    return min(low for low, _ in known), max(high for _, high in known)
