"""Expressions into closures: each form of the tree is given its meaning here, once a library."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from duixian.rulebook.assessment import Step
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, Via
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label, Number
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import (
    comparing,
    days,
    facts,
    logic,
    numbers,
    records,
    row_folds,
    tables,
)
from duixian.rulebook.meaning.context import FIRM, Context, Evaluate
from duixian.rulebook.meaning.intervals import whole
from duixian.rulebook.units import MONEY
from duixian.rulebook.vocabulary.model import Fact


class Compiler:
    """Compiles expressions with the vocabulary, catalogues and series of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary = library.vocabulary
        self._catalogues = {catalogue.name: catalogue for catalogue in library.catalogues}
        self._series = {series.name: series for series in library.series}

    def compile(self, expression: Expression) -> Evaluate:
        """The closure that evaluates the expression for a row."""
        match expression:
            case tree.Quantity() | tree.Word() | tree.DateWord() | tree.YesNo():
                return _constant(expression)
            case tree.Named():
                return _named(expression, self.compile(expression.body))
            case tree.All() | tree.AnyOf() | tree.AtLeastOf() | tree.Not():
                return self._logic(expression)
            case tree.Compare() | tree.Belongs() | tree.InCatalogue() | tree.FullPeriod():
                return self._test(expression)
            case tree.Arithmetic() | tree.Extreme() | tree.PerFull() | tree.BySupportYear():
                return self._number(expression)
            case tree.Conditional() | tree.ByLevel() | tree.ByBracket():
                return self._choice(expression)
            case tree.MomentRef() | tree.Span() | tree.YearOf():
                return self._day(expression)
            case tree.FactRef() | tree.OverYears() | tree.OverRows():
                return self._read(expression)
            case tree.Listed() | tree.Review() | tree.Published() | tree.FromHistory():
                return self._recorded(expression)
            case _:
                assert_never(expression)

    def _logic(self, e: tree.All | tree.AnyOf | tree.AtLeastOf | tree.Not) -> Evaluate:
        match e:
            case tree.All():
                return logic.all_of(e, self._all(e.parts))
            case tree.AnyOf():
                return logic.any_of(e, self._all(e.parts))
            case tree.AtLeastOf():
                return logic.at_least_of(e, self._all(e.parts))
            case tree.Not():
                return logic.negated(e, self.compile(e.part))

    def _test(
        self, e: tree.Compare | tree.Belongs | tree.InCatalogue | tree.FullPeriod
    ) -> Evaluate:
        of = self.compile
        match e:
            case tree.Compare(
                tree.Comparator.EQUAL | tree.Comparator.UNEQUAL, left, tree.Word(text) as word
            ):
                return comparing.is_word(e, of(left), Step(word, text))
            case tree.Compare():
                return comparing.compare(e, of(e.left), of(e.right), self._levels(e))
            case tree.Belongs():
                return comparing.belongs(e, of(e.left))
            case tree.InCatalogue():
                return comparing.in_catalogue(e, of(e.left), self._catalogues.get(e.catalogue))
            case tree.FullPeriod():
                return days.full_period(e, of(e.since), of(e.at))

    def _number(
        self, e: tree.Arithmetic | tree.Extreme | tree.PerFull | tree.BySupportYear
    ) -> Evaluate:
        match e:
            case tree.Arithmetic():
                return numbers.arithmetic(e, self.compile(e.left), self.compile(e.right))
            case tree.Extreme():
                return numbers.extreme(e, self._all(e.parts))
            case tree.PerFull():
                return numbers.per_full(e, self.compile(e.amount))
            case tree.BySupportYear():
                return numbers.by_support_year(e, self._all(e.values))

    def _choice(self, e: tree.Conditional | tree.ByLevel | tree.ByBracket) -> Evaluate:
        of = self.compile
        match e:
            case tree.Conditional():
                return tables.conditional(e, of(e.condition), of(e.then), of(e.otherwise))
            case tree.ByLevel():
                values: dict[object, Evaluate] = {word: of(value) for word, value in e.table}
                return tables.by_level(e, of(e.key), values, self._maybe(e.otherwise))
            case tree.ByBracket():
                parts = tuple(bracket.value for bracket in e.brackets)
                return tables.by_bracket(e, of(e.key), self._all(parts))

    def _day(self, e: tree.MomentRef | tree.Span | tree.YearOf) -> Evaluate:
        match e:
            case tree.MomentRef():
                return days.moment(e)
            case tree.Span():
                return days.span(e, self.compile(e.start), self.compile(e.end))
            case tree.YearOf():
                return days.year_of(e, self.compile(e.day))

    def _read(self, e: tree.FactRef | tree.OverYears | tree.OverRows) -> Evaluate:
        match e:
            case tree.FactRef():
                return self._fact(e)
            case tree.OverYears():
                return facts.over_years(e, self._declared(e.subject, e.fact))
            case tree.OverRows():
                return row_folds.over_rows(e, self._maybe(e.value), self._maybe(e.where))

    def _recorded(
        self, e: tree.Listed | tree.Review | tree.Published | tree.FromHistory
    ) -> Evaluate:
        of = self.compile
        match e:
            case tree.Listed():
                return records.listed(e)
            case tree.Review():
                return records.review(e, of(e.low), of(e.high), money=self._is_money(e))
            case tree.Published():
                return records.published(e, of(e.day), self._series.get(e.series))
            case tree.FromHistory():
                return records.from_history(e)

    def _all(self, parts: tuple[Expression, ...]) -> tuple[Evaluate, ...]:
        return tuple(self.compile(part) for part in parts)

    def _maybe(self, part: Expression | None) -> Evaluate | None:
        return None if part is None else self.compile(part)

    def _declared(self, subject: str, name: str) -> Fact:
        found = self._vocabulary.subject(subject)
        fact = found.fact(name) if found else None
        if fact is None:
            raise KeyError(f"{subject}.{name}")
        return fact

    def _levels(self, expression: tree.Compare) -> tuple[str, ...]:
        for side in (expression.left, expression.right):
            found = type_of(side, self._vocabulary)
            if isinstance(found, Label) and found.ordered:
                return found.levels
        return ()

    def _is_money(self, expression: tree.Review) -> bool:
        found = type_of(expression, self._vocabulary)
        return isinstance(found, Number) and found.dimension == MONEY

    def _fact(self, expression: tree.FactRef) -> Evaluate:
        declared = self._declared(expression.subject, expression.fact)
        entered = facts.fact(expression, declared)
        if not declared.derived:
            return entered
        dated = [(rule.since, self.compile(rule.expression)) for rule in declared.derived]
        return _derived(expression, dated, entered)


