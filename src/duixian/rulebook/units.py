"""Dimensions and units: what may be added, compared and multiplied.

Every quantity is kept in the base unit of its dimension: money in fen, area in 平方米, lengths of
time in 月 or in 天 (the two do not convert), and each counting word (人, 家, 件 …) in itself.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Dimension:
    """A product of base units with exponents, sorted by name; empty for a pure number."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: "Dimension") -> "Dimension":
        """The dimension of a product."""
        return _combined(self, other, 1)

    def __truediv__(self, other: "Dimension") -> "Dimension":
        """The dimension of a quotient."""
        return _combined(self, other, -1)

    @property
    def is_pure(self) -> bool:
        """Whether this is a number without a unit (a rate, a ratio, a factor)."""
        return not self.powers


def _combined(left: Dimension, right: Dimension, sign: int) -> Dimension:
    powers = dict(left.powers)
    for base, exponent in right.powers:
        powers[base] = powers.get(base, 0) + sign * exponent
    return Dimension(tuple(sorted((b, e) for b, e in powers.items() if e)))


def dimension(base: str) -> Dimension:
    """The dimension of one base unit."""
    return Dimension(((base, 1),))


PURE = Dimension()
MONEY = dimension("分")
AREA = dimension("平方米")
MONTHS = dimension("月")
DAYS = dimension("天")


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: `scale` base units of `dimension` make one of it (万元: 1,000,000 fen)."""

    name: str
    scale: Fraction
    dimension: Dimension
