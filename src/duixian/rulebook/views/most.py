"""The most that one grant of a measure can be, where the file alone settles it."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.policy.model import Measure, Policy


def most(measure: Measure, policy: Policy) -> int | None:
    """Whole fen that no single grant passes; None where it depends on more than the file."""
    bounds = list(_bounds(measure, policy))
    return int(min(bounds)) if bounds else None


def _bounds(measure: Measure, policy: Policy) -> Iterator[Fraction]:
    amounts = [*measure.caps]
    if not measure.uplifts:
        amounts.append(measure.grant)
    # A limit bounds each grant it counts, as it bounds them together.
    amounts += [
        each.amount for each in policy.limits if measure.name in each.measures and each.amount
    ]
    for amount in amounts:
        bound = _most(amount)
        if bound is not None:
            yield bound


def _most(amount: Expression) -> Fraction | None:
    """The greatest value an amount can take, if it is written in the file."""
    match amount:
        case tree.Review(_, high) | tree.Named(_, high):
            return _most(high)
        case tree.Extreme(tree.Pick.LEAST, parts):
            known = [bound for part in parts if (bound := _most(part)) is not None]
            return min(known, default=None)
        case tree.ByLevel(_, table, otherwise):
            entries = [value for _, value in table] + ([otherwise] if otherwise else [])
            return _greatest(entries)
        case tree.ByBracket(_, brackets, tree.BracketMode.SINGLE):
            return _greatest([bracket.value for bracket in brackets])
        case tree.Conditional(_, then, otherwise):
            return _greatest([then, otherwise])
    return fixed_value(amount)


def _greatest(amounts: list[Expression]) -> Fraction | None:
    """The greatest of all; None where one of them is not settled."""
    bounds = [bound for each in amounts if (bound := _most(each)) is not None]
    return max(bounds) if bounds and len(bounds) == len(amounts) else None
