"""What is read from lists and history: 列入, 公布值, 已奖补, 已奖补最高."""

from collections.abc import Callable, Mapping

from duixian.rulebook.expression.tree import FromHistory, Listed, Published, Recall, Via
from duixian.rulebook.expression.types import MONEY_TYPE, Day, Flag, Number
from duixian.rulebook.language.arguments import count_is
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.names import firm_via, homes, references
from duixian.rulebook.language.scope import FIRM_SUBJECT, nearest
from duixian.rulebook.language.syntax import Call, Name, Syntax
from duixian.rulebook.language.syntax import Number as NumberText
from duixian.rulebook.units import MONEY, PURE


def _listed(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 1, 2, context, "列入(严重违法失信名单)"):
        return None
    name = _word(call.arguments[0], "名单的名称", context)
    via: str | None = firm_via(context)
    if len(call.arguments) > 1:
        via = _firm(call.arguments[1], context)
    if name is None or via is None:
        return None
    return Typed(Listed(via, name.text), Flag(), call.span)


def _firm(node: Syntax, context: Context) -> str | None:
    known = {FIRM_SUBJECT: firm_via(context), Via.PAYEE.value: Via.PAYEE.value}
    known |= {name: name for name in references(context)}
    if isinstance(node, Name) and node.text in known:
        return known[node.text]
    what = "不是企业"
    why = f"这里可以写：{'、'.join(known)}"
    context.refuse(node.span, "name-unknown", what, why, nearest(context.piece(node.span), known))
    return None


def _published(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 2, context, "公布值(LPR一年期, 放款日期)"):
        return None
    name = _word(call.arguments[0], "公布值的名称", context)
    day = context.read(call.arguments[1])
    if name is None or day is None or not context.expect(day, Day()):
        return None
    series = context.scope.series
    if series is not None and name.text not in series:
        near = nearest(name.text, series) or "先在 library.yaml 里声明它"
        context.refuse(name.span, "series-unknown", "不是声明过的公布值", "", near)
        return None
    dimension = series[name.text].dimension if series is not None else PURE
    return Typed(Published(name.text, dimension, day.expression), Number(dimension), call.span)


def _awarded(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 1, 50, context, "已奖补(3.1、3.2)"):
        return None
    measures = [_measure(argument, context) for argument in call.arguments]
    known = tuple(measure for measure in measures if measure is not None)
    if len(known) < len(measures):
        return None
    return Typed(FromHistory(Recall.SUM, known, "", MONEY), MONEY_TYPE, call.span)


def _measure(node: Syntax, context: Context) -> tuple[str, str] | None:
    """A code of this policy, or 「文号 代码」 of another."""
    if isinstance(node, NumberText | Name):
        policy, _, code = node.text.strip().rpartition(" ")
        if code and (not policy or isinstance(node, Name)):
            return policy.strip() or context.scope.policy, code
    why = "写本政策的措施代码，别的政策写「文号 代码」"
    context.refuse(node.span, "arguments", "不是措施代码", why, "3.1")
    return None


def _best(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 1, 1, context, "已奖补最高(授权数)"):
        return None
    node = call.arguments[0]
    for _, subject in homes(context):
        fact = subject.fact(node.text) if isinstance(node, Name) else None
        if fact and isinstance(fact.type, Number):
            expression = FromHistory(Recall.BEST, (), fact.name, fact.type.dimension)
            return Typed(expression, fact.type, call.span)
    names = [fact.name for _, subject in homes(context) for fact in subject.facts]
    why = "写的是 remember 记下的、数值的事实"
    near = nearest(context.piece(node.span), names)
    context.refuse(node.span, "arguments", "不是可以记下的数", why, near)
    return None


def _word(node: Syntax, wanted: str, context: Context) -> Name | None:
    if isinstance(node, Name) and node.text.strip():
        return node
    written = context.piece(node.span)
    context.refuse(node.span, "arguments", f"不是{wanted}", "", f"「{written}」")
    return None


RECORDS: Mapping[str, Callable[[Call, Context], Typed | None]] = {
    "列入": _listed,
    "公布值": _published,
    "已奖补": _awarded,
    "已奖补最高": _best,
}
