"""Forms that choose: 若, by level, by bracket. Undecided, they give every possibility."""

from collections.abc import Sequence

from duixian.population.codes import only_if, together
from duixian.population.forms import compiled, kept, measured, number_of, plain
from duixian.population.frame import Frame
from duixian.population.quantities import ZERO, Quantity, fixed
from duixian.population.refusals import NotCompiled
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    both,
    either,
    is_false,
    is_true,
    known,
    negated,
    text,
    unknown,
    when,
)
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import BracketMode
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label

Case = tuple[str, Value]


def chosen(frame: Frame, cases: Sequence[Case], otherwise: Value) -> Value:
    """The value of the first case whose condition surely holds, with what it misses."""
    conditions = [frame.sheet.define(condition) for condition, _ in cases]
    values = [value for _, value in cases]
    words = dict.fromkeys(word for each in (*values, otherwise) for word in each.gaps)
    gaps = {
        word: frame.sheet.define(
            when(
                [(c, v.gaps.get(word, "0")) for c, v in zip(conditions, values, strict=True)],
                otherwise.gaps.get(word, "0"),
            )
        )
        for word in words
    }
    if isinstance(otherwise, Numeric):
        numbers = [(c, v.number) for c, v in zip(conditions, values, strict=True)
                   if isinstance(v, Numeric)]  # fmt: skip
        return Numeric(frame.numbers.choose(numbers, otherwise.number), gaps)
    plains = [(c, v.sql) for c, v in zip(conditions, values, strict=True) if isinstance(v, Plain)]
    return Plain(frame.sheet.define(when(plains, otherwise.sql)), gaps)


def one_of(frame: Frame, key: Value, possible: Sequence[Value]) -> Value:
    """One of several values, not known which: their range, or the value that all of them have."""
    numbers = [each for each in possible if isinstance(each, Numeric)]
    if numbers:
        hull = frame.numbers.hull([each.number for each in numbers])
        return measured(frame, hull, key, *numbers)
    plains = [each.sql for each in possible if isinstance(each, Plain)]
    first = plains[0]
    agree = both(*(_same(first, other) for other in plains[1:]), known(first))
    same = frame.sheet.define(when([(agree, first)], NULL))
    gaps = together(key.gaps, *(each.gaps for each in possible))
    return Plain(same, kept(frame, only_if(unknown(same), gaps)))


def _same(a: str, b: str) -> str:
    return TRUE if a == b else f"({a} = {b})"


def conditional(expression: tree.Conditional, frame: Frame) -> Value:
    """若(条件, 甲, 乙)."""
    test = plain(expression.condition, frame)
    then, otherwise = compiled(expression.then, frame), compiled(expression.otherwise, frame)
    open_ = one_of(frame, test, (then, otherwise))
    return chosen(frame, [(is_true(test.sql), then), (is_false(test.sql), otherwise)], open_)


_FLAGS = {"是": TRUE, "否": FALSE}


def by_level(expression: tree.ByLevel, frame: Frame) -> Value:
    """A value by level. A level that the table does not name has no value: zero."""
    key = plain(expression.key, frame)
    table = [(word, compiled(value, frame)) for word, value in expression.table]
    otherwise = compiled(expression.otherwise, frame) if expression.otherwise else None
    values = [value for _, value in table] + ([otherwise] if otherwise else [])
    is_flag = {word for word, _ in table} <= _FLAGS.keys()
    cases: list[Case] = [(unknown(key.sql), one_of(frame, key, values))]
    for word, value in table:
        literal = _FLAGS[word] if is_flag else text(word)
        cases.append((f"({key.sql} = {literal})", value))
    last = otherwise or _unlisted(expression, values, frame)
    return chosen(frame, cases, last)


def _unlisted(expression: tree.ByLevel, values: Sequence[Value], frame: Frame) -> Value:
    """What a level comes to that the table does not name; anything, where it names them all."""
    if isinstance(values[0], Numeric):
        return Numeric(ZERO)
    key = type_of(expression.key, frame.setting.library.vocabulary)
    levels = key.levels if isinstance(key, Label) else tuple(_FLAGS)
    if levels and {word for word, _ in expression.table} >= {*levels}:
        return values[-1]
    raise NotCompiled("按等级取词而有等级未列", frame.own)


def by_bracket(expression: tree.ByBracket, frame: Frame) -> Value:
    """A value by bracket: one bracket, all that are reached, or each slice at its own rate."""
    if expression.mode is BracketMode.SINGLE:
        return _single(expression, frame)
    return _summed(expression, frame)


