"""Days and periods: 评估日, 事项日期, 适用日, 满, 天数, 月数, 年数, 年份."""

from math import ceil

from duixian.rulebook.assessment import Step
from duixian.rulebook.expression.tree import (
    FullPeriod,
    Moment,
    MomentRef,
    Span,
    SpanUnit,
    YearOf,
)
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.periods import add_days, add_months, full_days, full_months
from duixian.rulebook.units import DAYS


def moment(expression: MomentRef) -> Evaluate:
    """A day or ordinal of the row itself; unknown where the row is not known."""
    asked = expression.moment

    def evaluate(context: Context) -> Step:
        if asked is Moment.ASSESSED:
            return Step(expression, context.run.on)
        day, year = context.day, context.support_year
        if asked is Moment.SUPPORT_YEAR:
            return Step(expression, (year, year)) if year else _missing(expression, context)
        if day is None:
            return _missing(expression, context)
        if asked is Moment.LAW:
            return Step(expression, context.law_day)
        return Step(expression, day if asked is Moment.EVENT else (day.year, day.year))

    return evaluate


def _missing(expression: MomentRef, context: Context) -> Step:
    value = None if expression.moment in {Moment.EVENT, Moment.LAW} else (0, None)
    return Step(expression, value, (), (context.gap(expression.moment.value),))


def full_period(expression: FullPeriod, since: Evaluate, at: Evaluate) -> Evaluate:
    """满(day, period[, at]): reached on the corresponding day, or on the last of the month."""
    in_days = expression.period.dimension == DAYS
    length = ceil(expression.period.value)

    def evaluate(context: Context) -> Step:
        start, end = since(context), at(context)
        below = (start, end)
        if start.value is None or end.value is None:
            return Step(expression, None, below, start.gaps + end.gaps)
        reached = (add_days if in_days else add_months)(start.value, length)
        return Step(expression, end.value >= reached, below)

    return evaluate


def year_of(expression: YearOf, day: Evaluate) -> Evaluate:
    """The calendar year of a day."""

    def evaluate(context: Context) -> Step:
        found = day(context)
        if found.value is None:
            return Step(expression, (0, None), (found,), found.gaps)
        year = found.value.year
        return Step(expression, (year, year), (found,))

    return evaluate


def span(expression: Span, start: Evaluate, end: Evaluate) -> Evaluate:
    """How long from one day to another: days, full months, or full years counted in months."""

    def evaluate(context: Context) -> Step:
        a, b = start(context), end(context)
        if a.value is None or b.value is None:
            return Step(expression, (0, None), (a, b), a.gaps + b.gaps)
        length = (
            full_days(a.value, b.value)
            if expression.unit is SpanUnit.DAYS
            else full_months(a.value, b.value)
        )
        if expression.unit is SpanUnit.YEARS:
            length = length // 12 * 12
        return Step(expression, (length, length), (a, b))

    return evaluate
