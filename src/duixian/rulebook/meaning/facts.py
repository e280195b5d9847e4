"""Facts: read from the row, its firm, its payee, a referenced firm or a row inside a sum.

A missing number is [its declared minimum, unbounded); anything else missing is None.
"""

from collections.abc import Callable, Mapping

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.dossier import Firm, Scalar, Staged, Value
from duixian.rulebook.expression.tree import FactRef, Moment, OverYears, Via, YearFold
from duixian.rulebook.expression.types import Number
from duixian.rulebook.meaning.context import FIRM, Context, Evaluate
from duixian.rulebook.meaning.intervals import Pair, divided, greatest, least, plus, whole
from duixian.rulebook.meaning.numbers import number
from duixian.rulebook.vocabulary.model import Fact

Reading = tuple[Scalar | None, tuple[Gap, ...]]
"""A value, or None and what is missing."""
Values = Callable[[Context], Mapping[str, Value] | None]
Missing = Callable[[Context], tuple[Gap, ...]]


def fact(expression: FactRef, declared: Fact) -> Evaluate:
    """A fact as it was entered."""
    if expression.years_back is not None:
        return _yearly(expression, declared)
    name, staged = expression.fact, declared.staged
    values, missing = _place(expression)
    unknown = unknown_value(declared)
    is_number = isinstance(declared.type, Number)

    def evaluate(context: Context) -> Step:
        known = values(context)
        value = None if known is None else known.get(name)
        if staged or value.__class__ is Staged:
            value = None if value is None else context.run.figure(value, staged=staged)
        if value is None:
            return Step(expression, unknown, (), missing(context))
        return Step(expression, (value, value) if is_number else value)

    of_row = expression.subject != FIRM and expression.via == Via.ROW
    return _once_a_row(name, evaluate) if of_row else evaluate


def _once_a_row(name: str, evaluate: Evaluate) -> Evaluate:
    """The same step for every measure and year that looks at the fact of the row."""

    def look(context: Context) -> Step:
        step = context.leaves.get(name)
        if step is None:
            step = context.leaves[name] = evaluate(context)
        return step

    return look


def unknown_value(declared: Fact) -> Pair | None:
    """What is known of the value when it is missing."""
    if not isinstance(declared.type, Number):
        return None
    return (None if declared.minimum is None else whole(declared.minimum)), None


def _place(expression: FactRef) -> tuple[Values, Missing]:
    """Where the values stand (None: not known where), and what is missing when one is not there."""
    name, via = expression.fact, expression.via
    if via == Via.ITEM:
        return _item_values, lambda context: _item_gap(context, name)
    if expression.subject != FIRM:
        return lambda context: context.row, lambda context: (context.gap(name),)
    if via in (Via.FIRM, Via.ROW):
        return (
            lambda context: context.firm.values,
            lambda context: (context.firm_gap(context.firm, name),),
        )
    of_firm = firm_by(via)

    def values(context: Context) -> Mapping[str, Value] | None:
        firm, _ = of_firm(context)
        return None if firm is None else firm.values

    def missing(context: Context) -> tuple[Gap, ...]:
        firm, gaps = of_firm(context)
        return gaps if firm is None else (context.firm_gap(firm, name),)

    return values, missing


def _item_values(context: Context) -> Mapping[str, Value] | None:
    return context.item.values if context.item else None


def _item_gap(context: Context, name: str) -> tuple[Gap, ...]:
    item = context.item
    return (Gap(GapKind.FACT, item.subject, name, item.key) if item else context.gap(name),)


def firm_by(via: str) -> Callable[[Context], tuple[Firm | None, tuple[Gap, ...]]]:
    """The firm that a fact is read of: of the row, the payee, or one that the row refers to."""
    if via in (Via.FIRM, Via.ROW):
        return lambda context: (context.firm, ())
    if via == Via.PAYEE:
        return lambda context: (context.payee, ())

    def referenced(context: Context) -> tuple[Firm | None, tuple[Gap, ...]]:
        code = (context.row or {}).get(via)
        if code is None:
            return None, (context.gap(via),)
        return context.run.firm(str(code)), ()

    return referenced


def _yearly(expression: FactRef, declared: Fact) -> Evaluate:
    of_firm, name, back = firm_by(expression.via), declared.name, expression.years_back or 0
    unknown = unknown_value(declared)

    def evaluate(context: Context) -> Step:
        firm, gaps = of_firm(context)
        if firm is None:
            return Step(expression, unknown, (), gaps)
        value, gaps = in_year(context, firm, name, back)
        return Step(expression, unknown if value is None else (value, value), (), gaps)

    return evaluate


def in_year(context: Context, firm: Firm, name: str, back: int) -> Reading:
    """A yearly fact so many years back.

    A year that has not begun on the day of assessment is not seen, and none is where it is unknown
    from which day the years count.
    """
    if context.base is None:
        return None, (context.gap(Moment.SUPPORT_YEAR.value),)
    year = context.base.year - back
    value = firm.yearly.get((name, year)) if year <= context.run.on.year else None
    return value, () if value is not None else (context.firm_gap(firm, name, str(year)),)


def over_years(expression: OverYears, declared: Fact) -> Evaluate:
    """合计, 平均, 最大, 最小 over complete years before the year of the row."""
    of_firm, unknown = firm_by(expression.via), unknown_value(declared)

    def evaluate(context: Context) -> Step:
        firm, gaps = of_firm(context)
        below = []
        for back in range(1 + expression.skipped, expression.years + expression.skipped + 1):
            reference = FactRef(expression.via, expression.subject, expression.fact, back)
            value, missing = (
                (None, gaps) if firm is None else in_year(context, firm, declared.name, back)
            )
            below.append(Step(reference, unknown if value is None else (value, value), (), missing))
        return number(
            expression, _folded(expression.fold, [step.value for step in below]), tuple(below)
        )

    return evaluate


def _folded(fold: YearFold, values: list[Pair]) -> Pair:
    match fold:
        case YearFold.LARGEST:
            return greatest(values)
        case YearFold.SMALLEST:
            return least(values)
        case YearFold.SUM | YearFold.MEAN:
            total: Pair = (0, 0)
            for value in values:
                total = plus(total, value)
            count = len(values)
            return total if fold is YearFold.SUM else divided(total, (count, count))
