"""Fractions as columns: a whole number over a whole number above zero.

A denominator that is known when compiling is written into the statement; fractions are then brought
to a common one here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from duixian.population.sheet import Sheet
from duixian.population.sql import Sql, is_whole, whole_part
from duixian.population.wholes import (
    WIDEST,
    Whole,
    added,
    bounded,
    cut,
    multiplied,
    narrowed,
    picked,
    subtracted,
    weighed,
    written,
)
from duixian.rulebook.policy.model import Rounding, RoundingMode


@dataclass(frozen=True, slots=True)
class Ratio:
    """`top` ÷ `bottom`, both whole, the latter above zero; the most that each of them can be."""

    top: Sql
    bottom: Sql = "1"
    most: int = WIDEST
    most_below: int = WIDEST

    @property
    def over(self) -> Whole:
        """The numerator with its bound."""
        return bounded(self.top, self.most)

    @property
    def under(self) -> Whole:
        """The denominator with its bound."""
        return bounded(self.bottom, self.most_below)

    @property
    def value(self) -> Fraction | None:
        """The number itself where it is known when compiling."""
        if is_whole(self.top) and is_whole(self.bottom):
            return Fraction(int(self.top), int(self.bottom))
        return None


class Ratios:
    """Arithmetic of fractions on the columns of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._define = sheet.define

    def rounded(self, end: Ratio, rounding: Rounding) -> Ratio:
        """A fraction of zero or more by the rounding of a policy."""
        unit = multiplied(end.under, written(rounding.to))
        match rounding.mode:
            case RoundingMode.HALF_UP if is_whole(unit.sql) and int(unit.sql) % 2 == 0:
                found = cut(added(end.over, written(int(unit.sql) // 2)), unit)
            case RoundingMode.HALF_UP:
                half = added(multiplied(end.over, written(2)), unit)
                found = cut(half, multiplied(unit, written(2)))
            case RoundingMode.DOWN:
                found = cut(end.over, unit)
            case RoundingMode.UP:
                found = cut(subtracted(added(end.over, unit), written(1)), unit)
        return self._ratio(multiplied(found, written(rounding.to)), written(1))

    def compared(self, sign: str, a: Ratio, b: Ratio) -> Sql:
        """A comparison of two fractions: over one denominator, or part by part where too wide."""
        if _fit(a, b):
            left, right = self._common([a, b], crosswise=True)
            return self._define(weighed(sign, left.over, right.over))
        (whole, rest), (other, other_rest) = self._parted(a), self._parted(b)
        same = self._define(f"({whole} = {other})")
        left, right = self._common([rest, other_rest], crosswise=True)
        rests = weighed(sign, left.over, right.over)
        return self._define(f"CASE WHEN {same} THEN {rests} ELSE ({whole} {sign} {other}) END")

    def _parted(self, a: Ratio) -> tuple[Sql, Ratio]:
        """The whole part of a fraction, and what is left of it, less than one either way."""
        whole = self._define(whole_part(a.top, a.bottom))
        rest = self._define(f"({a.top} - {whole} * {a.bottom})")
        return whole, Ratio(rest, a.bottom, a.under.most, a.under.most)

    def joined(self, a: Ratio, b: Ratio, join: Callable[[Whole, Whole], Whole]) -> Ratio:
        """A sum or difference of two fractions."""
        left, right = self._common([a, b], crosswise=True)
        return self._ratio(join(left.over, right.over), left.under)

    def multiplied(self, a: Ratio, b: Ratio) -> Ratio:
        """A product of two fractions."""
        (a_over, b_under), (b_over, a_under) = _cancelled(a, b), _cancelled(b, a)
        return self._ratio(multiplied(a_over, b_over), multiplied(a_under, b_under))

    def chosen(self, condition: Sql, then: Ratio, otherwise: Ratio) -> Ratio:
        """The one fraction where the condition surely holds, else the other."""
        return self.picked([condition], [then, otherwise])

    def picked(self, conditions: Sequence[Sql], ratios: Sequence[Ratio]) -> Ratio:
        """The ratio of the first condition that surely holds, else the last one."""
        parts = self._common(ratios)

        def pick(wholes: Sequence[Whole]) -> Whole:
            return picked(list(zip(conditions, wholes, strict=False)), wholes[-1])

        return self._ratio(pick([r.over for r in parts]), pick([r.under for r in parts]))

    def _ratio(self, over: Whole, under: Whole) -> Ratio:
        top, bottom = self._define(over.sql), self._define(under.sql)
        return Ratio(top, bottom, over.most, under.most)

    def at_most(self, end: Ratio, *bounds: Ratio) -> Ratio:
        """The end, which lies above none of the bounds; all are zero or more."""
        if not (is_whole(end.bottom) and all(is_whole(bound.bottom) for bound in bounds)):
            return end
        most = [bound.over.most * int(end.bottom) // int(bound.bottom) for bound in bounds]
        return self._ratio(narrowed(end.over, min([end.over.most, *most])), end.under)

    def _common(self, ratios: Sequence[Ratio], *, crosswise: bool = False) -> list[Ratio]:
        """The ratios over one denominator where it is known (or, crosswise, in any case)."""
        bottoms = {ratio.bottom for ratio in ratios}
        if len(bottoms) == 1:
            return list(ratios)
        if all(is_whole(bottom) for bottom in bottoms):
            shared = lcm(*(int(bottom) for bottom in bottoms))
            factors = [written(shared // int(ratio.bottom)) for ratio in ratios]
            below = [written(shared)] * len(ratios)
        elif crosswise:
            factors = [ratio.under for ratio in reversed(ratios)]
            below = [multiplied(ratios[0].under, ratios[1].under)] * 2
        else:
            return list(ratios)
        tops = [multiplied(ratio.over, by) for ratio, by in zip(ratios, factors, strict=True)]
        return [self._ratio(top, under) for top, under in zip(tops, below, strict=True)]


def _fit(a: Ratio, b: Ratio) -> bool:
    """Whether the two over one denominator surely fit 128 bits, or it is written in the rules."""
    if (is_whole(a.bottom) and is_whole(b.bottom)) or a.bottom == b.bottom:
        return True
    if "0" in (a.top, b.top):
        return True
    return max(a.over.most * b.under.most, b.over.most * a.under.most) <= WIDEST


def _cancelled(a: Ratio, b: Ratio) -> tuple[Whole, Whole]:
    """The numerator of one and the denominator of the other without what they share."""
    if not (is_whole(a.top) and is_whole(b.bottom)) or a.top == "0":
        return a.over, b.under
    shared = gcd(int(a.top), int(b.bottom))
    return written(int(a.top) // shared), written(int(b.bottom) // shared)


def inverse(ratio: Ratio) -> Ratio:
    """One over a fraction above zero."""
    return Ratio(ratio.bottom, ratio.top, ratio.under.most, ratio.over.most)
