"""Days and periods: 评估日, 事项日期, 适用日, 满, 天数, 月数, 年数, 年份."""

from fractions import Fraction
from math import ceil

from duixian.population.codes import only_if, together
from duixian.population.forms import condition, kept, plain
from duixian.population.frame import Frame
from duixian.population.quantities import Quantity, fixed
from duixian.population.sql import FALSE, NULL, TRUE, Sql, day, negated, when
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Moment, SpanUnit
from duixian.rulebook.units import DAYS

Days = tree.MomentRef | tree.Span | tree.YearOf | tree.FullPeriod


def of_days(expression: Days, frame: Frame) -> Value:
    """A day, a length of time, a year, or whether a period has passed."""
    match expression:
        case tree.MomentRef(moment):
            return _moment(moment, frame)
        case tree.FullPeriod():
            return _full_period(expression, frame)
        case tree.YearOf(of):
            below = plain(of, frame)
            return _whole(year_of(below.sql), frame, below)
        case tree.Span():
            return _span(expression, frame)


def later_by_months(start: Sql, months: int) -> Sql:
    """The corresponding day so many months later, or the last day of that month."""
    if start == NULL:
        return NULL
    return start if months == 0 else f"CAST({start} + INTERVAL {months} MONTH AS DATE)"


def later_by_days(start: Sql, days: int) -> Sql:
    """The day so many days later.

    Not by an interval: DuckDB 2.0 takes 30 days for equal to a month, and where both are added to
    one day works out one of them.
    """
    return NULL if start == NULL else f"({start} + {days})"


def year_of(moment: Sql) -> Sql:
    """The calendar year of a day."""
    return NULL if moment == NULL else f"EXTRACT(YEAR FROM {moment})"


def _moment(moment: Moment, frame: Frame) -> Value:
    if moment is Moment.ASSESSED:
        return Plain(day(frame.setting.shape.on))
    missing = frame.codes.missing(frame.gap(moment.value))
    if moment is Moment.SUPPORT_YEAR:
        if frame.support_year:
            return Numeric(fixed(frame.support_year))
        return Numeric(_at_least_zero(), missing)
    if frame.day == NULL:
        is_day = moment in (Moment.EVENT, Moment.LAW)
        return Plain(NULL, missing) if is_day else Numeric(_at_least_zero(), missing)
    if moment is Moment.CALENDAR_YEAR:
        return _whole(year_of(frame.day), frame, Plain(frame.day))
    return Plain(frame.law_day if moment is Moment.LAW else frame.day)


def _at_least_zero() -> Quantity:
    zero = fixed(0)
    return Quantity(zero.low, zero.low, FALSE, TRUE, FALSE, positive=True)


def _whole(value: Sql, frame: Frame, *below: Plain) -> Numeric:
    """A whole number that is unknown, but not below zero, where a day is."""
    gaps = together(*(each.gaps for each in below))
    if value == NULL:
        return Numeric(_at_least_zero(), gaps)
    number = frame.numbers.entered(frame.sheet.define(value), 1, Fraction(0))
    return Numeric(number, kept(frame, only_if(negated(number.exact), gaps)))


def _full_period(expression: tree.FullPeriod, frame: Frame) -> Plain:
    start, end = plain(expression.since, frame), plain(expression.at, frame)
    length = ceil(expression.period.value)
    later = later_by_days if expression.period.dimension == DAYS else later_by_months
    reached = later(start.sql, length)
    value = NULL if NULL in (end.sql, reached) else f"({end.sql} >= {reached})"
    return condition(frame, value, start, end)


def _span(expression: tree.Span, frame: Frame) -> Numeric:
    a, b = plain(expression.start, frame), plain(expression.end, frame)
    if NULL in (a.sql, b.sql):
        return _whole(NULL, frame, a, b)
    if expression.unit is SpanUnit.DAYS:
        length = f"DATE_DIFF('DAY', {a.sql}, {b.sql})"
    else:
        length = _full_months(a.sql, b.sql, frame)
    length = frame.sheet.define(length)
    length = frame.sheet.define(when([(f"({length} < 0)", "0")], length))
    if expression.unit is SpanUnit.YEARS:
        length = f"({length} // 12 * 12)"
    return _whole(length, frame, a, b)


def _full_months(a: Sql, b: Sql, frame: Frame) -> Sql:
    """Full months; the corresponding day of a short month is its last one."""
    months = frame.sheet.define(
        f"((EXTRACT(YEAR FROM {b}) - EXTRACT(YEAR FROM {a})) * 12"
        f" + EXTRACT(MONTH FROM {b}) - EXTRACT(MONTH FROM {a}))"
    )
    short = (
        f"({months} > 0 AND EXTRACT(DAY FROM {a}) > EXTRACT(DAY FROM {b}) AND {b} <> LAST_DAY({b}))"
    )
    return when([(short, f"({months} - 1)")], months)
