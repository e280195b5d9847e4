"""How far a failed comparison is from its line, exactly."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from duixian.rulebook.assessment import Step
from duixian.rulebook.explain.values import dimension_of, exact_value, figure, value_text
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.comparisons import MIRRORED
from duixian.rulebook.expression.figures import day, duration, number
from duixian.rulebook.expression.tree import Comparator
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.expression.written_numbers import quantity_words
from duixian.rulebook.meaning.periods import add_days, add_months, full_months
from duixian.rulebook.units import DAYS, PURE, Unit
from duixian.rulebook.vocabulary.model import Vocabulary

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS: "<",
}


@dataclass(frozen=True, slots=True)
class Distance:
    """A failed comparison of two numbers or two days, or a period that has not passed.

    `subject` is what was compared, `now` its value, `required` the line with its sign, `short`
    what is missing (差 40 万元, 晚 5 天; 不含本数 on the line itself). `share` is the distance as a
    part of the line, days as a part of a year: it orders near misses of unlike units.
    """

    step: Step
    subject: str
    now: str
    required: str
    short: str
    share: Fraction


def distance(step: Step, vocabulary: Vocabulary) -> Distance | None:
    """The distance of a comparison or period that failed; None where there is no such thing."""
    if step.value is not False:
        return None
    match step.expression:
        case tree.Compare(comparator):
            left, right = step.below
            if isinstance(step.expression.left, tree.Quantity | tree.DateWord):
                left, right, comparator = right, left, MIRRORED[comparator]
            if comparator not in _SIGNS or isinstance(left.expression, tree.MomentRef):
                return None  # a day that has come and gone is no distance of the firm
            if isinstance(left.value, date) and isinstance(right.value, date):
                return _of_days(step, left, comparator, right)
            return _of_numbers(step, left, comparator, right, vocabulary)
        case tree.FullPeriod(_, period):
            return _of_period(step, period)
        case _:
            return None


def written_unit(expression: tree.Expression) -> Unit | None:
    """The unit in which a rule writes the number."""
    return expression.unit if isinstance(expression, tree.Quantity) else None


def due(since: date, period: tree.Quantity) -> date:
    """The day on which the period has passed (民法典 第201、202条)."""
    length = -(-period.value.numerator // period.value.denominator)
    return (add_days if period.dimension == DAYS else add_months)(since, length)


def _of_days(step: Step, left: Step, comparator: Comparator, right: Step) -> Distance:
    days = (left.value - right.value) // timedelta(days=1)
    short = f"{'早' if days < 0 else '晚'} {number(abs(days))} 天" if days else "不含本数"
    required = f"{_SIGNS[comparator]} {day(right.value)}"
    subject = in_words(left.expression)
    return Distance(step, subject, day(left.value), required, short, Fraction(abs(days), 365))


def _of_numbers(
    step: Step, left: Step, comparator: Comparator, right: Step, vocabulary: Vocabulary
) -> Distance | None:
    now, line = exact_value(left), exact_value(right)
    if now is None or line is None:
        return None
    unit = written_unit(right.expression)
    required = (
        quantity_words(right.expression)
        if isinstance(right.expression, tree.Quantity)
        else value_text(right, vocabulary)
    )
    return Distance(
        step=step,
        subject=in_words(left.expression),
        now=value_text(left, vocabulary, unit),
        required=f"{_SIGNS[comparator]} {required}",
        short=_shortfall(now, line, left, unit, vocabulary),
        share=abs(now - line) / abs(line) if line else Fraction(1),
    )


def _shortfall(
    now: Fraction, line: Fraction, left: Step, unit: Unit | None, vocabulary: Vocabulary
) -> str:
    if now == line:
        return "不含本数"
    word = "差" if now < line else "超出"
    gap = abs(now - line)
    if dimension_of(left.expression, vocabulary) == PURE and "%" in value_text(left, vocabulary):
        return f"{word} {number(gap * 100, _digits(gap * 100))} 个百分点"
    return f"{word} {figure(gap, left.expression, vocabulary, unit)}"


def _digits(gap: Fraction) -> int:
    """Enough decimals that a gap never reads as none."""
    return next((n for n in range(4, 20) if gap * 10**n >= 1), 20)


def _of_period(step: Step, period: tree.Quantity) -> Distance | None:
    since, at = step.below
    if not isinstance(since.value, date) or not isinstance(at.value, date):
        return None
    days = max((due(since.value, period) - at.value) // timedelta(days=1), 0)
    passed = full_months(since.value, at.value)
    left = full_months(at.value, due(since.value, period))
    exact = period.dimension != DAYS and add_months(at.value, left) == due(since.value, period)
    elapsed = f"{number((at.value - since.value).days)} 天"
    return Distance(
        step=step,
        subject=f"{in_words(since.expression)}起的时间",
        now=elapsed if period.dimension == DAYS else duration(passed),
        required=f"≥ {quantity_words(period)}",
        short=f"差 {duration(left) if exact else f'{number(days)} 天'}",
        share=Fraction(days, 365),
    )
