"""Sums, counts and ends over the rows of another subject, as intervals.

The filter and the value are columns of the items; what they come to is grouped by the row.
"""

from dataclasses import replace

from duixian.population.choices import chosen
from duixian.population.codes import Detail, GapCode, Words, only_if, together
from duixian.population.forms import compiled, condition, kept
from duixian.population.frame import NOBODY, Frame
from duixian.population.items import Items
from duixian.population.quantities import ZERO, Quantity, fixed
from duixian.population.ratios import Ratio
from duixian.population.refusals import NotCompiled
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    both,
    compared,
    is_true,
    is_whole,
    known,
    negated,
    unknown,
    when,
)
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Fold


def over_rows(expression: tree.OverRows, frame: Frame) -> Value:
    """合计, 计数, 有, 种类数, 最大, 最小 over the rows of the firm of the row."""
    absent = _absent(expression, frame)
    if expression.subject not in frame.setting.shape.tables or frame.firm == NOBODY:
        return absent
    found = _folded_once(expression, frame)
    if frame.firm == frame.owner:
        return found
    own = frame.leaf(frame.owner, "firm_code")
    is_own = compared("=", frame.leaf(frame.firm, "firm_code"), own)
    return chosen(frame, [(is_own, found)], absent)


def _folded_once(expression: tree.OverRows, frame: Frame) -> Value:
    key = (expression, frame.row, frame.firm, frame.payee, frame.day, frame.base)
    found = frame.sheet.folds.get(key)
    if found is None:
        found = _fold(expression, frame)
        frame.sheet.folds[key] = found
    if not isinstance(found, Plain | Numeric):
        raise TypeError(expression)
    return found


def _absent(expression: tree.OverRows, frame: Frame) -> Value:
    """Unknown: the table is not there, or it is another firm's, of which no rows are seen."""
    source = Detail.WRITTEN if frame.firm in (frame.owner, NOBODY) else Detail.FIRM
    whose = frame.firm if source is Detail.FIRM else ""
    subject = expression.subject
    gaps = frame.codes.missing(GapCode(GapKind.TABLE, subject, subject, "", source, whose))
    if expression.fold is Fold.EXISTS:
        return Plain(NULL, gaps)
    if expression.fold in (Fold.COUNT, Fold.DISTINCT):
        zero = fixed(0)
        return Numeric(Quantity(zero.low, zero.low, FALSE, TRUE, FALSE, positive=True), gaps)
    return Numeric(frame.numbers.anything(), gaps)


def _fold(expression: tree.OverRows, frame: Frame) -> Value:
    items = Items(expression, frame)
    where = compiled(expression.where, items.frame) if expression.where else Plain(TRUE)
    value = compiled(expression.value, items.frame) if expression.value else None
    if not isinstance(where, Plain):
        raise NotCompiled("求和的条件是数", frame.own)
    sure = items.sheet.define(is_true(where.sql))
    counts = items.sheet.define(f"({where.sql} IS NOT FALSE)")
    missing = only_if(counts, together(where.gaps, value.gaps if value else {}))
    gaps = {
        word: items.grouped("BIT_OR({})", f"CAST({bits} AS BIGINT)", "0")
        for word, bits in missing.items()
    }
    found = _folded(expression, items, (sure, counts, value), gaps)
    items.finish()
    return found


def _folded(
    expression: tree.OverRows,
    items: Items,
    item: tuple[Sql, Sql, Value | None],
    gaps: Words,
) -> Value:
    sure, counts, value = item
    frame = items.outer
    match expression.fold:
        case Fold.EXISTS:
            any_sure = items.grouped("BOOL_OR({})", sure, FALSE)
            any_kept = items.grouped("BOOL_OR({})", counts, FALSE)
            cases = [(any_sure, TRUE), (negated(any_kept), FALSE)]
            return condition(frame, when(cases, NULL), Plain(NULL, gaps))
        case Fold.COUNT:
            low = _whole(items.grouped("SUM({})", _one_if(sure), "0"))
            high = _whole(items.grouped("SUM({})", _one_if(counts), "0"))
            return _measured(frame, low, high, gaps)
        case Fold.DISTINCT if value is not None:
            return _distinct(items, sure, counts, value, gaps)
        case Fold.SUM if isinstance(value, Numeric):
            return _sum(items, sure, counts, value, gaps)
        case Fold.LARGEST | Fold.SMALLEST if isinstance(value, Numeric):
            largest = expression.fold is Fold.LARGEST
            return _end(items, (sure, counts, value), gaps, largest=largest)
        case _:
            raise NotCompiled(f"{expression.fold.value}（按行）", frame.own)


def _one_if(test: Sql) -> Sql:
    return when([(test, "1")], "0")


def _whole(piece: Sql) -> Ratio:
    return Ratio(f"CAST({piece} AS HUGEINT)")


def _measured(frame: Frame, low: Ratio, high: Ratio, gaps: Words) -> Numeric:
    define = frame.sheet.define
    low, high = Ratio(define(low.top)), Ratio(define(high.top))
    exact = define(f"({low.top} = {high.top})")
    number = Quantity(low, high, exact=exact, positive=True)
    return Numeric(number, kept(frame, only_if(negated(exact), gaps)))