def _constant(expression: tree.Quantity | tree.Word | tree.DateWord | tree.YesNo) -> Evaluate:
    step = Step(expression, _written(expression))
    return lambda _: step


def _written(expression: tree.Quantity | tree.Word | tree.DateWord | tree.YesNo) -> object:
    match expression:
        case tree.Quantity(value=value):
            return whole(value), whole(value)
        case tree.Word(text=text):
            return text
        case tree.DateWord(day=day):
            return day
        case tree.YesNo(value=flag):
            return flag


def _named(expression: tree.Named, body: Evaluate) -> Evaluate:
    def evaluate(context: Context) -> Step:
        below = body(context)
        return Step(expression, below.value, (below,), below.gaps)

    def once(context: Context) -> Step:
        if context.item is not None:
            return evaluate(context)
        step = context.parts.get(id(expression))
        if step is None:
            step = context.parts[id(expression)] = evaluate(context)
        return step

    return once


def _derived(
    expression: tree.FactRef, dated: list[tuple[date, Evaluate]], entered: Evaluate
) -> Evaluate:
    """A computed fact: by the latest rule of the day from which the row's years count."""
    of_firm = expression.subject == FIRM and expression.via in (Via.FIRM, Via.PAYEE, Via.ROW)

    def computed(context: Context) -> Step:
        rules = [rule for since, rule in dated if since <= (context.base or context.run.on)]
        seen = _seen_from(expression, context)
        if not rules or seen is None:
            return entered(context)
        below = rules[-1](seen)
        return Step(expression, below.value, (below,), below.gaps)

    def once_a_firm(context: Context) -> Step:
        run = context.run
        if context.base is not run.on:
            return computed(context)
        firm = context.payee if expression.via == Via.PAYEE else context.firm
        key = (id(once_a_firm), firm.code, context.law_day)
        step = run.known.get(key)
        if step is None:
            step = run.known[key] = computed(context)
        return step

    return once_a_firm if of_firm else computed


def _seen_from(expression: tree.FactRef, context: Context) -> Context | None:
    """The context in which the fact's own names are read: of its firm, or of its row."""
    if expression.via == Via.ITEM:
        item = context.item
        if item is None:
            return None
        seen = replace(context, subject=item.subject, key=item.key, row=item.values)
        seen.leaves, seen.parts = {}, {}
        return seen
    if expression.subject != FIRM:
        return context
    firm, _ = facts.firm_by(expression.via)(context)
    if firm is None:
        return None
    if firm is context.firm and firm is context.payee:
        return context
    return replace(context, firm=firm, payee=firm, parts={})
