"""The keys of a table by bracket: 不满 10 亿元, 10 亿元以上、不满 50 亿元, or the same with signs.

以上, 以下, 以内 include the number, 不满, 超过, 以外 do not (民法典 第1259条), unless (含) or
(不含) stands beside the word. The brackets stand in order and leave no gap and no overlap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import Expression, Operator, Quantity
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Number
from duixian.rulebook.language.dimension_words import dimension_in_words, example_unit
from duixian.rulebook.language.numbers import read_number
from duixian.rulebook.language.scope import Scope
from duixian.rulebook.language.source import Source, Span, read_source
from duixian.rulebook.problems import Place, Problem, error, has_errors
from duixian.rulebook.units import PURE, Dimension
from duixian.rulebook.vocabulary.model import Vocabulary

_ABOVE = {"以上": True, "以外": False}
_BELOW = {"以下": True, "以内": True}
_FROM = {"≥": True, ">=": True, ">": False, "超过": False, "高于": False, "不低于": True}
_UP_TO = {
    "≤": True,
    "<=": True,
    "<": False,
    "不满": False,
    "不足": False,
    "低于": False,
    "不超过": True,
}
_INCLUDES = _ABOVE | _BELOW | _FROM | _UP_TO
_CONTAINS = r"(?:\((?P<{}>含|不含)(?:本数)?\))?"
_BOUND = re.compile(
    rf"\s*(?P<before>{'|'.join(sorted([*_FROM, *_UP_TO], key=len, reverse=True))})?\s*"
    rf"(?P<number>[0-9].*?)\s*{_CONTAINS.format('inner')}"
    rf"(?P<after>{'|'.join([*_ABOVE, *_BELOW])})?{_CONTAINS.format('outer')}\s*"
)
_BETWEEN = re.compile(r"、|;|且|,(?![0-9])")
_EXAMPLE = "不满 10 亿元；10 亿元以上、不满 50 亿元；50 亿元以上"


@dataclass(frozen=True, slots=True)
class Bounds:
    """One bracket without its value, in base units; None is open."""

    low: Quantity | None
    low_included: bool
    high: Quantity | None
    high_included: bool


@dataclass(frozen=True, slots=True)
class _Bound:
    quantity: Quantity
    is_low: bool
    included: bool
    span: Span


@dataclass(frozen=True, slots=True)
class _Key:
    text: str
    place: Place
    bounds: Bounds


def read_brackets(
    keys: Sequence[tuple[str, Place]], key: Expression, scope: Scope
) -> tuple[tuple[Bounds, ...] | None, tuple[Problem, ...]]:
    """The bounds of all brackets of a table over `key`, or everything that is wrong with them."""
    found: list[_Key] = []
    problems: list[Problem] = []
    type_ = type_of(key, scope.vocabulary)
    dimension = type_.dimension if isinstance(type_, Number) else PURE
    for text, place in keys:
        bounds, refusals = _read_key(text, place, dimension, scope)
        problems.extend(refusals)
        if bounds:
            found.append(_Key(text, place, bounds))
    if not problems and found:
        problems.extend(_cover(found, _least(key, scope.vocabulary)))
    if has_errors(problems) or not found:
        return None, tuple(problems)
    return tuple(key.bounds for key in found), tuple(problems)


def _read_key(
    text: str, place: Place, dimension: Dimension, scope: Scope
) -> tuple[Bounds | None, tuple[Problem, ...]]:
    source, refusals = read_source(text, place)
    if source is None:
        return None, refusals
    problems: list[Problem] = []
    bounds = [_read_bound(source, span, dimension, scope, problems) for span in _pieces(source)]
    known = [bound for bound in bounds if bound is not None]
    if len(known) < len(bounds):
        return None, tuple(problems)
    lows = [bound for bound in known if bound.is_low]
    highs = [bound for bound in known if not bound.is_low]
    whole = (0, len(source.text))
    if len(lows) > 1 or len(highs) > 1:
        what = "要有一个下界、一个上界，或者其中之一"
        return None, (source.problem(whole, "bracket-malformed", what, "", _EXAMPLE),)
    low = lows[0] if lows else None
    high = highs[0] if highs else None
    if low and high and _is_empty(low, high):
        what = "里没有数：下界不低于上界"
        return None, (source.problem(whole, "bracket-empty", what),)
    return _bounds(low, high), ()


def _bounds(low: _Bound | None, high: _Bound | None) -> Bounds:
    return Bounds(
        low.quantity if low else None,
        low.included if low else False,
        high.quantity if high else None,
        high.included if high else False,
    )


def _is_empty(low: _Bound, high: _Bound) -> bool:
    one, other = low.quantity.value, high.quantity.value
    return one > other or (one == other and not (low.included and high.included))


def _pieces(source: Source) -> Iterator[Span]:
    start = 0
    for match in _BETWEEN.finditer(source.text):
        yield start, match.start()
        start = match.end()
    yield start, len(source.text)


def _read_bound(
    source: Source, span: Span, dimension: Dimension, scope: Scope, problems: list[Problem]
) -> _Bound | None:
    match = _BOUND.fullmatch(source.piece(span))
    before, after = (match["before"], match["after"]) if match else (None, None)
    if match is None or (before is None) == (after is None):
        why = "一档用「不满、超过、以上、以下、以内」或符号写明界限，含不含本数才清楚"
        problems.append(source.problem(span, "bracket-malformed", "不是档次的写法", why, _EXAMPLE))
        return None
    at = span[0] + match.start("number"), span[0] + match.end("number")
    quantity = read_number(
        match["number"],
        scope.vocabulary.units,
        lambda *words: problems.append(source.problem(at, *words)),
    )
    if quantity is None:
        return None
    if quantity.dimension != dimension:
        problems.append(_unlike(source, at, quantity, dimension))
        return None
    is_low = before in _FROM or after in _ABOVE
    included = _INCLUDES[str(before or after)]
    said = match["inner"] or match["outer"]
    return _Bound(quantity, is_low, said == "含" if said else included, span)


def _unlike(source: Source, span: Span, quantity: Quantity, dimension: Dimension) -> Problem:
    wanted = dimension_in_words(dimension)
    if quantity.unit is None and quantity.dimension == PURE:
        instead = f"{source.piece(span)} {example_unit(dimension)}"
        return source.problem(span, "unit-missing", "缺少单位", f"分档的依据是{wanted}", instead)
    what = f"是{dimension_in_words(quantity.dimension)}，分档的依据是{wanted}"
    return source.problem(span, "unlike-units", what)


def _least(key: Expression, vocabulary: Vocabulary) -> Fraction | None:
    """The least the key can be; None when it may be below zero without bound."""
    if isinstance(key, tree.FactRef):
        return _least_fact(key, vocabulary)
    for part in walk(key):
        if isinstance(part, tree.Arithmetic) and part.operator is Operator.SUBTRACT:
            return None
        if isinstance(part, tree.FactRef | tree.OverYears):
            least = _least_fact(part, vocabulary)
            if least is None or least < 0:
                return None
    return Fraction(0)


def _least_fact(key: tree.FactRef | tree.OverYears, vocabulary: Vocabulary) -> Fraction | None:
    subject = vocabulary.subject(key.subject)
    fact = subject.fact(key.fact) if subject else None
    return fact.minimum if fact else None


def _cover(keys: list[_Key], least: Fraction | None) -> list[Problem]:
    """What keeps the brackets from covering everything once."""
    joints = [problem for one, other in pairwise(keys) for problem in _join(one, other)]
    if any(problem.code == "bracket-order" for problem in joints):
        return joints
    return [*joints, *_open_ends(keys[0], keys[-1], least)]


def _open_ends(first: _Key, last: _Key, least: Fraction | None) -> Iterator[Problem]:
    low = first.bounds.low
    if low is not None and not _reaches_down(first.bounds, least):
        shown = low.text
        sign = "不满" if first.bounds.low_included else "不超过"
        why = "各档合起来要包含一切可能的数"
        what = f"是第一档，{sign} {shown} 的情况没有写"
        yield error(
            "bracket-gap", first.place, first.text, what, why, f"在前面加一档：{sign} {shown}"
        )
    if last.bounds.high is not None:
        sign = "超过" if last.bounds.high_included else "不低于"
        what = f"是最后一档，{sign} {last.bounds.high.text} 的情况没有写"
        instead = f"在后面加一档：{sign} {last.bounds.high.text}"
        yield error("bracket-gap", last.place, last.text, what, "", instead)


def _reaches_down(bounds: Bounds, least: Fraction | None) -> bool:
    if bounds.low is None:
        return True
    if least is None:
        return False
    return bounds.low.value < least or (bounds.low.value == least and bounds.low_included)


def _join(one: _Key, other: _Key) -> Iterator[Problem]:
    """What is wrong where two neighbours meet."""
    high, low = one.bounds.high, other.bounds.low
    pair = f"「{one.text}」和「{other.text}」"
    if high is None or low is None or _is_reversed(one.bounds, other.bounds):
        what = f"不能接在「{one.text}」后面"
        why = "各档从小到大写，只有第一档没有下界，只有最后一档没有上界"
        yield error("bracket-order", other.place, other.text, what, why, _EXAMPLE)
        return
    both = one.bounds.high_included and other.bounds.low_included
    neither = not one.bounds.high_included and not other.bounds.low_included
    if low.value < high.value or (low.value == high.value and both):
        at = f"恰好 {high.text}" if low.value == high.value else f"{low.text} 到 {high.text}"
        why = f"{pair}都包含 {at}"
        yield error("bracket-overlap", other.place, other.text, "与前一档重叠", why, _instead(one))
    elif low.value > high.value or neither:
        at = f"恰好 {high.text}" if low.value == high.value else f"{high.text} 到 {low.text}"
        why = f"{pair}都不包含 {at}"
        yield error(
            "bracket-gap", other.place, other.text, "与前一档之间有空缺", why, _instead(one)
        )


def _is_reversed(one: Bounds, other: Bounds) -> bool:
    return one.low is not None and other.high is not None and other.high.value <= one.low.value


def _instead(one: _Key) -> str:
    """How the next bracket begins so that it joins this one."""
    high = one.bounds.high
    if high is None:
        return ""
    return f"超过 {high.text}" if one.bounds.high_included else f"{high.text}以上"
