"""且, 或, 非, and arithmetic."""

from duixian.rulebook.expression.tree import All, AnyOf, Arithmetic, Not, Operator, Quantity
from duixian.rulebook.expression.types import Flag, Number
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.syntax import Chain, Negation, Operation
from duixian.rulebook.units import MONEY

_OPERATORS = {
    "+": Operator.ADD,
    "-": Operator.SUBTRACT,
    "−": Operator.SUBTRACT,
    "×": Operator.MULTIPLY,
    "÷": Operator.DIVIDE,
}


def read_chain(node: Chain, context: Context) -> Typed | None:
    """Conditions joined by one of 且 and 或; mixed, they need brackets."""
    parts = [context.read_condition(part) for part in node.parts]
    first = node.words[0].text
    mixed = next((word for word in node.words if word.text != first), None)
    if mixed is not None:
        pieces = [context.piece(part.span) for part in node.parts]
        at = node.words.index(mixed)
        joined = f" {first} ".join(pieces[: at + 1])
        instead = f"({joined}) {mixed.text} {pieces[at + 1]}，或把括号加在另一处"
        why = "没有括号时先算哪一个，各人读法不同"
        context.refuse(node.span, "and-or-mixed", "里「且」和「或」混用", why, instead)
        return None
    known = tuple(part.expression for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    return Typed(All(known) if first == "且" else AnyOf(known), Flag(), node.span)


def read_negation(node: Negation, context: Context) -> Typed | None:
    """非 before a condition."""
    part = context.read_condition(node.part)
    return Typed(Not(part.expression), Flag(), node.span) if part else None


def read_operation(node: Operation, context: Context) -> Typed | None:
    """A sum or a product, from left to right."""
    parts = [context.read_number(part) for part in node.parts]
    result = parts[0]
    for sign, part in zip(node.signs, parts[1:], strict=True):
        result = _joined(_OPERATORS[sign.text], result, part, context) if result and part else None
    return result


def _joined(operator: Operator, left: Typed, right: Typed, context: Context) -> Typed | None:
    span = left.span[0], right.span[1]
    one, other = left.dimension, right.dimension
    if one is None or other is None:
        return None
    if operator in {Operator.ADD, Operator.SUBTRACT}:
        doing = "相加" if operator is Operator.ADD else "相减"
        if not context.alike(left, right, doing):
            return None
        result = one
    else:
        if operator is Operator.DIVIDE and _is_zero(right):
            context.refuse(right.span, "divided-by-zero", "作除数", "除以零没有结果", "改正除数")
            return None
        result = one * other if operator is Operator.MULTIPLY else one / other
        if dict(result.powers).get(MONEY.powers[0][0], 0) > 1:
            why = "金额乘金额没有意义；按比例用百分数，按单价用「元/平方米」一类的单位"
            context.refuse(span, "money-times-money", "把金额与金额相乘", why)
            return None
    return Typed(Arithmetic(operator, left.expression, right.expression), Number(result), span)


def _is_zero(typed: Typed) -> bool:
    return isinstance(typed.expression, Quantity) and typed.expression.value == 0
