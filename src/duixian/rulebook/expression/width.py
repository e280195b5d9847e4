"""How many bits the widest intermediate value of an expression can need.

A value is a fraction; its numerator and its denominator are bounded from what facts may hold. The
same arithmetic runs in 128 bits elsewhere, so what passes 126 bits is refused when it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.known_facts import KnownFact, KnownFacts, fact_of
from duixian.rulebook.expression.parts import parts_of
from duixian.rulebook.expression.tree import (
    BracketMode,
    Expression,
    Fold,
    Operator,
    SpanUnit,
    YearFold,
)
from duixian.rulebook.expression.types import Number, Type
from duixian.rulebook.units import MONEY, PURE

_MOST_MONEY = 10**13  # fen
_MOST_COUNT = 10**9
_MOST_RATE = 10**6
_MOST_ROWS = 10**6
_MOST_DAYS = 3_652_059  # from the first to the last day a date can name
_LAST_YEAR = 9999
_MOST_MONTHS = 12 * _LAST_YEAR
_PARTS_OF_A_UNIT = 10**4  # to which fraction of its unit a fact other than money is kept
_ENOUGH = 4096  # bits beyond which nobody needs to know how wide
ENDLESS = 2**20
"""The bits of a sum over rows of a quotient of facts: every row may bring a new denominator."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """A fraction: the largest numerator and denominator.

    `fixed`: whatever the facts hold, its denominator divides `bottom`.
    """

    top: int
    bottom: int = 1
    fixed: bool = True


_NONE = _Bounds(1)


def widest_bits(expression: Expression, facts: KnownFacts) -> int:
    """Bits, sign included, of the widest numerator or denominator on the way to the result."""
    return _Widths(facts).measure(expression)


class _Widths:
    """Walks one expression, remembering the widest value met."""

    def __init__(self, facts: KnownFacts) -> None:
        self._facts = facts
        self._widest = 1
        self._computing: set[tuple[str, str]] = set()

    def measure(self, expression: Expression) -> int:
        """The widest bits anywhere inside."""
        self._bounds(expression)
        return self._widest

    def _bounds(self, expression: Expression) -> _Bounds:
        parts = [self._bounds(part) for part in parts_of(expression)]
        return self._met(self._of(expression, parts))

    def _met(self, result: _Bounds) -> _Bounds:
        bits = max(result.top.bit_length(), result.bottom.bit_length()) + 1
        self._widest = max(self._widest, bits)
        return result if bits < _ENOUGH else _NONE

    def _of(self, expression: Expression, parts: list[_Bounds]) -> _Bounds:  # noqa: C901, PLR0911, PLR0912 — one line a form
        match expression:
            case tree.Quantity(value):
                return _Bounds(abs(value.numerator), value.denominator)
            case tree.FactRef(_, subject, fact):
                return self._fact(subject, fact)
            case tree.OverYears(fold, _, subject, fact, years):
                one = self._fact(subject, fact)
                sum_ = _Bounds(one.top * years, one.bottom)
                return _Bounds(sum_.top, sum_.bottom * years) if fold is YearFold.MEAN else sum_
            case tree.Arithmetic(Operator.DIVIDE, _, tree.Quantity()):
                return _Bounds(*_quotient(*parts), fixed=parts[0].fixed)
            case tree.Arithmetic(operator):
                return _joined(operator, *parts)
            case tree.Compare():
                # Two fractions are compared by multiplying across.
                return _joined(Operator.SUBTRACT, *parts)
            case tree.OverRows(fold):
                return self._over_rows(fold, parts)
            case tree.Span(unit):
                return _Bounds(_MOST_DAYS if unit is SpanUnit.DAYS else _MOST_MONTHS)
            case tree.YearOf():
                return _Bounds(_LAST_YEAR)
            case tree.PerFull():
                # A whole number in the end; on the way the amount in steps.
                step, amount = parts
                return _Bounds(amount.top * step.bottom, amount.bottom * step.top)
            case tree.Published(_, dimension) | tree.FromHistory(_, _, _, dimension):
                return _of_type(Number(dimension), None)
            case tree.Named():
                return parts[0]
            case tree.Extreme():
                for pair in combinations(parts, 2):
                    self._met(_joined(Operator.SUBTRACT, *pair))
                return _chosen(parts)
            case tree.BySupportYear() | tree.Review():
                return _chosen(parts)
            case tree.Conditional() | tree.ByLevel():
                return self._one_of(parts[1:])
            case tree.ByBracket():
                return self._by_bracket(expression, parts[0])
        return _NONE

    def _one_of(self, parts: list[_Bounds]) -> _Bounds:
        """Undecided, they are compared: by what is left of each beside its whole part."""
        for one, other in combinations(parts, 2):
            if not (one.fixed and other.fixed):
                self._met(_Bounds(1, one.bottom * other.bottom))
        return _chosen(parts)

    def _over_rows(self, fold: Fold, parts: list[_Bounds]) -> _Bounds:
        match fold:
            case Fold.SUM if not parts[0].fixed:
                self._widest = ENDLESS
                return _NONE
            case Fold.SUM:
                return _Bounds(parts[0].top * _MOST_ROWS, parts[0].bottom)
            case Fold.LARGEST | Fold.SMALLEST:
                return parts[0]
        return _Bounds(_MOST_ROWS)

    def _by_bracket(self, expression: tree.ByBracket, key: _Bounds) -> _Bounds:
        for bracket in expression.brackets:
            for bound in (bracket.low, bracket.high):
                if bound is not None:
                    self._met(_joined(Operator.SUBTRACT, key, self._bounds(bound)))
        values = [self._bounds(bracket.value) for bracket in expression.brackets]
        if expression.mode is BracketMode.SINGLE:
            return self._one_of(values)
        if expression.mode is BracketMode.PROGRESSIVE:
            values = [self._met(_joined(Operator.MULTIPLY, key, value)) for value in values]
        total = values[0]
        for value in values[1:]:
            total = self._met(_joined(Operator.ADD, total, value))
        return total

    def _fact(self, subject: str, name: str) -> _Bounds:
        fact = fact_of(self._facts, subject, name)
        if not fact.derived or (subject, name) in self._computing:
            return _of_type(fact.type, fact.maximum)
        self._computing.add((subject, name))
        found = self._computed(fact)
        self._computing.discard((subject, name))
        return found

    def _computed(self, fact: KnownFact) -> _Bounds:
        """A computed fact is as wide as its rules; before the first of them it is entered."""
        rules = [self._bounds(rule.expression) for rule in fact.derived]
        return _chosen([_of_type(fact.type, fact.maximum), *rules])


def most_of(type_: Number, maximum: Fraction | None) -> Fraction:
    """The most that a value of that type is taken to be, in base units; its declared maximum."""
    if maximum:
        return maximum
    if type_.dimension == MONEY:
        return Fraction(_MOST_MONEY)
    return Fraction(_MOST_RATE if type_.dimension == PURE else _MOST_COUNT)


def _of_type(type_: Type, maximum: Fraction | None) -> _Bounds:
    if not isinstance(type_, Number):
        return _NONE
    most = int(most_of(type_, maximum))
    if type_.dimension == MONEY:
        return _Bounds(most)
    return _Bounds(most * _PARTS_OF_A_UNIT, _PARTS_OF_A_UNIT)


def _joined(operator: Operator, left: _Bounds, right: _Bounds) -> _Bounds:
    fixed = left.fixed and right.fixed
    if operator is Operator.MULTIPLY:
        return _Bounds(left.top * right.top, left.bottom * right.bottom, fixed)
    if operator is Operator.DIVIDE:
        return _Bounds(*_quotient(left, right), fixed=False)
    bottom = lcm(left.bottom, right.bottom) if fixed else left.bottom * right.bottom
    top = left.top * (bottom // left.bottom) + right.top * (bottom // right.bottom)
    return _Bounds(top, bottom, fixed)


def _quotient(left: _Bounds, right: _Bounds) -> tuple[int, int]:
    return left.top * right.bottom, left.bottom * max(right.top, 1)


def _chosen(parts: Sequence[_Bounds]) -> _Bounds:
    """One of several; known denominators are brought to a common one."""
    if not all(part.fixed for part in parts):
        top, bottom = max(part.top for part in parts), max(part.bottom for part in parts)
        return _Bounds(top, bottom, fixed=False)
    shared = lcm(*(part.bottom for part in parts))
    return _Bounds(max((part.top * (shared // part.bottom) for part in parts), default=1), shared)
