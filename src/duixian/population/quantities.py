"""Exact intervals as columns: two fractions, each a whole number over a whole number above zero.

The numerators and denominators are 128-bit, or 64-bit where their bounds allow it. A denominator
that is known when compiling is written into the statement; one that data decide is a column. An end
without bound is a flag of its own and never NULL: its fraction then says nothing. Rounding happens
where an amount leaves its expression, once, as in the rulebook.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from duixian.population.sheet import Sheet
from duixian.population.sql import (
    FALSE,
    TRUE,
    Sql,
    both,
    either,
    flag,
    is_true,
    is_whole,
    negated,
    when,
)
from duixian.population.wholes import (
    NARROW,
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


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of a number: its ends, whether they are open, whether it is exact.

    `positive`: it is known when compiling that it does not lie below zero.
    """

    low: Ratio
    high: Ratio
    low_open: Sql = FALSE
    high_open: Sql = FALSE
    exact: Sql = TRUE
    positive: bool = False

    @property
    def fixed(self) -> Fraction | None:
        """The number where it is known when compiling."""
        return self.low.value if self.exact == TRUE else None


def fixed(value: Fraction | int) -> Quantity:
    """A number that is written in a rule."""
    number = Fraction(value)
    ratio = Ratio(str(number.numerator), str(number.denominator))
    return Quantity(ratio, ratio, positive=number >= 0)


ZERO = fixed(0)
NOTHING = Ratio("0")


