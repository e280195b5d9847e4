"""Tests: comparisons of numbers, days, levels and words, and membership in lists of words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.expression.tree import Belongs, Comparator, Compare, FactRef, InCatalogue
from duixian.rulebook.library.model import Catalogue
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.intervals import (
    Pair,
    surely_at_least,
    surely_equal,
    surely_more,
)

_ORDER: Mapping[Comparator, Callable[[Any, Any], bool]] = {
    Comparator.EQUAL: lambda a, b: bool(a == b),
    Comparator.UNEQUAL: lambda a, b: bool(a != b),
    Comparator.LESS: lambda a, b: bool(a < b),
    Comparator.AT_MOST: lambda a, b: bool(a <= b),
    Comparator.MORE: lambda a, b: bool(a > b),
    Comparator.AT_LEAST: lambda a, b: bool(a >= b),
}


def compare(
    expression: Compare, left: Evaluate, right: Evaluate, levels: tuple[str, ...]
) -> Evaluate:
    """甲 ≥ 乙 and the like. `levels` orders words, lowest first; () for words that only equal."""
    comparator = expression.comparator
    decide = _decider(comparator, {word: rank for rank, word in enumerate(levels)})

    def evaluate(context: Context) -> Step:
        a, b = left(context), right(context)
        value = decide(a, b)
        if value is None:
            return Step(expression, None, (a, b), a.gaps + b.gaps)
        return Step(expression, value, (a, b))

    return evaluate


def is_word(expression: Compare, left: Evaluate, word: Step) -> Evaluate:
    """甲 = 某词, 甲 ≠ 某词: the commonest test of all, made short."""
    written, equal = word.value, expression.comparator is Comparator.EQUAL

    def evaluate(context: Context) -> Step:
        found = left(context)
        if found.value is None:
            return Step(expression, None, (found, word), found.gaps)
        return Step(expression, (found.value == written) is equal, (found, word))

    return evaluate


def _decider(
    comparator: Comparator, ranks: Mapping[str, int]
) -> Callable[[Step, Step], bool | None]:
    order = _ORDER[comparator]

    def decide(left: Step, right: Step) -> bool | None:
        a, b = left.value, right.value
        if a.__class__ is tuple:
            if a[0] is not None and a[0] == a[1] and b[0] is not None and b[0] == b[1]:
                return order(a[0], b[0])
            return by_intervals(comparator, a, b)
        if a is None or b is None:
            return None
        if ranks and a in ranks and b in ranks:
            return order(ranks[a], ranks[b])
        return order(a, b)

    return decide


def by_intervals(comparator: Comparator, a: Pair, b: Pair) -> bool | None:
    """A comparison of numbers that are not known exactly."""
    match comparator:
        case Comparator.AT_LEAST:
            return surely_at_least(a, b)
        case Comparator.AT_MOST:
            return surely_at_least(b, a)
        case Comparator.MORE:
            return surely_more(a, b)
        case Comparator.LESS:
            return surely_more(b, a)
        case Comparator.EQUAL:
            return surely_equal(a, b)
        case Comparator.UNEQUAL:
            equal = surely_equal(a, b)
            return None if equal is None else not equal


def belongs(expression: Belongs, left: Evaluate) -> Evaluate:
    """属于 [甲、乙]. A word that an open list (…等) does not name awaits a decision of its name."""
    options = frozenset(expression.options)

    def evaluate(context: Context) -> Step:
        below = left(context)
        word = below.value
        if word is None or word in options:
            return Step(expression, None if word is None else True, (below,), below.gaps)
        if not expression.open_ended:
            return Step(expression, value=False, below=(below,))
        decided = context.decision(word)
        gap = Gap(GapKind.OPEN_LIST, context.subject, _asked(expression.left), word)
        return Step(expression, decided, (below,), (gap,) if decided is None else ())

    return evaluate


def _asked(expression: object) -> str:
    return expression.fact if isinstance(expression, FactRef) else ""


def in_catalogue(expression: InCatalogue, left: Evaluate, catalogue: Catalogue | None) -> Evaluate:
    """属于 目录(…): by the edition of the day that selects the law; with none it is unknown."""

    def evaluate(context: Context) -> Step:
        below = left(context)
        entries = _entries(catalogue, context.law_day)
        if entries is None:
            gap = Gap(GapKind.CATALOGUE, "目录", expression.catalogue)
            return Step(expression, None, (below,), (*below.gaps, gap))
        if below.value is None:
            return Step(expression, None, (below,), below.gaps)
        return Step(expression, below.value in entries, (below,))

    return evaluate


def _entries(catalogue: Catalogue | None, day: date) -> frozenset[str] | None:
    editions = catalogue.editions if catalogue else ()
    in_force = [entries for start, entries in editions if start <= day]
    return frozenset(in_force[-1]) if in_force else None
