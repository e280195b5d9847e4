"""The types an expression can have."""

from dataclasses import dataclass

from duixian.rulebook.units import MONEY, PURE, Dimension


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in the base unit of its dimension; a rate or ratio has the pure dimension."""

    dimension: Dimension


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, and in evaluation also unknown."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word: one of `levels` (lowest first when `ordered`), or free text when `levels` is empty.

    Two labels compare only when they come from the same fact or one is a literal.
    """

    levels: tuple[str, ...] = ()
    ordered: bool = False


Type = Number | Flag | Day | Label

MONEY_TYPE = Number(MONEY)
PURE_TYPE = Number(PURE)
