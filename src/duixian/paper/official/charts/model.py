"""What a chart shows, as data: the drawing is another file's business."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

WIDTH = 420
"""Pixels between the axes of a chart on paper."""


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one name: a value a category, None where there is none; a colour if it matters."""

    name: str
    values: tuple[Fraction | None, ...]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side for each category; `length` in pixels is that of the whole axis."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    length: int = WIDTH


@dataclass(frozen=True, slots=True)
class Curve:
    """A running total: (month, value) in order, and the line it should reach."""

    name: str
    points: tuple[tuple[int, Fraction], ...]
    whole: Fraction | None


@dataclass(frozen=True, slots=True)
class Curves:
    """Running totals over the months of a year."""

    curves: tuple[Curve, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Span:
    """A step on the timeline; without a start only its end is known."""

    name: str
    who: str
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps by date."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its caption; `told` says in words what it shows, for those who cannot see it."""

    caption: str
    told: str
    shows: Bars | Curves | Timeline