class Quantities:
    """Arithmetic of intervals on the columns of a sheet; as `meaning.intervals` has it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def entered(
        self, column: Sql, scale: int, minimum: Fraction | None, most: int = NARROW
    ) -> Quantity:
        """A fact kept as at most so many of `scale` parts; missing, it is [its minimum, …)."""
        there = self._define(f"({column} IS NOT NULL)")
        missing = negated(there)
        bottom = Fraction(0) if minimum is None else minimum * scale
        least = bottom.numerator // bottom.denominator
        low = self._define(when([(there, column)], str(least)))
        high = self._define(when([(there, column)], "0"))
        most = max(most, abs(least))
        return Quantity(
            Ratio(low, str(scale), most),
            Ratio(high, str(scale), most),
            missing if minimum is None else FALSE,
            missing,
            there,
            minimum is not None and minimum >= 0,
        )

    def plus(self, a: Quantity, b: Quantity) -> Quantity:
        """A + b."""
        return self._quantity(
            self._sum(a.low, b.low, added),
            self._sum(a.high, b.high, added),
            either(a.low_open, b.low_open),
            either(a.high_open, b.high_open),
            both(a.exact, b.exact),
            positive=a.positive and b.positive,
        )

    def minus(self, a: Quantity, b: Quantity) -> Quantity:
        """A − b."""
        return self._quantity(
            self._sum(a.low, b.high, subtracted),
            self._sum(a.high, b.low, subtracted),
            either(a.low_open, b.high_open),
            either(a.high_open, b.low_open),
            both(a.exact, b.exact),
        )

    def times(self, a: Quantity, b: Quantity) -> Quantity:
        """A × b, where zero times anything is zero."""
        for one, other in ((a, b), (b, a)):
            factor = one.fixed
            if factor is not None:
                return self._scaled(other, factor)
        if a.positive and b.positive:
            return self._positive_product(a, b)
        return self._product(a, b)

    def _scaled(self, a: Quantity, factor: Fraction) -> Quantity:
        if factor == 0:
            return ZERO
        by = fixed(factor).low
        low, high = self._multiplied(a.low, by), self._multiplied(a.high, by)
        if factor > 0:
            return Quantity(low, high, a.low_open, a.high_open, a.exact, a.positive)
        return Quantity(high, low, a.high_open, a.low_open, a.exact)

    def _positive_product(self, a: Quantity, b: Quantity) -> Quantity:
        endless = either(
            both(a.high_open, either(b.high_open, self.above(b.high, NOTHING))),
            both(b.high_open, either(a.high_open, self.above(a.high, NOTHING))),
        )
        return self._measured(
            self._multiplied(a.low, b.low),
            self._multiplied(a.high, b.high),
            high_open=self._define(endless),
            positive=True,
        )

    def _product(self, a: Quantity, b: Quantity) -> Quantity:
        """By the four corners, where an end without bound times zero is zero."""
        ends = [
            (x, x_open, x_sign, y, y_open, y_sign)
            for x, x_open, x_sign in ((a.low, a.low_open, -1), (a.high, a.high_open, 1))
            for y, y_open, y_sign in ((b.low, b.low_open, -1), (b.high, b.high_open, 1))
        ]
        low, low_open, high, high_open = NOTHING, FALSE, NOTHING, FALSE
        started = FALSE
        for x, x_open, x_sign, y, y_open, y_sign in ends:
            above, below = self._signs(x, x_open, x_sign), self._signs(y, y_open, y_sign)
            endless = either(x_open, y_open)
            rising = either(both(above[0], below[0]), both(above[1], below[1]))
            falling = either(both(above[0], below[1]), both(above[1], below[0]))
            high_open = self._define(either(high_open, both(endless, rising)))
            low_open = self._define(either(low_open, both(endless, falling)))
            corner = self._if(endless, NOTHING, self._multiplied(x, y))
            counts = self._define(negated(both(endless, either(rising, falling))))
            low = self._if(
                both(counts, either(negated(started), self.above(low, corner))), corner, low
            )
            high = self._if(
                both(counts, either(negated(started), self.above(corner, high))), corner, high
            )
            started = self._define(either(started, counts))
        return self._measured(low, high, low_open, high_open)

    def _signs(self, end: Ratio, is_open: Sql, sign: int) -> tuple[Sql, Sql]:
        """Whether an end lies above zero, and below."""
        above = when([(is_open, flag(sign > 0))], self.above(end, NOTHING))
        below = when([(is_open, flag(sign < 0))], self.above(NOTHING, end))
        return self._define(above), self._define(below)

    def divided(self, a: Quantity, b: Quantity) -> tuple[Quantity, Sql, Sql]:
        """A ÷ b; whether b is surely above zero, and whether it surely is not.

        Where it is not surely above zero the quotient is unbounded on both sides.
        """
        if b.fixed is not None:
            if b.fixed <= 0:
                return self.anything(), FALSE, TRUE
            return self._scaled(a, 1 / b.fixed), TRUE, FALSE
        divides = self._define(both(negated(b.low_open), self.above(b.low, NOTHING)))
        not_above = self._define(both(negated(b.high_open), self.at_least(NOTHING, b.high)))
        if divides == FALSE:
            return self.anything(), divides, not_above
        is_bounded = both(divides, negated(b.high_open))
        inverse = Quantity(
            NOTHING if is_bounded == FALSE else self._if(is_bounded, _inverse(b.high), NOTHING),
            self._if(divides, _inverse(b.low), NOTHING),
            exact=both(b.exact, divides),
            positive=True,
        )
        found = self.times(a, inverse)
        fails = negated(divides)
        return (
            Quantity(
                found.low,
                found.high,
                either(found.low_open, fails),
                either(found.high_open, fails),
                self._define(both(found.exact, divides)),
            ),
            divides,
            not_above,
        )

    @staticmethod
    def anything() -> Quantity:
        """A number of which nothing is known."""
        return Quantity(NOTHING, NOTHING, TRUE, TRUE, FALSE)

    def least(self, parts: Sequence[Quantity]) -> Quantity:
        """The least of several."""
        found = parts[0]
        for part in parts[1:]:
            replaces = either(
                found.high_open, both(negated(part.high_open), self.above(found.high, part.high))
            )
            low = self._if(self.above(found.low, part.low), part.low, found.low)
            high = self._if(replaces, part.high, found.high)
            if found.positive and part.positive:
                low = self._at_most(low, found.low, part.low)
                closed = [each.high for each in (found, part) if each.high_open == FALSE]
                high = self._at_most(high, *closed)
            found = self._measured(
                low,
                high,
                either(found.low_open, part.low_open),
                both(found.high_open, part.high_open),
                positive=found.positive and part.positive,
            )
        return found

    def greatest(self, parts: Sequence[Quantity]) -> Quantity:
        """The greatest of several."""
        found = parts[0]
        for part in parts[1:]:
            replaces = either(
                found.low_open, both(negated(part.low_open), self.above(part.low, found.low))
            )
            found = self._measured(
                self._if(replaces, part.low, found.low),
                self._if(self.above(part.high, found.high), part.high, found.high),
                both(found.low_open, part.low_open),
                either(found.high_open, part.high_open),
                positive=found.positive or part.positive,
            )
        return found

    def hull(self, parts: Sequence[Quantity]) -> Quantity:
        """One of several, not known which."""
        found = parts[0]
        for part in parts[1:]:
            found = self._measured(
                self._if(self.above(found.low, part.low), part.low, found.low),
                self._if(self.above(part.high, found.high), part.high, found.high),
                either(found.low_open, part.low_open),
                either(found.high_open, part.high_open),
                positive=found.positive and part.positive,
            )
        return found

    def above_zero(self, a: Quantity) -> Quantity:
        """The same with everything below zero read as zero."""
        if a.positive:
            return a
        low = self._if(either(a.low_open, self.above(NOTHING, a.low)), NOTHING, a.low)
        high = self._if(self.above(NOTHING, a.high), NOTHING, a.high)
        return self._measured(low, high, high_open=a.high_open, positive=True)

    def choose(self, cases: Sequence[tuple[Sql, Quantity]], otherwise: Quantity) -> Quantity:
        """The quantity of the first case whose condition surely holds."""
        everything = [quantity for _, quantity in cases] + [otherwise]

        def pick(texts: Sequence[Sql]) -> Sql:
            pairs = [(condition, part) for (condition, _), part in zip(cases, texts, strict=False)]
            return self._define(when(pairs, texts[-1]))

        conditions = [condition for condition, _ in cases]
        return Quantity(
            self._pick(conditions, [each.low for each in everything]),
            self._pick(conditions, [each.high for each in everything]),
            pick([each.low_open for each in everything]),
            pick([each.high_open for each in everything]),
            pick([each.exact for each in everything]),
            all(each.positive for each in everything),
        )

    def whole_steps(self, a: Quantity, size: Fraction, *, up: bool) -> Quantity:
        """How many whole steps of a size fit, or with a begun one counted."""
        inside = self._scaled(self.above_zero(a), 1 / size)
        mode = RoundingMode.UP if up else RoundingMode.DOWN
        return self.rounded(inside, Rounding(1, mode))

    def rounded(self, a: Quantity, rounding: Rounding) -> Quantity:
        """Whole fen by the rounding of a policy; nothing below zero."""
        inside = self.above_zero(a)
        if rounding == Rounding() and inside.low.bottom == inside.high.bottom == "1":
            return inside
        return self._measured(
            self._rounded(inside.low, rounding),
            self._rounded(inside.high, rounding),
            high_open=inside.high_open,
            positive=True,
        )

    def _rounded(self, end: Ratio, rounding: Rounding) -> Ratio:
        unit = multiplied(end.under, written(rounding.to))
        match rounding.mode:
            case RoundingMode.HALF_UP:
                half = added(multiplied(end.over, written(2)), unit)
                found = cut(half, multiplied(unit, written(2)))
            case RoundingMode.DOWN:
                found = cut(end.over, unit)
            case RoundingMode.UP:
                found = cut(subtracted(added(end.over, unit), written(1)), unit)
        return self._ratio(multiplied(found, written(rounding.to)), written(1))

    def above(self, a: Ratio, b: Ratio) -> Sql:
        """Whether a > b."""
        return self._compared(">", a, b)

    def at_least(self, a: Ratio, b: Ratio) -> Sql:
        """Whether a ≥ b."""
        return self._compared(">=", a, b)

    def surely_at_least(self, a: Quantity, b: Quantity) -> Sql:
        """A ≥ b: TRUE, FALSE, or NULL where the intervals do not decide it."""
        yes = both(negated(a.low_open), negated(b.high_open), self.at_least(a.low, b.high))
        no = both(negated(a.high_open), negated(b.low_open), self.above(b.low, a.high))
        return self._define(when([(yes, TRUE), (no, FALSE)], "NULL"))

    def surely_more(self, a: Quantity, b: Quantity) -> Sql:
        """A > b."""
        return self._define(negated(self.surely_at_least(b, a)))

    def surely_equal(self, a: Quantity, b: Quantity) -> Sql:
        """A = b."""
        same = both(a.exact, b.exact, self._compared("=", a.low, b.low))
        apart = either(
            is_true(self.surely_more(a, b)),
            is_true(self.surely_more(b, a)),
        )
        return self._define(when([(same, TRUE), (apart, FALSE)], "NULL"))

    def same(self, a: Quantity, b: Quantity) -> Sql:
        """Whether both intervals are the same, ends and openness."""
        lows = either(both(a.low_open, b.low_open), both(
            negated(a.low_open), negated(b.low_open), self._compared("=", a.low, b.low)
        ))  # fmt: skip
        highs = either(both(a.high_open, b.high_open), both(
            negated(a.high_open), negated(b.high_open), self._compared("=", a.high, b.high)
        ))  # fmt: skip
        return self._define(both(lows, highs))

    def _compared(self, sign: str, a: Ratio, b: Ratio) -> Sql:
        left, right = self._common([a, b], crosswise=True)
        return self._define(weighed(sign, left.over, right.over))

    def _sum(self, a: Ratio, b: Ratio, join: Callable[[Whole, Whole], Whole]) -> Ratio:
        left, right = self._common([a, b], crosswise=True)
        return self._ratio(join(left.over, right.over), left.under)

    def _multiplied(self, a: Ratio, b: Ratio) -> Ratio:
        (a_over, b_under), (b_over, a_under) = _cancelled(a, b), _cancelled(b, a)
        return self._ratio(multiplied(a_over, b_over), multiplied(a_under, b_under))

    def _if(self, condition: Sql, then: Ratio, otherwise: Ratio) -> Ratio:
        return self._pick([condition], [then, otherwise])

    def _pick(self, conditions: Sequence[Sql], ratios: Sequence[Ratio]) -> Ratio:
        """The ratio of the first condition that surely holds, else the last one."""
        parts = self._common(ratios)

        def pick(wholes: Sequence[Whole]) -> Whole:
            return picked(list(zip(conditions, wholes, strict=False)), wholes[-1])

        return self._ratio(pick([r.over for r in parts]), pick([r.under for r in parts]))

    def _ratio(self, over: Whole, under: Whole) -> Ratio:
        top, bottom = self._define(over.sql), self._define(under.sql)
        return Ratio(top, bottom, over.most, under.most)

    def _at_most(self, end: Ratio, *bounds: Ratio) -> Ratio:
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

    def _quantity(  # noqa: PLR0913 — the six parts of a quantity
        self,
        low: Ratio,
        high: Ratio,
        low_open: Sql,
        high_open: Sql,
        exact: Sql,
        *,
        positive: bool = False,
    ) -> Quantity:
        define = self._define
        return Quantity(low, high, define(low_open), define(high_open), define(exact), positive)

    def _measured(
        self,
        low: Ratio,
        high: Ratio,
        low_open: Sql = FALSE,
        high_open: Sql = FALSE,
        *,
        positive: bool = False,
    ) -> Quantity:
        """A quantity that is exact where both ends agree."""
        agree = self._compared("=", low, high)
        exact = both(negated(low_open), negated(high_open), agree)
        return self._quantity(low, high, low_open, high_open, exact, positive=positive)

    def _define(self, expression: Sql) -> Sql:
        return self._sheet.define(expression)


def _cancelled(a: Ratio, b: Ratio) -> tuple[Whole, Whole]:
    """The numerator of one and the denominator of the other without what they share."""
    if not (is_whole(a.top) and is_whole(b.bottom)) or a.top == "0":
        return a.over, b.under
    shared = gcd(int(a.top), int(b.bottom))
    return written(int(a.top) // shared), written(int(b.bottom) // shared)


def _inverse(ratio: Ratio) -> Ratio:
    return Ratio(ratio.bottom, ratio.top, ratio.under.most, ratio.over.most)
