"""What a condition demands of single facts: enough to prove that two conditions exclude another.

A condition becomes a list of boxes, each a set of demands that hold together; what a box cannot
say (sums, comparisons of two facts) is left out, so a proof of exclusion is always right and a
missing proof says nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Comparator, Expression
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.policy.model import Condition
from duixian.rulebook.vocabulary.model import Vocabulary

MOST_BOXES = 64
"""Beyond so many alternatives a condition counts as demanding nothing."""

_NEGATED = {
    Comparator.EQUAL: Comparator.UNEQUAL,
    Comparator.UNEQUAL: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers or days between two bounds; None is open."""

    low: Fraction | None = None
    low_included: bool = False
    high: Fraction | None = None
    high_included: bool = False

    def both(self, other: "Range") -> "Range | None":
        """What lies in both; None when nothing does."""
        low, low_in = max((self.low, self.low_included), (other.low, other.low_included), key=_up)
        high, high_in = min(
            (self.high, self.high_included), (other.high, other.high_included), key=_down
        )
        touching = low == high and low_in and high_in
        if low is not None and high is not None and low >= high and not touching:
            return None
        return Range(low, low_in, high, high_in)


def _up(bound: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    return bound[0] is not None, bound[0] or Fraction(0), not bound[1]


def _down(bound: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    return bound[0] is None, bound[0] or Fraction(0), bound[1]


@dataclass(frozen=True, slots=True)
class Words:
    """Words or flags: one of `allowed` (None: any), none of `excluded`."""

    allowed: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()

    def both(self, other: "Words") -> "Words | None":
        """What both permit; None when nothing is left."""
        excluded = self.excluded | other.excluded
        if self.allowed is None:
            allowed = other.allowed
        else:
            allowed = self.allowed if other.allowed is None else self.allowed & other.allowed
        if allowed is not None and not allowed - excluded:
            return None
        return Words(allowed, excluded)


Demand = Range | Words
Box = Mapping[Expression, Demand]
_ANYTHING: tuple[Box, ...] = ({},)


class Demands:
    """Turns conditions into boxes under one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def of(self, conditions: Iterable[Condition]) -> tuple[Box, ...]:
        """The boxes in one of which every row lies that meets all conditions; () for none."""
        return self._all(condition.test for condition in conditions)

    def _all(self, tests: Iterable[Expression]) -> tuple[Box, ...]:
        boxes = _ANYTHING
        for test in tests:
            boxes = together(boxes, self._boxes(test))
        return boxes

    def _boxes(self, test: Expression, *, holds: bool = True) -> tuple[Box, ...]:
        match test:
            case tree.Named(_, body):
                return self._boxes(body, holds=holds)
            case tree.Not(part):
                return self._boxes(part, holds=not holds)
            case tree.All(parts) if holds:
                return self._all(parts)
            case tree.AnyOf(parts) if holds:
                found = tuple(box for part in parts for box in self._boxes(part))
                return found if len(found) <= MOST_BOXES else _ANYTHING
            case tree.YesNo(value):
                return _ANYTHING if value is holds else ()
            case tree.FactRef():
                return ({test: Words(frozenset({"是" if holds else "否"}))},)
            case tree.Belongs(left, options, False):
                words = frozenset(options)
                return ({left: Words(words) if holds else Words(excluded=words)},)
            case tree.Compare(comparator, left, right):
                return self._compared(comparator if holds else _NEGATED[comparator], left, right)
        return _ANYTHING

    def _compared(
        self, comparator: Comparator, left: Expression, right: Expression
    ) -> tuple[Box, ...]:
        if isinstance(right, tree.Word):
            words = self._words(comparator, left, right.text)
            return ({left: words},) if words else _ANYTHING
        if isinstance(right, tree.YesNo):
            wanted = right.value is (comparator is Comparator.EQUAL)
            return ({left: Words(frozenset({"是" if wanted else "否"}))},)
        bound = _ordinal(right)
        demand = _range(comparator, bound) if bound is not None else None
        if demand is None:
            return _ANYTHING
        known = _ordinal(left)
        if known is None:
            return ({left: demand},)
        return _ANYTHING if demand.both(Range(known, True, known, True)) else ()  # noqa: FBT003 - the same

    def _words(self, comparator: Comparator, left: Expression, word: str) -> Words | None:
        if comparator is Comparator.EQUAL:
            return Words(frozenset({word}))
        if comparator is Comparator.UNEQUAL:
            return Words(excluded=frozenset({word}))
        kind = type_of(left, self.vocabulary)
        if not isinstance(kind, Label) or word not in kind.levels:
            return None
        at = kind.levels.index(word)
        reach = {
            Comparator.AT_LEAST: kind.levels[at:],
            Comparator.MORE: kind.levels[at + 1 :],
            Comparator.AT_MOST: kind.levels[: at + 1],
            Comparator.LESS: kind.levels[:at],
        }
        return Words(frozenset(reach[comparator]))


def together(left: tuple[Box, ...], right: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes of both conditions at once; () when they exclude one another."""
    if len(left) * len(right) > MOST_BOXES:
        return left
    joined = (_joined(one, other) for one in left for other in right)
    return tuple(box for box in joined if box is not None)


def _joined(one: Box, other: Box) -> Box | None:
    found = dict(one)
    for key, demand in other.items():
        known = found.get(key)
        both = _both(known, demand) if known else demand
        if both is None or (isinstance(both, Words) and both.allowed == frozenset()):
            return None
        found[key] = both
    return found


def _both(one: Demand, other: Demand) -> Demand | None:
    if isinstance(one, Range) and isinstance(other, Range):
        return one.both(other)
    if isinstance(one, Words) and isinstance(other, Words):
        return one.both(other)
    return one


def _ordinal(expression: Expression) -> Fraction | None:
    if isinstance(expression, tree.DateWord):
        return Fraction(date.toordinal(expression.day))
    return fixed_value(expression)


def _range(comparator: Comparator, bound: Fraction) -> Range | None:
    match comparator:
        case Comparator.EQUAL:
            return Range(bound, True, bound, True)  # noqa: FBT003 - low and high alike
        case Comparator.AT_LEAST | Comparator.MORE:
            return Range(low=bound, low_included=comparator is Comparator.AT_LEAST)
        case Comparator.AT_MOST | Comparator.LESS:
            return Range(high=bound, high_included=comparator is Comparator.AT_MOST)
        case Comparator.UNEQUAL:
            return None
