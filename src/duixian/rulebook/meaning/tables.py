"""Forms that choose: 若, by level, by bracket. Undecided, they give every possibility."""

from collections.abc import Sequence

from duixian.rulebook.assessment import Step
from duixian.rulebook.expression.tree import (
    Bracket,
    BracketMode,
    ByBracket,
    ByLevel,
    Conditional,
    Expression,
    Quantity,
)
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.intervals import (
    ZERO,
    Pair,
    above_zero,
    greatest,
    hull,
    least,
    minus,
    plus,
    surely_at_least,
    surely_more,
    times,
)
from duixian.rulebook.meaning.logic import gaps_of
from duixian.rulebook.meaning.numbers import number


def one_of(expression: Expression, key: Step, possible: Sequence[Step]) -> Step:
    """One of several values, not known which: their range, or the value that all of them have."""
    below = (key, *possible)
    values = [step.value for step in possible]
    if values and values[0].__class__ is tuple:
        return number(expression, hull(values), below)
    same = values[0] if values and all(value == values[0] for value in values) else None
    return Step(expression, same, below, () if same is not None else gaps_of(below))


def conditional(
    expression: Conditional, condition: Evaluate, then: Evaluate, otherwise: Evaluate
) -> Evaluate:
    """若(条件, 甲, 乙)."""

    def evaluate(context: Context) -> Step:
        test = condition(context)
        if test.value is None:
            return one_of(expression, test, (then(context), otherwise(context)))
        chosen = then(context) if test.value else otherwise(context)
        return Step(expression, chosen.value, (test, chosen), chosen.gaps)

    return evaluate


_FLAGS = {True: "是", False: "否"}
"""How a table by a flag names its two levels."""


def by_level(
    expression: ByLevel, key: Evaluate, table: dict[object, Evaluate], otherwise: Evaluate | None
) -> Evaluate:
    """A value by level. A level that the table does not name has no value: zero."""
    values = list(table.values()) + ([otherwise] if otherwise else [])

    def evaluate(context: Context) -> Step:
        level = key(context)
        if level.value is None:
            return one_of(expression, level, [value(context) for value in values])
        word = _FLAGS[level.value] if isinstance(level.value, bool) else level.value
        chosen = table.get(word, otherwise)
        if chosen is None:
            return Step(expression, ZERO, (level,))
        value = chosen(context)
        return Step(expression, value.value, (level, value), value.gaps)

    return evaluate


def by_bracket(expression: ByBracket, key: Evaluate, values: tuple[Evaluate, ...]) -> Evaluate:
    """A value by bracket: one bracket, all that are reached, or each slice at its own rate."""
    pairs = tuple(zip(expression.brackets, values, strict=True))

    def single(context: Context) -> Step:
        amount = key(context)
        hit = [(b, value) for b, value in pairs if _inside(amount.value, b) is not False]
        if not hit:
            return Step(expression, ZERO, (amount,))
        if len(hit) == 1:
            value = hit[0][1](context)
            return Step(expression, value.value, (amount, value), value.gaps)
        return one_of(expression, amount, [value(context) for _, value in hit])

    def summed(context: Context) -> Step:
        amount = key(context)
        total: Pair = ZERO
        below = [amount]
        for bracket, value in pairs:
            if _reached(amount.value, bracket) is False:
                continue
            part = value(context)
            below.append(part)
            total = plus(total, _part(expression.mode, part.value, amount.value, bracket))
        return number(expression, total, tuple(below))

    return single if expression.mode is BracketMode.SINGLE else summed


def _part(mode: BracketMode, value: Pair, amount: Pair, bracket: Bracket) -> Pair:
    if mode is BracketMode.PROGRESSIVE:
        return times(value, _slice(amount, bracket))
    return value if _reached(amount, bracket) else hull((ZERO, value))


def _slice(amount: Pair, bracket: Bracket) -> Pair:
    start = _bound(bracket.low) or ZERO
    end = _bound(bracket.high)
    inside = amount if end is None else least((amount, end))
    return above_zero(minus(greatest((inside, start)), start))


def _bound(quantity: Quantity | None) -> Pair | None:
    return None if quantity is None else (quantity.value, quantity.value)


def _reached(amount: Pair, bracket: Bracket) -> bool | None:
    low = _bound(bracket.low)
    if low is None:
        return True
    return surely_at_least(amount, low) if bracket.low_included else surely_more(amount, low)


def _inside(amount: Pair, bracket: Bracket) -> bool | None:
    high = _bound(bracket.high)
    reached = _reached(amount, bracket)
    if high is None or reached is False:
        return reached
    within = surely_at_least(high, amount) if bracket.high_included else surely_more(high, amount)
    if within is None or reached is None:
        return False if within is False else None
    return within
