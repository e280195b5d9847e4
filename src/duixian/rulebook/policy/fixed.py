"""What an amount comes to when it depends on nothing: the bounds that a file alone settles."""

from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, Operator, Pick


def fixed_value(expression: Expression) -> Fraction | None:
    """The value of an expression made of written numbers only, else None."""
    match expression:
        case tree.Quantity(value):
            return value
        case tree.Named(_, body):
            return fixed_value(body)
        case tree.Arithmetic(operator, left, right):
            return _calculated(operator, fixed_value(left), fixed_value(right))
        case tree.Extreme(pick, parts):
            values = [fixed_value(part) for part in parts]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                return None
            return min(known) if pick is Pick.LEAST else max(known)
    return None


def _calculated(
    operator: Operator, left: Fraction | None, right: Fraction | None
) -> Fraction | None:
    if left is None or right is None:
        return None
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            return left / right if right > 0 else None


def fixed_amounts(expression: Expression) -> tuple[Fraction, ...]:
    """The fixed amounts an expression may come to: itself, or the entries of its tables."""
    match expression:
        case tree.ByLevel(_, table, otherwise):
            entries = [value for _, value in table] + ([otherwise] if otherwise else [])
            return tuple(amount for entry in entries for amount in fixed_amounts(entry))
        case tree.ByBracket(_, brackets):
            entries = [bracket.value for bracket in brackets]
            return tuple(amount for entry in entries for amount in fixed_amounts(entry))
        case tree.Conditional(_, then, otherwise):
            return (*fixed_amounts(then), *fixed_amounts(otherwise))
        case tree.Named(_, body):
            return fixed_amounts(body)
    value = fixed_value(expression)
    return () if value is None else (value,)


def is_fixed(expression: Expression) -> bool:
    """Whether every amount the expression may come to is written in the file."""
    match expression:
        case tree.Named(_, body):
            return is_fixed(body)
        case tree.ByLevel(_, table, otherwise):
            return all(is_fixed(value) for _, value in table) and (
                otherwise is None or is_fixed(otherwise)
            )
        case tree.ByBracket(_, brackets, tree.BracketMode.SINGLE):
            return all(is_fixed(bracket.value) for bracket in brackets)
        case tree.Conditional(_, then, otherwise):
            return is_fixed(then) and is_fixed(otherwise)
    return fixed_value(expression) is not None
