"""Exact intervals as columns: two fractions, each a whole number over a whole number above zero.

The numerators and denominators are 128-bit, or 64-bit where their bounds allow it. A denominator
that is known when compiling is written into the statement; one that data decide is a column. An end
without bound is a flag of its own and never NULL: its fraction then says nothing. Rounding happens
where an amount leaves its expression, once, as in the rulebook.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from duixian.population.ratios import Ratio, Ratios, inverse
from duixian.population.sheet import Sheet
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    both,
    either,
    is_true,
    negated,
    when,
)
from duixian.population.wholes import NARROW, added, subtracted
from duixian.rulebook.policy.model import Rounding, RoundingMode


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of a number: its ends, whether they are open, whether it is exact.

    `positive`: it is known when compiling that it does not lie below zero. `column` is the fact
    itself where the number is one, NULL where it is missing and anything from `least` up. `parts`
    are dividend and divisor of a quotient of two facts that need be no more than zero.
    """

    low: Ratio
    high: Ratio
    low_open: Sql = FALSE
    high_open: Sql = FALSE
    exact: Sql = TRUE
    positive: bool = False
    column: Ratio | None = None
    least: Fraction | None = None
    parts: "tuple[Ratio, Ratio] | None" = None

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
        self._ratios = Ratios(sheet)

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
            Ratio(column, str(scale), most),
            minimum,
        )

    def plus(self, a: Quantity, b: Quantity) -> Quantity:
        """A + b."""
        return self._quantity(
            self._ratios.joined(a.low, b.low, added),
            self._ratios.joined(a.high, b.high, added),
            either(a.low_open, b.low_open),
            either(a.high_open, b.high_open),
            both(a.exact, b.exact),
            positive=a.positive and b.positive,
        )

    def minus(self, a: Quantity, b: Quantity) -> Quantity:
        """A − b."""
        return self._quantity(
            self._ratios.joined(a.low, b.high, subtracted),
            self._ratios.joined(a.high, b.low, subtracted),
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
        low, high = self._ratios.multiplied(a.low, by), self._ratios.multiplied(a.high, by)
        if factor > 0:
            return Quantity(low, high, a.low_open, a.high_open, a.exact, a.positive)
        return Quantity(high, low, a.high_open, a.low_open, a.exact)

    def _positive_product(self, a: Quantity, b: Quantity) -> Quantity:
        endless = either(
            both(a.high_open, either(b.high_open, self.above(b.high, NOTHING))),
            both(b.high_open, either(a.high_open, self.above(a.high, NOTHING))),
        )
        low, high = self._ratios.multiplied(a.low, b.low), self._ratios.multiplied(a.high, b.high)
        agree = either(both(a.exact, b.exact), self._is_zero(high))
        exact = both(negated(endless), agree)
        return self._quantity(low, high, FALSE, endless, exact, positive=True)

    def _product(self, a: Quantity, b: Quantity) -> Quantity:
        """A × b wherever they lie; the most of it is the least of a × −b, turned."""
        low, low_open = self._least_product(a, b)
        turned, high_open = self._least_product(a, self._scaled(b, Fraction(-1)))
        high = self._ratios.multiplied(turned, fixed(-1).low)
        zero = both(self._is_zero(low), self._is_zero(high))
        agree = either(both(a.exact, b.exact), zero)
        exact = both(negated(low_open), negated(high_open), agree)
        return self._quantity(low, high, low_open, high_open, exact)

    def _least_product(self, a: Quantity, b: Quantity) -> tuple[Ratio, Sql]:
        """The low of a × b and whether it is open: the signs of the ends decide which ends meet.

        It lies below zero where one may be below and the other above, which may hold both ways.
        """
        (a_below, a_above), (b_below, b_above) = self._reach(a), self._reach(b)
        one_way, other_way = both(a_below, b_above), both(a_above, b_below)
        open_ = either(
            both(one_way, either(a.low_open, b.high_open)),
            both(other_way, either(a.high_open, b.low_open)),
        )
        product, chosen = self._ratios.multiplied, self._ratios.chosen
        one, other = product(a.low, b.high), product(a.high, b.low)
        twice = both(one_way, other_way)
        lower = self.above(chosen(twice, one, NOTHING), chosen(twice, other, NOTHING))
        found = self._ratios.picked(
            [both(twice, lower), one_way, other_way, either(a_below, b_below)],
            [other, one, other, product(a.high, b.high), product(a.low, b.low)],
        )
        return found, self._define(open_)

    def _reach(self, a: Quantity) -> tuple[Sql, Sql]:
        """Whether a number may lie below zero, and above."""
        below = FALSE if a.positive else either(a.low_open, self.above(NOTHING, a.low))
        return below, self._define(either(a.high_open, self.above(a.high, NOTHING)))

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
        low = NOTHING
        if is_bounded != FALSE:
            low = self._ratios.chosen(is_bounded, inverse(b.high), NOTHING)
        over_one = Quantity(
            low,
            self._ratios.chosen(divides, inverse(b.low), NOTHING),
            exact=both(b.exact, divides),
            positive=True,
        )
        found = self.times(a, over_one)
        fails = negated(divides)
        parts = _facts(a, b)
        exact = both(found.exact, divides) if parts is None else both(a.exact, divides)
        number = Quantity(
            found.low,
            found.high,
            either(found.low_open, fails),
            either(found.high_open, fails),
            self._define(exact),
            parts=parts,
        )
        return number, divides, not_above

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
            low = self._ratios.chosen(self.above(found.low, part.low), part.low, found.low)
            high = self._ratios.chosen(replaces, part.high, found.high)
            if found.positive and part.positive:
                low = self._ratios.at_most(low, found.low, part.low)
                closed = [each.high for each in (found, part) if each.high_open == FALSE]
                high = self._ratios.at_most(high, *closed)
            exact = either(self._leads(found, part), self._leads(part, found))
            found = self._quantity(
                low,
                high,
                either(found.low_open, part.low_open),
                both(found.high_open, part.high_open),
                exact,
                positive=found.positive and part.positive,
            )
        return found

    def _leads(self, a: Quantity, b: Quantity) -> Sql:
        """Whether a is exact and b surely not below it."""
        return both(a.exact, negated(b.low_open), self.at_least(b.low, a.low))

    def greatest(self, parts: Sequence[Quantity]) -> Quantity:
        """The greatest of several."""
        found = parts[0]
        for part in parts[1:]:
            replaces = either(
                found.low_open, both(negated(part.low_open), self.above(part.low, found.low))
            )
            exact = either(self._tops(found, part), self._tops(part, found))
            found = self._quantity(
                self._ratios.chosen(replaces, part.low, found.low),
                self._ratios.chosen(self.above(part.high, found.high), part.high, found.high),
                both(found.low_open, part.low_open),
                either(found.high_open, part.high_open),
                exact,
                positive=found.positive or part.positive,
            )
        return found

    def _tops(self, a: Quantity, b: Quantity) -> Sql:
        """Whether a is exact and b surely not above it."""
        return both(a.exact, negated(b.high_open), self.at_least(a.high, b.high))

    def hull(self, parts: Sequence[Quantity]) -> Quantity:
        """One of several, not known which."""
        found = parts[0]
        for part in parts[1:]:
            agree = self._ratios.compared("=", found.low, part.low)
            found = self._quantity(
                self._ratios.chosen(self.above(found.low, part.low), part.low, found.low),
                self._ratios.chosen(self.above(part.high, found.high), part.high, found.high),
                either(found.low_open, part.low_open),
                either(found.high_open, part.high_open),
                both(found.exact, part.exact, agree),
                positive=found.positive and part.positive,
            )
        return found

    def above_zero(self, a: Quantity) -> Quantity:
        """The same with everything below zero read as zero."""
        if a.positive:
            return a
        low = self._ratios.chosen(either(a.low_open, self.above(NOTHING, a.low)), NOTHING, a.low)
        high = self._ratios.chosen(self.above(NOTHING, a.high), NOTHING, a.high)
        exact = either(a.exact, both(negated(a.high_open), self._is_zero(high)))
        return self._quantity(low, high, FALSE, a.high_open, exact, positive=True)

    def choose(self, cases: Sequence[tuple[Sql, Quantity]], otherwise: Quantity) -> Quantity:
        """The quantity of the first case whose condition surely holds."""
        everything = [quantity for _, quantity in cases] + [otherwise]

        def pick(texts: Sequence[Sql]) -> Sql:
            pairs = [(condition, part) for (condition, _), part in zip(cases, texts, strict=False)]
            return self._define(when(pairs, texts[-1]))

        conditions = [condition for condition, _ in cases]
        return Quantity(
            self._ratios.picked(conditions, [each.low for each in everything]),
            self._ratios.picked(conditions, [each.high for each in everything]),
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
        return self.of_ends(
            self._ratios.rounded(inside.low, rounding),
            self._ratios.rounded(inside.high, rounding),
            high_open=inside.high_open,
            positive=True,
        )

    def above(self, a: Ratio, b: Ratio) -> Sql:
        """Whether a > b."""
        return self._ratios.compared(">", a, b)

    def at_least(self, a: Ratio, b: Ratio) -> Sql:
        """Whether a ≥ b."""
        return self._ratios.compared(">=", a, b)

    def directly(self, sign: str, a: Quantity, b: Quantity) -> Sql:
        """A comparison of a fact with a written number, which being missing leaves undecided.

        Or of a quotient of two facts with a number above zero, undecided too where the divisor is
        not above zero. Empty where it is no such comparison, or where the least of the fact
        decides it.
        """
        if a.parts is not None and b.fixed is not None and b.fixed > 0:
            dividend, divisor = a.parts
            there = self._ratios.compared(">", divisor, NOTHING)
            held = self._ratios.compared(sign, dividend, self._ratios.multiplied(divisor, b.low))
            return self._define(when([(there, held)], NULL))
        if a.column is None or b.fixed is None:
            return ""
        strictly = sign in (">=", "<")
        if a.least is not None and (a.least > b.fixed or (strictly and a.least == b.fixed)):
            return ""
        return self._ratios.compared(sign, a.column, b.low)

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
        same = both(a.exact, b.exact, self._ratios.compared("=", a.low, b.low))
        apart = either(
            is_true(self.surely_more(a, b)),
            is_true(self.surely_more(b, a)),
        )
        return self._define(when([(same, TRUE), (apart, FALSE)], "NULL"))

    def same(self, a: Quantity, b: Quantity) -> Sql:
        """Whether both intervals are the same, ends and openness."""
        lows = either(both(a.low_open, b.low_open), both(
            negated(a.low_open), negated(b.low_open), self._ratios.compared("=", a.low, b.low)
        ))  # fmt: skip
        highs = either(both(a.high_open, b.high_open), both(
            negated(a.high_open), negated(b.high_open), self._ratios.compared("=", a.high, b.high)
        ))  # fmt: skip
        return self._define(both(lows, highs))

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

    def lowered(self, a: Quantity, where: Sql) -> Quantity:
        """A number of zero or more; its low is zero unless the condition surely holds."""
        low = self._ratios.chosen(where, a.low, NOTHING)
        nothing = both(negated(a.high_open), self._is_zero(a.high))
        exact = either(both(a.exact, is_true(where)), nothing)
        return self._quantity(low, a.high, FALSE, a.high_open, exact, positive=True)

    def of_ends(
        self,
        low: Ratio,
        high: Ratio,
        low_open: Sql = FALSE,
        high_open: Sql = FALSE,
        *,
        positive: bool = False,
    ) -> Quantity:
        """A quantity that is exact where both ends agree; they stand over one denominator."""
        agree = self._ratios.compared("=", low, high)
        exact = both(negated(low_open), negated(high_open), agree)
        return self._quantity(low, high, low_open, high_open, exact, positive=positive)

    def _is_zero(self, end: Ratio) -> Sql:
        return self._ratios.compared("=", end, NOTHING)

    def _define(self, expression: Sql) -> Sql:
        return self._sheet.define(expression)


def _facts(a: Quantity, b: Quantity) -> tuple[Ratio, Ratio] | None:
    """The columns of two facts of which none, being missing, is known to be above zero."""
    if a.column is None or b.column is None:
        return None
    is_bound = any(each.least is not None and each.least > 0 for each in (a, b))
    return None if is_bound else (a.column, b.column)
