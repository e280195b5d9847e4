"""Comparisons of numbers, days, levels and words, and membership in lists of words."""

from datetime import date

from duixian.population import forms
from duixian.population.codes import Detail, GapCode, only_if, together
from duixian.population.decisions import decided_by_word
from duixian.population.frame import Frame
from duixian.population.refusals import NotCompiled
from duixian.population.sql import (
    NULL,
    among,
    both,
    compared,
    day,
    either,
    flag,
    known,
    negated,
    text,
    unknown,
    when,
)
from duixian.population.values import Numeric, Plain
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Comparator
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label

SIGNS = {
    Comparator.EQUAL: "=",
    Comparator.UNEQUAL: "<>",
    Comparator.LESS: "<",
    Comparator.AT_MOST: "<=",
    Comparator.MORE: ">",
    Comparator.AT_LEAST: ">=",
}

_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


def compare(expression: tree.Compare, frame: Frame) -> Plain:
    """甲 ≥ 乙 and the like."""
    left = forms.compiled(expression.left, frame)
    right = forms.compiled(expression.right, frame)
    if isinstance(left, Numeric) and isinstance(right, Numeric):
        return _of_numbers(expression.comparator, left, right, frame)
    if isinstance(left, Numeric) or isinstance(right, Numeric):
        raise NotCompiled("数与不是数的比较", frame.own)
    sign = SIGNS[expression.comparator]
    levels = _levels(expression, frame)
    if levels and sign not in ("=", "<>"):
        value = _by_rank(sign, left.sql, right.sql, levels, frame)
    else:
        value = compared(sign, left.sql, right.sql)
    return forms.condition(frame, value, left, right)


def _of_numbers(comparator: Comparator, left: Numeric, right: Numeric, frame: Frame) -> Plain:
    """What is missing for a fact is missing for its comparison with a written number."""
    sign = SIGNS[comparator]
    directly = frame.numbers.directly
    found = directly(sign, left.number, right.number)
    found = found or directly(_TURNED.get(sign, sign), right.number, left.number)
    if found:
        return Plain(found, together(left.gaps, right.gaps))
    return forms.condition(frame, _by_intervals(comparator, left, right, frame), left, right)


def _by_intervals(comparator: Comparator, left: Numeric, right: Numeric, frame: Frame) -> str:
    numbers, a, b = frame.numbers, left.number, right.number
    match comparator:
        case Comparator.AT_LEAST:
            return numbers.surely_at_least(a, b)
        case Comparator.AT_MOST:
            return numbers.surely_at_least(b, a)
        case Comparator.MORE:
            return numbers.surely_more(a, b)
        case Comparator.LESS:
            return numbers.surely_more(b, a)
        case Comparator.EQUAL:
            return numbers.surely_equal(a, b)
        case Comparator.UNEQUAL:
            return negated(numbers.surely_equal(a, b))


def _levels(expression: tree.Compare, frame: Frame) -> tuple[str, ...]:
    for side in (expression.left, expression.right):
        found = type_of(side, frame.setting.library.vocabulary)
        if isinstance(found, Label) and found.ordered:
            return found.levels
    return ()


def _by_rank(sign: str, left: str, right: str, levels: tuple[str, ...], frame: Frame) -> str:
    """By the order of the levels; a word that is none of them is compared as a text."""
    if right.startswith("'") and right[1:-1] in levels:
        return _by_places(sign, left, right, levels, frame)
    ranks = [(f"({{0}} = {text(level)})", str(rank)) for rank, level in enumerate(levels)]

    def rank(piece: str) -> str:
        return when([(test.format(piece), value) for test, value in ranks], NULL)

    of_levels = both(among(left, levels), among(right, levels))
    ordered = f"({rank(left)} {sign} {rank(right)})"
    return when([(of_levels, ordered)], compared(sign, left, right))


def _by_places(sign: str, left: str, right: str, levels: tuple[str, ...], frame: Frame) -> str:
    """The same where one level is written: the levels for which it holds, and the others.

    Each level is a column, because sums by level ask for it too.
    """
    place = levels.index(right[1:-1])
    holds = [
        level
        for rank, level in enumerate(levels)
        if compared(sign, str(rank), str(place)) == "TRUE"
    ]
    others = [level for level in levels if level not in holds]

    def is_one_of(words: list[str]) -> str:
        return either(*(frame.sheet.define(compared("=", left, text(word))) for word in words))

    cases = [(is_one_of(words), flag(words is holds)) for words in (others, holds) if words]
    return when(cases, compared(sign, left, right))


def belongs(expression: tree.Belongs, frame: Frame) -> Plain:
    """属于 [甲、乙]. A word that an open list (…等) does not name awaits a decision of its name."""
    left = forms.plain(expression.left, frame)
    inside = frame.sheet.define(among(left.sql, expression.options))
    if not expression.open_ended:
        return forms.condition(frame, inside, left)
    if not isinstance(expression.left, tree.FactRef):
        raise NotCompiled("以“等”结尾的列举，左边不是事实", frame.own)
    return _open_list(expression.left, left, inside, frame)


def _open_list(asked: tree.FactRef, left: Plain, inside: str, frame: Frame) -> Plain:
    decision = decided_by_word(frame, asked)
    value = frame.sheet.define(when([(unknown(left.sql), NULL), (inside, "TRUE")], decision))
    gap = GapCode(GapKind.OPEN_LIST, frame.subject, asked.fact, "", Detail.DATA)
    gaps = together(
        only_if(unknown(left.sql), left.gaps),
        only_if(both(known(left.sql), unknown(value)), frame.codes.missing(gap)),
    )
    return Plain(value, forms.kept(frame, gaps))


def in_catalogue(expression: tree.InCatalogue, frame: Frame) -> Plain:
    """属于 目录(…): by the edition of the day that selects the law; with none it is unknown."""
    left = forms.plain(expression.left, frame)
    catalogues = {each.name: each for each in frame.setting.library.catalogues}
    catalogue = catalogues.get(expression.catalogue)
    editions = catalogue.editions if catalogue else ()
    cases = [
        (_since(frame, start), among(left.sql, sorted(entries)))
        for start, entries in reversed(editions)
    ]
    covered = when([(since, "TRUE") for since, _ in cases], "FALSE")
    value = frame.sheet.define(when(cases, NULL))
    gap = frame.codes.missing(GapCode(GapKind.CATALOGUE, "目录", expression.catalogue))
    gaps = together(
        only_if(unknown(value), left.gaps),
        only_if(negated(frame.sheet.define(covered)), together(left.gaps, gap)),
    )
    return Plain(value, forms.kept(frame, gaps))


def _since(frame: Frame, start: date) -> str:
    """Whether the edition of that day is in force on the law day, settled here where it can be."""
    on = frame.setting.shape.on
    if frame.law_day == day(on):
        return "TRUE" if start <= on else "FALSE"
    return f"({frame.law_day} >= {day(start)})"
