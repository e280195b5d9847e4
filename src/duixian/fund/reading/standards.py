"""Prices and rates read from the library: no standard of a policy is ever typed into a year.

A driver says which figure of a measure it is: 标准 (the fixed sum, or a level's), 上限, 比例 (its
one rate), 单价 (its one sum a unit), 分期 (the share of an instalment), 承担 (a bearer's share).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.literals import literals_of
from duixian.rulebook.expression.tree import Expression, Quantity
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.units import MONEY, PURE, Unit

WRITTEN = re.compile(r"(标准|上限|比例|单价|分期|承担) (\S+) (\S+)(?: (\S+))?")
_WAN = Unit("万元", Fraction(1_000_000), MONEY)


class NoStandardError(Exception):
    """Why the library gives no such figure, in Chinese."""


def standard(
    text: str, library: Library, aliases: Mapping[str, str]
) -> tuple[Quantity, Measure] | None:
    """The figure that `标准 3号 1.1` names, and its measure; None when the text is none of these.

    Raises `NoStandardError` where the library has no such policy, measure or figure.
    """
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    kind, policy, code, level = match.groups()
    measure = library.measure(aliases.get(policy, policy), code)
    if measure is None:
        raise NoStandardError(f"政策库没有 {aliases.get(policy, policy)} {code}")
    found = dict.fromkeys(_FIGURES[kind](measure, level or "", library))
    if len(found) != 1:
        shown = "、".join(each.text for each in found)
        raise NoStandardError(f"{code} 没有唯一的{kind}" + (f"（有 {shown}）" if shown else ""))
    return next(iter(found)), measure


def _fixed(expression: Expression) -> Iterator[Quantity]:
    value = fixed_value(expression)
    if value is not None:
        yield Quantity(value, MONEY, _WAN, "")


def _at(expression: Expression, level: str) -> Expression | None:
    """The entry of a table, or of yes and no, for the level; the whole where none is asked."""
    match expression:
        case tree.Named(_, body):
            return _at(body, level)
        case tree.ByLevel(_, table, otherwise) if level:
            return next((value for name, value in table if name == level), otherwise)
        case tree.Conditional(_, then, otherwise) if level in {"是", "否"}:
            return then if level == "是" else otherwise
    return expression


def _sum(measure: Measure, level: str, _: Library) -> Iterator[Quantity]:
    entry = _at(measure.grant, level)
    if entry is not None:
        yield from _fixed(entry)


def _cap(measure: Measure, level: str, _: Library) -> Iterator[Quantity]:
    entry = _at(measure.grant, level)
    if isinstance(entry, tree.Review):
        yield from _fixed(entry.high)
    for cap in measure.caps:
        yield from _fixed(cap)


def _rate(measure: Measure, level: str, _: Library) -> Iterator[Quantity]:
    """The whole (100 %) is no rate anybody asks for."""
    for quantity in literals_of(_at(measure.grant, level) or measure.grant):
        written = "%" in quantity.text or ":" in quantity.text
        if quantity.dimension == PURE and written and quantity.value != 1:
            yield quantity


def _price(measure: Measure, level: str, _: Library) -> Iterator[Quantity]:
    for quantity in literals_of(_at(measure.grant, level) or measure.grant):
        if dict(quantity.dimension.powers).get("分") == 1:
            yield quantity


def _instalment(measure: Measure, level: str, _: Library) -> Iterator[Quantity]:
    for part in measure.paid:
        if part.name == level:
            yield Quantity(part.share, PURE, None, f"{level} {part.share * 100}%")


def _bearer(measure: Measure, level: str, library: Library) -> Iterator[Quantity]:
    policy = library.policy(measure.policy)
    for share in measure.shares or (policy.shares if policy else ()):
        if share.bearer == level:
            yield Quantity(share.part, PURE, None, f"{level} {share.part * 100}%")


_FIGURES: dict[str, Callable[[Measure, str, Library], Iterator[Quantity]]] = {
    "标准": _sum,
    "上限": _cap,
    "比例": _rate,
    "单价": _price,
    "分期": _instalment,
    "承担": _bearer,
}
