"""Expressions as columns: each form of the tree is given its relational meaning."""

from dataclasses import replace
from typing import assert_never

from duixian.population import choices, comparisons, days, folds, records
from duixian.population.codes import Detail, GapCode, only_if, together
from duixian.population.forms import compiled, condition, entered, kept, measured, number_of, plain
from duixian.population.frame import ITEM, NOBODY, Frame
from duixian.population.quantities import ZERO, fixed
from duixian.population.schema import FIRM
from duixian.population.sql import (
    FALSE,
    TRUE,
    both,
    day,
    either,
    flag,
    negated,
    text,
    unknown,
    when,
)
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, FactRef, Operator, Pick, Via, YearFold
from duixian.rulebook.meaning.reach import looks_at_row, walked
from duixian.rulebook.vocabulary.model import Fact


def compile_expression(expression: Expression, frame: Frame) -> Value:  # noqa: C901, PLR0911, PLR0912 — one line a form
    """The columns of an expression in a frame, by its form."""
    match expression:
        case tree.Quantity() | tree.Word() | tree.DateWord() | tree.YesNo():
            return _written(expression)
        case tree.Named(_, body):
            return compiled(body, frame)
        case tree.All() | tree.AnyOf() | tree.AtLeastOf() | tree.Not():
            return _logic(expression, frame)
        case tree.Compare():
            return comparisons.compare(expression, frame)
        case tree.Belongs():
            return comparisons.belongs(expression, frame)
        case tree.InCatalogue():
            return comparisons.in_catalogue(expression, frame)
        case tree.Arithmetic():
            return _arithmetic(expression, frame)
        case tree.Extreme(pick, parts):
            found = [number_of(part, frame) for part in parts]
            of = frame.numbers.least if pick is Pick.LEAST else frame.numbers.greatest
            return measured(frame, of([each.number for each in found]), *found)
        case tree.PerFull(step, amount, up):
            below = number_of(amount, frame)
            return measured(
                frame, frame.numbers.whole_steps(below.number, step.value, up=up), below
            )
        case tree.BySupportYear(values):
            return _by_support_year(values, frame)
        case tree.Conditional():
            return choices.conditional(expression, frame)
        case tree.ByLevel():
            return choices.by_level(expression, frame)
        case tree.ByBracket():
            return choices.by_bracket(expression, frame)
        case tree.MomentRef() | tree.Span() | tree.YearOf() | tree.FullPeriod():
            return days.of_days(expression, frame)
        case tree.FactRef():
            return _fact(expression, frame)
        case tree.OverYears():
            return _over_years(expression, frame)
        case tree.OverRows():
            return folds.over_rows(expression, frame)
        case tree.Listed() | tree.Review() | tree.Published() | tree.FromHistory():
            return records.recorded(expression, frame)
        case _:
            assert_never(expression)


def _written(expression: tree.Quantity | tree.Word | tree.DateWord | tree.YesNo) -> Value:
    match expression:
        case tree.Quantity(number):
            return Numeric(fixed(number))
        case tree.Word(word):
            return Plain(text(word))
        case tree.DateWord(moment):
            return Plain(day(moment))
        case tree.YesNo(value):
            return Plain(flag(value))


def _logic(expression: tree.All | tree.AnyOf | tree.AtLeastOf | tree.Not, frame: Frame) -> Plain:
    match expression:
        case tree.All(parts):
            below = [plain(part, frame) for part in parts]
            return condition(frame, both(*(each.sql for each in below)), *below)
        case tree.AnyOf(parts):
            below = [plain(part, frame) for part in parts]
            return condition(frame, either(*(each.sql for each in below)), *below)
        case tree.Not(part):
            inside = plain(part, frame)
            return Plain(frame.sheet.define(negated(inside.sql)), inside.gaps)
        case tree.AtLeastOf(count, parts):
            below = [plain(part, frame) for part in parts]
            held = " + ".join(_one_if(f"{each.sql} IS TRUE") for each in below)
            possible = " + ".join(_one_if(f"{each.sql} IS NOT FALSE") for each in below)
            cases = [(f"(({held}) >= {count})", TRUE), (f"(({possible}) < {count})", FALSE)]
            return condition(frame, when(cases, "NULL"), *below)


def _one_if(test: str) -> str:
    return f"CASE WHEN {test} THEN 1 ELSE 0 END"


def _arithmetic(expression: tree.Arithmetic, frame: Frame) -> Numeric:
    a, b = number_of(expression.left, frame), number_of(expression.right, frame)
    numbers = frame.numbers
    match expression.operator:
        case Operator.ADD:
            return measured(frame, numbers.plus(a.number, b.number), a, b)
        case Operator.SUBTRACT:
            return measured(frame, numbers.minus(a.number, b.number), a, b)
        case Operator.MULTIPLY:
            return measured(frame, numbers.times(a.number, b.number), a, b)
        case Operator.DIVIDE:
            return _ratio(expression, a, b, frame)