def _sum(items: Items, sure: Sql, counts: Sql, value: Numeric, gaps: Words) -> Numeric:
    """Rows whose filter is unknown add nothing or all."""
    inner, frame = items.frame.numbers, items.outer
    maybe = inner.hull([ZERO, value.number])
    cases = [(sure, value.number), (counts, maybe)]
    part = inner.choose(cases, ZERO)
    _over_one_number(frame, part)
    low = items.grouped("SUM({})", part.low.top, "0")
    high = items.grouped("SUM({})", part.high.top, "0")
    low_open = items.grouped("BOOL_OR({})", part.low_open, FALSE)
    high_open = items.grouped("BOOL_OR({})", part.high_open, FALSE)
    inexact = items.grouped("BOOL_OR({})", negated(part.exact), FALSE)
    number = Quantity(
        Ratio(low, part.low.bottom),
        Ratio(high, part.high.bottom),
        low_open,
        high_open,
        frame.sheet.define(negated(inexact)),
        part.positive,
    )
    return Numeric(number, kept(frame, only_if(negated(number.exact), gaps)))


def _over_one_number(frame: Frame, *numbers: Quantity) -> None:
    """Fractions of any denominators have no sum of bounded width."""
    if not all(is_whole(end.bottom) for each in numbers for end in (each.low, each.high)):
        raise NotCompiled("按行合计的数是两个事实的商", frame.own)


def _distinct(items: Items, sure: Sql, counts: Sql, value: Value, gaps: Words) -> Numeric:
    """Unknown values may coincide with known ones, or may all differ."""
    if isinstance(value, Numeric):
        _over_one_number(items.outer, value.number)
        decided, piece = value.number.exact, value.number.low.top
    else:
        decided, piece = known(value.sql), value.sql
    of_sure = when([(both(sure, decided), piece)], NULL)
    of_any = when([(both(counts, decided), piece)], NULL)
    low = items.grouped("COUNT(DISTINCT {})", of_sure, "0")
    any_sure = items.grouped("BOOL_OR({})", sure, FALSE)
    possible = items.grouped("COUNT(DISTINCT {})", of_any, "0")
    undecided = items.grouped("SUM({})", _one_if(both(counts, negated(decided))), "0")
    at_least_one = when([(both(any_sure, f"({low} = 0)"), "1")], low)
    return _measured(items.outer, _whole(at_least_one), _whole(f"({possible} + {undecided})"), gaps)


def _end(items: Items, item: tuple[Sql, Sql, Numeric], gaps: Words, *, largest: bool) -> Numeric:
    """The largest or smallest; zero when there is no row.

    A sure row bounds it on the near side, every row that may count on the far side.
    """
    sure, counts, value = item
    frame, number = items.outer, value.number
    _over_one_number(frame, number)
    near, far = (number.low, number.high) if largest else (number.high, number.low)
    near_open = number.low_open if largest else number.high_open
    far_open = number.high_open if largest else number.low_open
    pick = "MAX({})" if largest else "MIN({})"
    best = items.grouped(pick, when([(both(sure, negated(near_open)), near.top)], NULL), NULL)
    reach = items.grouped(pick, when([(both(counts, negated(far_open)), far.top)], NULL), NULL)
    endless = items.grouped("BOOL_OR({})", both(counts, far_open), FALSE)
    ends = [(_or_zero(near, best), unknown(best)), (_or_zero(far, reach), endless)]
    (low, low_open), (high, high_open) = ends if largest else ends[::-1]
    any_sure = items.grouped("BOOL_OR({})", sure, FALSE)
    found = frame.numbers.choose(
        [(any_sure, Quantity(low, high, low_open, high_open, FALSE))],
        _unsure(items, counts, number),
    )
    found = frame.numbers.of_ends(found.low, found.high, found.low_open, found.high_open)
    return Numeric(found, kept(frame, only_if(negated(found.exact), gaps)))


def _unsure(items: Items, counts: Sql, number: Quantity) -> Quantity:
    """From the least to the most of rows of which none surely counts, and zero."""
    least, most = (
        items.grouped(pick, when([(both(counts, negated(is_open)), end.top)], NULL), NULL)
        for pick, is_open, end in (
            ("MIN({})", number.low_open, number.low),
            ("MAX({})", number.high_open, number.high),
        )
    )
    low_open = items.grouped("BOOL_OR({})", both(counts, number.low_open), FALSE)
    high_open = items.grouped("BOOL_OR({})", both(counts, number.high_open), FALSE)
    low = when([(f"({least} < 0)", least)], "0")
    high = when([(f"({most} > 0)", most)], "0")
    return Quantity(
        replace(number.low, top=low), replace(number.high, top=high), low_open, high_open, FALSE
    )


def _or_zero(end: Ratio, top: Sql) -> Ratio:
    return replace(end, top=when([(unknown(top), "0")], top))
