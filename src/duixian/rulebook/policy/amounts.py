"""Every literal amount a measure says, for holding it against the amounts of the official text.

Kinds and units are those of official texts: sums in 元, rates as fractions of one, lengths in 年,
areas in 平方米, times in 次, everything else in its counting word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.expression.literals import literals_of
from duixian.rulebook.expression.tree import Expression, Quantity
from duixian.rulebook.policy.expressions_of import expressions_of
from duixian.rulebook.policy.model import (
    Instalment,
    Limit,
    Measure,
    Policy,
    Share,
    Window,
    WindowKind,
)
from duixian.rulebook.units import MONEY, MONTHS, PURE

YUAN, RATE, RATIO, YEARS, TIMES = "元", "率", "比", "年", "次"
_YEAR_OF = re.compile("第.+年")
_FEN_A_YUAN = 100
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class LiteralAmount:
    """One amount: its kind (元, 率, 比, 年, 平方米, 次, 家 …) and exact value in that unit."""

    kind: str
    value: Fraction


def amounts_of(measure: Measure, policy: Policy) -> tuple[LiteralAmount, ...]:
    """The amounts of the measure, and of limits, ladders and groups it is a member of."""
    found = dict.fromkeys(_amounts(measure, policy))
    return tuple(found)


def amounts_in(expression: Expression) -> Iterator[LiteralAmount]:
    """The amounts an expression writes."""
    for quantity in literals_of(expression):
        yield from _amount(quantity)


def _amounts(measure: Measure, policy: Policy) -> Iterator[LiteralAmount]:
    for expression in expressions_of(measure):
        yield from amounts_in(expression)
    if measure.each:
        # 前三年 states where the years end, 第二年 one of them.
        ordinals = range(measure.each.first, measure.each.last + 1)
        yield from (LiteralAmount(YEARS, Fraction(year)) for year in ordinals)
        yield LiteralAmount(YEARS, Fraction(len(ordinals)))
    for months in (
        measure.after and measure.after.months,
        measure.within and measure.within.months,
    ):
        if months:
            yield LiteralAmount(YEARS, Fraction(months, _MONTHS_A_YEAR))
    for limit in policy.limits:
        if measure.name in limit.measures:
            yield from _of_limit(limit)
    for group in policy.groups:
        if measure.name in group.members:
            yield from _of_window(group.window)
            yield LiteralAmount("项", Fraction(1))
    if measure.once_per:
        yield LiteralAmount(TIMES, Fraction(1))
    yield from _of_parts(measure.shares)
    yield from _of_instalments(measure.paid)


def _of_limit(limit: Limit) -> Iterator[LiteralAmount]:
    if limit.amount:
        yield from amounts_in(limit.amount)
    if limit.times:
        yield LiteralAmount(TIMES, Fraction(limit.times))
    yield from _of_window(limit.window)


def _of_window(window: Window) -> Iterator[LiteralAmount]:
    if window.kind is WindowKind.SINCE:
        yield LiteralAmount(YEARS, Fraction(window.months, _MONTHS_A_YEAR))
        if window.since:
            yield from amounts_in(window.since)


def _of_parts(shares: tuple[Share, ...]) -> Iterator[LiteralAmount]:
    yield from (LiteralAmount(RATE, each.part) for each in shares)
    first, *rest = shares or (None,)
    if first is None:
        return
    for other in rest:
        if other is not None and other.part:
            yield LiteralAmount(RATIO, first.part / other.part)


def _of_instalments(paid: tuple[Instalment, ...]) -> Iterator[LiteralAmount]:
    """The parts, and how many years they take when each is a year's (分三年拨付)."""
    yield from (LiteralAmount(RATE, each.share) for each in paid)
    if paid and all(_YEAR_OF.fullmatch(each.name) for each in paid):
        yield LiteralAmount(YEARS, Fraction(len(paid)))


def _amount(quantity: Quantity) -> Iterator[LiteralAmount]:
    """One written number; a ratio 1:0.5 is kept as the second over the first, said as both."""
    value, dimension = quantity.value, quantity.dimension
    if dimension == MONEY:
        yield LiteralAmount(YUAN, value / _FEN_A_YUAN)
    elif dimension == MONTHS:
        yield LiteralAmount(YEARS, value / _MONTHS_A_YEAR)
    elif dimension == PURE:
        yield LiteralAmount(RATE, value)
        if ":" in quantity.text and value:
            yield LiteralAmount(RATIO, 1 / value)
    else:
        yield from _of_unit(quantity)


def _of_unit(quantity: Quantity) -> Iterator[LiteralAmount]:
    """Areas and counts by their base unit; of a compound (元/平方米·月) its sum."""
    powers = dict(quantity.dimension.powers)
    if powers.get("分") == 1:
        yield LiteralAmount(YUAN, _in_written_unit(quantity))
    elif len(powers) == 1:
        (base,) = powers
        yield LiteralAmount(base, quantity.value)


def _in_written_unit(quantity: Quantity) -> Fraction:
    """The sum as written: 40 元/平方米·月 says 40 元, 2 万元/人 says 20,000 元."""
    money = quantity.unit.name.partition("/")[0] if quantity.unit else ""
    scale = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}.get(money)
    if quantity.unit is None or scale is None:
        return quantity.value / _FEN_A_YUAN
    return quantity.value / quantity.unit.scale * scale
