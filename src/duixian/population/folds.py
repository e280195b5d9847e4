"""Sums and counts over the rows of another subject, as intervals.

Every row of the sheet is joined with the rows of the other subject that belong to its firm; the
filter and the value are columns of that relation, and what they come to is grouped by the row.
"""

from dataclasses import replace

from duixian.population.choices import chosen
from duixian.population.codes import Detail, GapCode, Words, only_if, together
from duixian.population.forms import compiled, condition, kept
from duixian.population.frame import NOBODY, Frame
from duixian.population.quantities import ZERO, Quantity, fixed
from duixian.population.ratios import Ratio
from duixian.population.refusals import NotCompiled
from duixian.population.schema import relation_of
from duixian.population.sheet import Sheet
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    compared,
    day,
    is_true,
    is_whole,
    name,
    negated,
    when,
)
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Fold


class _Items:
    """One fold: the relation of its items, and what is grouped of it."""

    def __init__(self, expression: tree.OverRows, frame: Frame) -> None:
        if frame.item:
            raise NotCompiled("求和之中的求和", frame.own)
        self.outer = frame
        self.title = f"{frame.sheet.title}_items_{len(frame.sheet.folds) + 1}"
        subject = frame.setting.library.vocabulary.subject(expression.subject)
        if subject is None:
            raise KeyError(expression.subject)
        firm = frame.leaf(frame.firm, "firm_code")
        on = day(frame.setting.shape.on)
        source = (
            f"{frame.sheet.rows} AS o JOIN {relation_of(subject)} AS item"
            f" ON item.row_firm = o.{firm} AND item.row_day <= {on}"
        )
        self.sheet = Sheet(self.title, source, ("facts",))
        for column in frame.sheet.identity:
            self.sheet.entered(column, f"o.{name(column)}")
        self.frame = replace(
            frame, sheet=self.sheet, item=expression.subject, outer=frame, known={}
        )
        self.frame.day = self._carried(frame.day)
        self.frame.law_day = self._carried(frame.law_day)
        if frame.base is not None:
            self.frame.base = self._carried(frame.base)
        self._outputs: dict[str, Sql] = {}
        self._aggregates: dict[str, Sql] = {}

    def _carried(self, piece: Sql) -> Sql:
        if piece.startswith('"'):
            self.sheet.entered(piece.strip('"'), f"o.{piece}")
        return piece

    def grouped(self, aggregate: str, piece: Sql, empty: Sql) -> Sql:
        """An aggregate over the items of a row, as a column of the row; `empty` without items."""
        inside = f"v{len(self._outputs)}"
        self._outputs[inside] = piece
        self._aggregates[inside] = f"{aggregate}({name(inside)})"
        column = self.outer.sheet.found(f"{self.title}_{inside}", f"{self.title}.{name(inside)}")
        there = self.outer.sheet.found(f"{self.title}_there", f"{self.title}.there")
        return self.outer.sheet.define(when([(f"({there} IS NULL)", empty)], column))

    def finish(self) -> None:
        """Put the statements before the sheet of the rows."""
        identity = self.outer.sheet.identity
        outputs = {column: name(column) for column in identity} | self._outputs
        statements = self.sheet.statements(outputs)
        keys = ", ".join(name(column) for column in identity)
        last, text = statements.pop()
        statements.append((f"{last}_each", text))
        found = ", ".join(f"{text} AS {name(column)}" for column, text in self._aggregates.items())
        statements.append(
            (self.title, f"SELECT {keys}, TRUE AS there, {found} FROM {last}_each GROUP BY {keys}")
        )
        same = " AND ".join(f"{self.title}.{name(c)} = o.{name(c)}" for c in identity)
        self.outer.sheet.after(statements, f"LEFT JOIN {self.title} ON {same}")


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
    items = _Items(expression, frame)
    where = compiled(expression.where, items.frame) if expression.where else Plain(TRUE)
    value = compiled(expression.value, items.frame) if expression.value else None
    if not isinstance(where, Plain):
        raise NotCompiled("求和的条件是数", frame.own)
    sure = items.sheet.define(is_true(where.sql))
    counts = items.sheet.define(f"({where.sql} IS NOT FALSE)")
    missing = only_if(counts, together(where.gaps, value.gaps if value else {}))
    gaps = {
        word: items.grouped("BIT_OR", f"CAST({bits} AS BIGINT)", "0")
        for word, bits in missing.items()
    }
    found = _folded(expression, items, (sure, counts, value), gaps)
    items.finish()
    return found


def _folded(
    expression: tree.OverRows,
    items: _Items,
    item: tuple[Sql, Sql, Value | None],
    gaps: Words,
) -> Value:
    sure, counts, value = item
    frame = items.outer
    match expression.fold:
        case Fold.EXISTS:
            any_sure = items.grouped("BOOL_OR", sure, FALSE)
            any_kept = items.grouped("BOOL_OR", counts, FALSE)
            cases = [(any_sure, TRUE), (negated(any_kept), FALSE)]
            return condition(frame, when(cases, NULL), Plain(NULL, gaps))
        case Fold.COUNT:
            low = _whole(items.grouped("SUM", _one_if(sure), "0"))
            high = _whole(items.grouped("SUM", _one_if(counts), "0"))
            return _measured(frame, low, high, gaps)
        case Fold.SUM if isinstance(value, Numeric):
            return _sum(items, sure, counts, value, gaps)
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


def _sum(items: _Items, sure: Sql, counts: Sql, value: Numeric, gaps: Words) -> Numeric:
    """Rows whose filter is unknown add nothing or all."""
    inner, frame = items.frame.numbers, items.outer
    maybe = inner.hull([ZERO, value.number])
    cases = [(sure, value.number), (counts, maybe)]
    part = inner.choose(cases, ZERO)
    for end in (part.low, part.high):
        if not is_whole(end.bottom):
            raise NotCompiled("商的合计（按行）", frame.own)
    low = items.grouped("SUM", part.low.top, "0")
    high = items.grouped("SUM", part.high.top, "0")
    low_open = items.grouped("BOOL_OR", part.low_open, FALSE)
    high_open = items.grouped("BOOL_OR", part.high_open, FALSE)
    inexact = items.grouped("BOOL_OR", negated(part.exact), FALSE)
    number = Quantity(
        Ratio(low, part.low.bottom),
        Ratio(high, part.high.bottom),
        low_open,
        high_open,
        frame.sheet.define(negated(inexact)),
        part.positive,
    )
    return Numeric(number, kept(frame, only_if(negated(number.exact), gaps)))
