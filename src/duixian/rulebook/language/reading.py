"""From the text of an expression to a typed tree, or to everything that is wrong with it."""

from datetime import date

from duixian.rulebook.expression.parts import parts_of
from duixian.rulebook.expression.tree import DateWord, Expression, YesNo
from duixian.rulebook.expression.types import Day, Flag, Number, Type
from duixian.rulebook.language import syntax
from duixian.rulebook.language.comparisons import read_comparison, read_membership
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.functions import read_call
from duixian.rulebook.language.grammar import read_syntax
from duixian.rulebook.language.names import read_name, read_path
from duixian.rulebook.language.numbers import read_number
from duixian.rulebook.language.operations import read_chain, read_negation, read_operation
from duixian.rulebook.language.scope import Scope
from duixian.rulebook.language.source import read_source
from duixian.rulebook.language.syntax import Syntax
from duixian.rulebook.problems import Place, Problem

_MOST_PIECES = 5000
_MOST_DEPTH = 120


def read_expression(
    text: str, place: Place, scope: Scope, expected: Type | None = None
) -> tuple[Expression | None, tuple[Problem, ...]]:
    """The expression written in `text`, or None and what is wrong with it.

    `place` is where the text begins; problems point at the offending piece. `expected` is the type
    wanted, down to the dimension of a number. Never raises; time and memory are bounded.
    """
    source, problems = read_source(text, place)
    if source is None:
        return None, problems
    node, problems = read_syntax(source)
    if node is None:
        return None, problems
    context = Context(source, scope, _read)
    typed = context.read(node)
    if typed is not None and expected is not None:
        context.expect(typed, expected)
    if typed is not None and not _is_small(typed.expression):
        why = "连同 let 里的各部分展开后，没有人能核对"
        context.refuse(typed.span, "expression-too-large", "展开后太大或套得太深", why)
    if context.problems or typed is None:
        return None, _in_order(context.problems)
    return typed.expression, ()


def _read(node: Syntax, context: Context) -> Typed | None:  # noqa: C901, PLR0911 — one case a form
    match node:
        case syntax.Number(span, text):
            return _read_number(span, text, context)
        case syntax.Name():
            return read_name(node, context)
        case syntax.Path():
            return read_path(node, context)
        case syntax.Comparison():
            return read_comparison(node, context)
        case syntax.Chain():
            return read_chain(node, context)
        case syntax.Operation():
            return read_operation(node, context)
        case syntax.Call():
            return read_call(node, context)
        case syntax.Negation():
            return read_negation(node, context)
        case syntax.Membership():
            return read_membership(node, context)
        case syntax.DateText():
            return _read_date(node, context)
        case syntax.FlagText(span, text):
            return Typed(YesNo(value=text == "是"), Flag(), span)
        case syntax.Listing(span):
            context.refuse(span, "list-misplaced", "放在这里不成式子", "列表只写在「属于」右边")
            return None


def _read_number(span: tuple[int, int], text: str, context: Context) -> Typed | None:
    quantity = read_number(
        text,
        context.scope.vocabulary.units,
        lambda *words: context.refuse(span, *words),
    )
    return Typed(quantity, Number(quantity.dimension), span) if quantity else None


def _read_date(node: syntax.DateText, context: Context) -> Typed | None:
    try:
        return Typed(DateWord(date.fromisoformat(node.text)), Day(), node.span)
    except ValueError:
        context.refuse(node.span, "date-malformed", "不是日历上的一天")
        return None


def _is_small(expression: Expression) -> bool:
    """Whether the tree, with all named parts written out, can be walked without harm."""
    waiting = [(expression, 1)]
    count = 0
    while waiting:
        current, depth = waiting.pop()
        count += 1
        if count > _MOST_PIECES or depth > _MOST_DEPTH:
            return False
        waiting.extend((part, depth + 1) for part in parts_of(current))
    return True


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place))
