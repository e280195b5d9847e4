"""What an expression becomes: a column or an interval of columns, and codes of what it misses."""

from dataclasses import dataclass, field

from duixian.population.codes import Words
from duixian.population.quantities import Quantity
from duixian.population.sql import Sql


@dataclass(frozen=True, slots=True)
class Plain:
    """A condition, a word or a day; NULL where it is unknown."""

    sql: Sql
    gaps: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number and what is missing for it."""

    number: Quantity
    gaps: Words = field(default_factory=dict)


Value = Plain | Numeric
