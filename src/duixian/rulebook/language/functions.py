"""The functions of the language by name, and those that compute with numbers and conditions."""

from collections.abc import Callable, Mapping

from duixian.rulebook.expression.tree import (
    BySupportYear,
    Conditional,
    Extreme,
    PerFull,
    Pick,
    Quantity,
    Review,
)
from duixian.rulebook.expression.types import PURE_TYPE, Label, Number
from duixian.rulebook.language.arguments import count_is, read_alike, read_all
from duixian.rulebook.language.comparisons import CATALOGUE
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.dimension_words import type_in_words
from duixian.rulebook.language.folds import ROW_FOLDS, read_fold
from duixian.rulebook.language.periods import PERIODS
from duixian.rulebook.language.records import RECORDS
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.language.syntax import Call, Name
from duixian.rulebook.units import MONEY, PURE

_BEGUN_COUNTS = "进一"
_COMMON_NAMES = {
    **dict.fromkeys(("MIN", "min", "孰低", "取低"), "较小"),
    **dict.fromkeys(("MAX", "max", "孰高", "取高"), "较大"),
    **dict.fromkeys(("IF", "if", "如果"), "若"),
    **dict.fromkeys(("SUM", "sum", "求和"), "合计"),
    **dict.fromkeys(("COUNT", "count", "个数"), "计数"),
    **dict.fromkeys(("AVERAGE", "average", "均值"), "平均"),
}


def read_call(call: Call, context: Context) -> Typed | None:
    """The meaning of a function with its arguments."""
    function = FUNCTIONS.get(call.name.text)
    if function is not None:
        return function(call, context)
    name = call.name.text
    if name == CATALOGUE:
        instead = f"领域 属于 {context.piece(call.span)}"
        context.refuse(call.span, "list-misplaced", "只写在「属于」右边", "", instead)
    elif name.startswith("非") and name[1:] in FUNCTIONS:
        why = "连着写的「非」成了名称的一部分"
        context.refuse(call.name.span, "keyword-glued", "不是函数", why, f"非 {name[1:]}(…)")
    else:
        near = _COMMON_NAMES.get(name) or nearest(name, FUNCTIONS)
        instead = f"{near}(…)" if near else ""
        context.refuse(call.name.span, "function-unknown", "不是函数", "", instead)
    return None


def _extreme(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 50, context):
        return None
    parts = read_alike(call.arguments, context)
    if parts is None:
        return None
    pick = Pick(call.name.text)
    return Typed(Extreme(pick, tuple(part.expression for part in parts)), parts[0].type, call.span)


def _conditional(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 3, 3, context, "若(条件, 甲, 乙)"):
        return None
    condition = context.read_condition(call.arguments[0])
    values = read_all(call.arguments[1:], context)
    if condition is None or values is None:
        return None
    then, otherwise = values
    if isinstance(then.type, Number) and isinstance(otherwise.type, Number):
        if not context.alike(then, otherwise, "放在「若」的两边"):
            return None
    elif then.type != otherwise.type or isinstance(then.type, Label):
        why = f"一边是{type_in_words(then.type)}，另一边是{type_in_words(otherwise.type)}"
        context.refuse(call.span, "unlike-types", "的两个结果要是同一种数", why)
        return None
    expression = Conditional(condition.expression, then.expression, otherwise.expression)
    return Typed(expression, then.type, call.span)


def _per_full(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 3, context, "每满(30 件, 件数)"):
        return None
    parts = read_alike(call.arguments[:2], context)
    if parts is None:
        return None
    step, amount = parts
    begun = call.arguments[2:]
    if begun and not (isinstance(begun[0], Name) and begun[0].text == _BEGUN_COUNTS):
        why = "第三项只能写「进一」：不足一档的按一档计"
        context.refuse(begun[0].span, "arguments", "不是「进一」", why, _BEGUN_COUNTS)
        return None
    if not isinstance(step.expression, Quantity) or step.expression.value <= 0:
        what = "不是大于零的数"
        context.refuse(step.span, "arguments", what, "「每满」的第一项写出每一档", "30 件")
        return None
    counted = PerFull(step.expression, amount.expression, up=bool(begun))
    return Typed(counted, PURE_TYPE, call.span)


def _by_support_year(call: Call, context: Context) -> Typed | None:
    if not context.scope.each:
        why = "支持年度要由措施的 each 逐年展开"
        instead = "在措施里写 each: 支持年度: 1 至 3"
        context.refuse(call.name.span, "no-support-year", "在这里没有意义", why, instead)
        return None
    if not count_is(call, 1, 50, context, "分年(100%、100%、50%)"):
        return None
    parts = read_alike(call.arguments, context)
    if parts is None:
        return None
    values = tuple(part.expression for part in parts)
    return Typed(BySupportYear(values), parts[0].type, call.span)


def _review(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 2, context, "评审(0 元, 500 万元)"):
        return None
    parts = read_alike(call.arguments, context)
    if parts is None:
        return None
    low, high = parts
    if low.dimension not in {MONEY, PURE}:
        context.refuse(call.span, "arguments", "评审定的是金额或比率", "", "评审(0 元, 500 万元)")
        return None
    one, other = low.expression, high.expression
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.value > other.value:
        instead = f"评审({context.piece(high.span)}, {context.piece(low.span)})"
        context.refuse(call.span, "arguments", "的下限高于上限", "", instead)
        return None
    return Typed(Review(one, other), low.type, call.span)


_Function = Callable[[Call, Context], Typed | None]
FUNCTIONS: Mapping[str, _Function] = {
    "较小": _extreme,
    "较大": _extreme,
    "若": _conditional,
    "每满": _per_full,
    "分年": _by_support_year,
    "评审": _review,
    **dict.fromkeys(ROW_FOLDS, read_fold),
    **PERIODS,
    **RECORDS,
}
