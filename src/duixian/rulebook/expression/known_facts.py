"""What the tree's own computations ask of a vocabulary: types and maxima of facts.

The vocabulary stands above this room (a derived fact holds expressions), so it is asked for by
shape; `vocabulary.model.Vocabulary` has it.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import Type
from duixian.rulebook.units import Dimension, Unit, dimension

REFERENCE = "引用"


class KnownRule(Protocol):
    """How a fact is computed from a day on."""

    @property
    def expression(self) -> Expression:
        """What it comes to."""


class KnownFact(Protocol):
    """A fact: its type, its kind in words, its bounds in base units."""

    @property
    def type(self) -> Type:
        """The type of its value."""

    @property
    def kind(self) -> str:
        """金额, 数量, 引用 …."""

    @property
    def maximum(self) -> Fraction | None:
        """The largest value in base units, None for the default of its dimension."""

    @property
    def derived(self) -> Sequence[KnownRule]:
        """Its rules, where it is computed."""


class KnownSubject(Protocol):
    """A subject: its facts and the unit it is counted in."""

    @property
    def counted_in(self) -> Unit:
        """The unit of 计数."""

    def fact(self, name: str) -> KnownFact | None:
        """The fact of that name."""


class KnownFacts(Protocol):
    """A vocabulary."""

    def subject(self, name: str) -> KnownSubject | None:
        """The subject of that name."""


def fact_of(facts: KnownFacts, subject: str, name: str) -> KnownFact:
    """The fact; KeyError when it is not declared, which no expression that was read can cause."""
    found = facts.subject(subject)
    fact = found.fact(name) if found else None
    if fact is None:
        raise KeyError(f"{subject}.{name}")
    return fact


def distinct_in(facts: KnownFacts, subject: str, name: str) -> Dimension:
    """In what 种类数 counts: firms in the unit of 企业, any other values in 种."""
    firm = facts.subject("企业")
    if firm and fact_of(facts, subject, name).kind == REFERENCE:
        return firm.counted_in.dimension
    return dimension("种")
