"""Time and growth: 满, 未满, 天数, 月数, 年数, 年份, 增长率, 平均增长率, 最低增长率."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from duixian.rulebook.expression.tree import (
    Arithmetic,
    Expression,
    Extreme,
    FactRef,
    FullPeriod,
    Moment,
    MomentRef,
    Named,
    Not,
    Operator,
    Pick,
    Quantity,
    Span,
    SpanUnit,
    YearOf,
)
from duixian.rulebook.expression.types import PURE_TYPE, Day, Flag, Number
from duixian.rulebook.language.arguments import count_is, read_all
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.names import declares, firm_via, references
from duixian.rulebook.language.scope import FIRM_SUBJECT, nearest
from duixian.rulebook.language.syntax import Call, Name, Path, Syntax
from duixian.rulebook.units import DAYS, MONTHS, PURE

_MOST_YEARS = 10
_MONTHS_A_YEAR = 12
_NOT_FULL = "未满"
_MEAN_GROWTH = "平均增长率"


def _full_period(call: Call, context: Context) -> Typed | None:
    name = call.name.text
    if not count_is(call, 2, 3, context, f"{name}(成立日期, 2 年)"):
        return None
    values = read_all(call.arguments, context)
    if values is None:
        return None
    since, period, *rest = values
    days_are_days = [context.expect(value, Day()) for value in (since, *rest)]
    length = _period(period, context)
    if length is None or not all(days_are_days):
        return None
    at = rest[0].expression if rest else MomentRef(Moment.ASSESSED)
    expression: Expression = FullPeriod(since.expression, length, at)
    return Typed(Not(expression) if name == _NOT_FULL else expression, Flag(), call.span)


def _period(typed: Typed, context: Context) -> Quantity | None:
    """A written length of time in whole months or whole days."""
    written = typed.expression
    if isinstance(written, Quantity) and written.dimension in {MONTHS, DAYS}:
        if written.value > 0 and written.value.denominator == 1:
            return written
        context.refuse(typed.span, "arguments", "不是整月或整天", "期间按整月或整天计算")
        return None
    bare = f"{context.piece(typed.span)} 年" if typed.lacks_unit else "2 年"
    code = "unit-missing" if typed.lacks_unit else "arguments"
    context.refuse(typed.span, code, "不是写明单位的期间", "", bare)
    return None


def _span(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 2, context, f"{call.name.text}(起租日期, 评估日)"):
        return None
    values = read_all(call.arguments, context)
    if values is None:
        return None
    days_are_days = [context.expect(value, Day()) for value in values]
    if not all(days_are_days):
        return None
    unit = SpanUnit(call.name.text)
    dimension = DAYS if unit is SpanUnit.DAYS else MONTHS
    start, end = (value.expression for value in values)
    return Typed(Span(unit, start, end), Number(dimension), call.span)


def _year_of(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 1, 1, context, "年份(授权日期)"):
        return None
    day = context.read(call.arguments[0])
    if day is None or not context.expect(day, Day()):
        return None
    return Typed(YearOf(day.expression), PURE_TYPE, call.span)


def _growth(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 1, 1, context, "增长率(营业收入)"):
        return None
    fact = _yearly(call.arguments[0], context)
    if fact is None:
        return None
    body = _growth_of(fact, 1)
    return Typed(Named(context.piece(call.span), body), PURE_TYPE, call.span)


def _growth_over_years(call: Call, context: Context) -> Typed | None:
    if not count_is(call, 2, 2, context, f"{call.name.text}(营业收入, 2 年)"):
        return None
    fact = _yearly(call.arguments[0], context)
    period = context.read(call.arguments[1])
    length = _period(period, context) if period else None
    if fact is None or length is None or period is None:
        return None
    years = length.value / _MONTHS_A_YEAR
    if length.dimension != MONTHS or years.denominator != 1 or not 1 <= years <= _MOST_YEARS:
        what = f"不是 1 至 {_MOST_YEARS} 的整年"
        context.refuse(period.span, "arguments", what, "", "2 年")
        return None
    rates = tuple(_growth_of(fact, back) for back in range(1, int(years) + 1))
    body = _mean(rates) if call.name.text == _MEAN_GROWTH else _least(rates)
    return Typed(Named(context.piece(call.span), body), PURE_TYPE, call.span)


def _mean(rates: tuple[Expression, ...]) -> Expression:
    total = rates[0]
    for rate in rates[1:]:
        total = Arithmetic(Operator.ADD, total, rate)
    count = Quantity(Fraction(len(rates)), PURE, None, str(len(rates)))
    return Arithmetic(Operator.DIVIDE, total, count)


def _least(rates: tuple[Expression, ...]) -> Expression:
    return Extreme(Pick.LEAST, rates) if len(rates) > 1 else rates[0]


def _growth_of(fact: FactRef, back: int) -> Arithmetic:
    """(上年 − 前年) ÷ 前年, `back` years ago."""
    new = FactRef(fact.via, fact.subject, fact.fact, back)
    old = FactRef(fact.via, fact.subject, fact.fact, back + 1)
    return Arithmetic(Operator.DIVIDE, Arithmetic(Operator.SUBTRACT, new, old), old)


def _yearly(node: Syntax, context: Context) -> FactRef | None:
    """The yearly fact of which a growth is asked, without a year."""
    firm = context.scope.firm
    via, name = firm_via(context), None
    match node:
        case Name():
            name = node
        case Path(names=(head, tail)):
            vias = {FIRM_SUBJECT: via, "受益人": "受益人"} | {r: r for r in references(context)}
            if head.text in vias:
                via, name = vias[head.text], tail
    fact = firm.fact(name.text) if firm and name else None
    if fact and fact.yearly and isinstance(fact.type, Number):
        return FactRef(via, FIRM_SUBJECT, fact.name)
    known = [other.name for other in firm.facts if other.yearly] if firm else []
    near = nearest(context.piece(node.span), known) or "营业收入"
    if firm and name and declares(name.text, firm) and not fact:
        near = name.text[2:]
    what = "不是逐年记录的事实"
    context.refuse(node.span, "arguments", what, "增长率写事实的名称，不写年份", near)
    return None


PERIODS: Mapping[str, Callable[[Call, Context], Typed | None]] = {
    "满": _full_period,
    _NOT_FULL: _full_period,
    "天数": _span,
    "月数": _span,
    "年数": _span,
    "年份": _year_of,
    "增长率": _growth,
    _MEAN_GROWTH: _growth_over_years,
    "最低增长率": _growth_over_years,
}
