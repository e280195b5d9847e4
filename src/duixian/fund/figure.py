"""A figure with what it is made of: every number of every paper is one of these trees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from duixian.rulebook.problems import Place
from duixian.rulebook.units import MONEY, PURE, Dimension, Unit

COUNT = Unit("", Fraction(1), PURE)
"""Of a number that counts things of whatever word, so that nobody takes it for a rate."""

SUMMED = "各项相加"
"""How a sum came about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact value in base units (fen; a rate is pure), what it is, and how it came about.

    `how` says in Chinese how the parts make it (各项相加); a leaf has its `source` instead. `unit`
    is the one it is spoken of in.
    """

    name: str
    value: Fraction
    dimension: Dimension
    how: str = ""
    parts: "tuple[Figure, ...]" = ()
    source: str = ""
    unit: Unit | None = None
    place: Place | None = None

    def named(self, name: str) -> "Figure":
        """The same figure under another name."""
        return replace(self, name=name)

    def noted(self, source: str) -> "Figure":
        """The same figure with a remark."""
        return replace(self, source=source)


def given(name: str, value: int | Fraction, source: str, place: Place | None = None) -> Figure:
    """A sum in fen that was entered, with where it comes from."""
    return Figure(name, Fraction(value), MONEY, source=source, place=place)


def one(name: str, place: Place | None = None) -> Figure:
    """A thing that is counted."""
    return Figure(name, Fraction(1), PURE, unit=COUNT, place=place)


def counted(name: str, things: Iterable[Figure], word: str) -> Figure:
    """How many things there are, each of them a part."""
    kept = tuple(things)
    return Figure(name, Fraction(len(kept)), PURE, f"逐{word}计数", kept, unit=COUNT)


def total(name: str, parts: Iterable[Figure], dimension: Dimension = MONEY) -> Figure:
    """The sum of figures; counts of different words add up as numbers."""
    kept = tuple(parts)
    value = sum((part.value for part in kept), Fraction(0))
    return Figure(name, value, dimension, SUMMED, kept)


def count(name: str, parts: Iterable[Figure]) -> Figure:
    """How many things several counts come to, whatever words they count in."""
    return replace(total(name, parts, PURE), unit=COUNT)


def product(name: str, parts: Iterable[Figure], dimension: Dimension = MONEY) -> Figure:
    """The product of figures."""
    kept = tuple(parts)
    value = Fraction(1)
    for part in kept:
        value *= part.value
    return Figure(name, value, dimension, "各项相乘", kept)


def ratio(name: str, above: Figure, below: Figure, dimension: Dimension = PURE) -> Figure | None:
    """One figure divided by another; None where that is nothing."""
    if not below.value:
        return None
    return Figure(name, above.value / below.value, dimension, "前项 ÷ 后项", (above, below))


def growth(name: str, now: Figure, before: Figure) -> Figure | None:
    """By how much a figure grew on another."""
    if not before.value:
        return None
    value = now.value / before.value - 1
    return Figure(name, value, PURE, "前项 ÷ 后项 − 1", (now, before))


def difference(name: str, left: Figure, right: Figure) -> Figure:
    """The left less the right."""
    return Figure(name, left.value - right.value, left.dimension, "前项 − 后项", (left, right))


def half_up(value: Fraction, step: int | Fraction = 1) -> Fraction:
    """The value as a whole number of steps, half away from zero: the one rounding of this room."""
    scaled = abs(value) / step
    whole = int(scaled + Fraction(1, 2))
    return whole * Fraction(step) * (-1 if value < 0 else 1)