def _single(expression: tree.ByBracket, frame: Frame) -> Value:
    """The bracket that is hit; of several that may be, their range."""
    amount = number_of(expression.key, frame)
    values = [compiled(bracket.value, frame) for bracket in expression.brackets]
    hits = [
        frame.sheet.define(f"({_inside(frame, amount.number, bracket)} IS NOT FALSE)")
        for bracket in expression.brackets
    ]
    count = frame.sheet.define(
        "(" + " + ".join(f"CASE WHEN {hit} THEN 1 ELSE 0 END" for hit in hits) + ")"
    )
    numbers = [value for value in values if isinstance(value, Numeric)]
    cases: list[Case] = []
    if numbers:
        several: Value = _range_of_hits(frame, amount, hits, numbers)
        cases.append((f"({count} = 0)", Numeric(ZERO)))
    else:
        several = _word_of_hits(frame, amount, hits, values)
    cases.append((f"({count} > 1)", several))
    cases += list(zip(hits[:-1], values[:-1], strict=True))
    return chosen(frame, cases, values[-1])


def _range_of_hits(
    frame: Frame, amount: Numeric, hits: Sequence[str], values: Sequence[Numeric]
) -> Numeric:
    """The hull of the values whose brackets are hit; brackets not hit repeat one that is."""
    numbers = frame.numbers
    first = numbers.choose(
        [(hit, value.number) for hit, value in zip(hits[:-1], values[:-1], strict=True)],
        values[-1].number,
    )
    parts = [
        numbers.choose([(hit, value.number)], first)
        for hit, value in zip(hits, values, strict=True)
    ]
    gaps = [Plain(NULL, only_if(hit, value.gaps)) for hit, value in zip(hits, values, strict=True)]
    return measured(frame, numbers.hull(parts), amount, *gaps)


def _word_of_hits(
    frame: Frame, amount: Numeric, hits: Sequence[str], values: Sequence[Value]
) -> Plain:
    """The word or day that all brackets have which are hit; brackets leave no number out."""
    words = [value.sql for value in values if isinstance(value, Plain)]
    first = frame.sheet.define(when(list(zip(hits[:-1], words[:-1], strict=True)), words[-1]))
    agree = both(
        known(first),
        *(either(negated(hit), f"({word} = {first})")
          for hit, word in zip(hits, words, strict=True)),
    )  # fmt: skip
    same = frame.sheet.define(when([(agree, first)], NULL))
    of_hits = [only_if(hit, value.gaps) for hit, value in zip(hits, values, strict=True)]
    gaps = together(amount.gaps, *of_hits)
    return Plain(same, kept(frame, only_if(unknown(same), gaps)))


def _summed(expression: tree.ByBracket, frame: Frame) -> Numeric:
    amount, numbers = number_of(expression.key, frame), frame.numbers
    total: Quantity = ZERO
    below: list[Value] = [amount]
    for bracket in expression.brackets:
        reached = _reached(frame, amount.number, bracket)
        value = number_of(bracket.value, frame)
        counts = frame.sheet.define(negated(is_false(reached)))
        if expression.mode is BracketMode.PROGRESSIVE:
            part = numbers.times(value.number, _slice(frame, amount.number, bracket))
        else:
            maybe = numbers.hull([ZERO, value.number])
            part = numbers.choose([(is_true(reached), value.number)], maybe)
        total = numbers.plus(total, numbers.choose([(counts, part)], ZERO))
        below.append(Plain(NULL, only_if(counts, value.gaps)))
    return measured(frame, total, *below)


def _slice(frame: Frame, amount: Quantity, bracket: tree.Bracket) -> Quantity:
    numbers = frame.numbers
    start = fixed(bracket.low.value) if bracket.low else ZERO
    inside = amount
    if bracket.high is not None:
        inside = numbers.least([amount, fixed(bracket.high.value)])
    return numbers.above_zero(numbers.minus(numbers.greatest([inside, start]), start))


def _reached(frame: Frame, amount: Quantity, bracket: tree.Bracket) -> str:
    if bracket.low is None:
        return TRUE
    low, numbers = fixed(bracket.low.value), frame.numbers
    if bracket.low_included:
        return numbers.surely_at_least(amount, low)
    return numbers.surely_more(amount, low)


def _inside(frame: Frame, amount: Quantity, bracket: tree.Bracket) -> str:
    reached = _reached(frame, amount, bracket)
    if bracket.high is None:
        return reached
    high, numbers = fixed(bracket.high.value), frame.numbers
    within = (
        numbers.surely_at_least(high, amount)
        if bracket.high_included
        else numbers.surely_more(high, amount)
    )
    return frame.sheet.define(both(reached, within))