def _ratio(expression: tree.Arithmetic, a: Numeric, b: Numeric, frame: Frame) -> Numeric:
    number, divides, not_above = frame.numbers.divided(a.number, b.number)
    denominator = frame.codes.missing(
        GapCode(
            GapKind.DENOMINATOR,
            frame.subject,
            _name_of(expression.right),
            "",
            Detail.KEY if frame.row is not None else Detail.WRITTEN,
        )
    )
    neither = both(negated(divides), negated(not_above))
    gaps = together(
        only_if(both(divides, negated(number.exact)), together(a.gaps, b.gaps)),
        only_if(not_above, together(b.gaps, denominator)),
        only_if(neither, together(a.gaps, b.gaps)),
    )
    return Numeric(number, kept(frame, gaps))


def _name_of(expression: Expression) -> str:
    match expression:
        case tree.FactRef(fact=name) | tree.Named(name=name):
            return name
        case _:
            return "分母"


def _by_support_year(values: tuple[Expression, ...], frame: Frame) -> Value:
    year = frame.support_year
    if year == 0:
        return Numeric(frame.numbers.anything(), frame.codes.missing(frame.gap("支持年度")))
    return compiled(values[year - 1], frame) if year <= len(values) else Numeric(ZERO)


def _fact(expression: tree.FactRef, frame: Frame) -> Value:
    declared = frame.declared(expression.subject, expression.fact)
    if expression.years_back is not None:
        return entered(
            frame, declared, frame.in_year(expression.via, declared, expression.years_back)
        )
    if declared.derived:
        return _derived(expression, declared, frame)
    return entered(frame, declared, frame.fact(expression.via, declared))


def _derived(expression: tree.FactRef, declared: Fact, frame: Frame) -> Value:
    """A computed fact: by the latest rule of the day from which the row's years count."""
    on, inside = frame.setting.shape.on, _seen_from(expression, declared, frame)
    cases: list[choices.Case] = []

    def before() -> Value:
        return entered(frame, declared, frame.fact(expression.via, declared))

    if inside.firm == NOBODY and expression.via not in tuple(Via):
        return before()
    if declared.subject == FIRM and inside.firm in frame.codes.named:
        cases.append((unknown(frame.codes.named[inside.firm]), before()))
    if _once_a_firm(declared, frame, inside):
        found = frame.setting.firms.derived(declared, inside.firm, frame)
        return choices.chosen(frame, cases, found) if cases else found
    for rule in reversed(declared.derived):
        begun = flag(rule.since <= on)
        if frame.base is not None:
            begun = f"({frame.base} >= {day(rule.since)})"
        if begun == FALSE:
            continue
        found = compiled(rule.expression, inside)
        if begun == TRUE:
            return choices.chosen(frame, cases, found) if cases else found
        cases.append((begun, found))
    return choices.chosen(frame, cases, before())


def _once_a_firm(declared: Fact, frame: Frame, inside: Frame) -> bool:
    """Whether the fact was worked out with the firms: by their own facts, as of the day."""
    if declared.subject != FIRM or inside.firm in ("self", NOBODY):
        return False
    if frame.base is not None or frame.yearless or inside.row == ITEM:
        return False
    reference = FactRef(Via.PAYEE, FIRM, declared.name)
    parts = walked(reference, frame.setting.library)
    other = inside.firm != frame.owner
    return not any(
        isinstance(part, tree.InCatalogue) or (other and isinstance(part, tree.OverRows))
        for part in parts
    ) and not looks_at_row(reference, frame.setting.library)


def _seen_from(expression: tree.FactRef, declared: Fact, frame: Frame) -> Frame:
    """The frame in which the fact's own names are read: of its firm, or of its row."""
    if expression.via == Via.ITEM:
        return replace(frame, subject=declared.subject, row=ITEM, known={})
    if declared.subject != FIRM:
        return frame
    alias = frame.firm_by(expression.via)
    if frame.firm == frame.payee == alias:
        return frame
    return replace(frame, firm=alias, payee=alias, known={})


def _over_years(expression: tree.OverYears, frame: Frame) -> Numeric:
    declared = frame.declared(expression.subject, expression.fact)
    below = []
    for back in range(1 + expression.skipped, expression.years + expression.skipped + 1):
        found = entered(frame, declared, frame.in_year(expression.via, declared, back))
        if isinstance(found, Numeric):
            below.append(found)
    values, numbers = [each.number for each in below], frame.numbers
    match expression.fold:
        case YearFold.LARGEST:
            result = numbers.greatest(values)
        case YearFold.SMALLEST:
            result = numbers.least(values)
        case YearFold.SUM | YearFold.MEAN:
            result = values[0]
            for value in values[1:]:
                result = numbers.plus(result, value)
            if expression.fold is YearFold.MEAN:
                result, _, _ = numbers.divided(result, fixed(len(values)))
    return measured(frame, result, *below)
