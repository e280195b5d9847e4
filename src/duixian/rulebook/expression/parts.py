"""The parts of an expression, one step down and all the way."""

from collections.abc import Iterator

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression


def parts_of(expression: Expression) -> tuple[Expression, ...]:  # noqa: C901, PLR0911, PLR0912 — one line a form
    """The expressions directly inside, in the order in which they are written."""
    match expression:
        case (
            tree.Quantity()
            | tree.Word()
            | tree.DateWord()
            | tree.YesNo()
            | tree.FactRef()
            | tree.MomentRef()
            | tree.Listed()
            | tree.OverYears()
            | tree.FromHistory()
        ):
            return ()
        case tree.Named(_, body):
            return (body,)
        case tree.Arithmetic(_, left, right) | tree.Compare(_, left, right):
            return (left, right)
        case tree.Belongs(left) | tree.InCatalogue(left):
            return (left,)
        case tree.Extreme(_, parts) | tree.AtLeastOf(_, parts):
            return parts
        case tree.All(parts) | tree.AnyOf(parts) | tree.BySupportYear(parts):
            return parts
        case tree.Not(part):
            return (part,)
        case tree.Conditional(condition, then, otherwise):
            return (condition, then, otherwise)
        case tree.OverRows(_, _, value, where):
            return tuple(part for part in (value, where) if part is not None)
        case tree.FullPeriod(since, period, at):
            return (since, period, at)
        case tree.Span(_, start, end):
            return (start, end)
        case tree.YearOf(day):
            return (day,)
        case tree.PerFull(step=step, amount=amount):
            return (step, amount)
        case tree.Review(low, high):
            return (low, high)
        case tree.Published(_, _, day):
            return (day,)
        case tree.ByLevel(key, table, otherwise):
            last = () if otherwise is None else (otherwise,)
            return (key, *(value for _, value in table), *last)
        case tree.ByBracket(key, brackets):
            return (key, *(part for bracket in brackets for part in _of_bracket(bracket)))


def _of_bracket(bracket: tree.Bracket) -> tuple[Expression, ...]:
    bounds = tuple(bound for bound in (bracket.low, bracket.high) if bound is not None)
    return (*bounds, bracket.value)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it, outermost first, from left to right."""
    waiting = [expression]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(parts_of(current)))
