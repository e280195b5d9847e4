"""What a rate counts in the fund's own registers, as 分子 and 分母 name it: 台账家数, 受理项数."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duixian.fund.reading.expressions import dimension_of
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.units import Dimension, Unit, dimension


class Register(StrEnum):
    """What is counted: awards decided, or applications that came so far."""

    AWARDED = "台账"
    ACCEPTED = "受理"
    REVIEWED = "评审"
    ENTITLED = "应扶"
    SAMPLED = "抽查"
    CONFIRMED = "相符"


FIRMS, CASES = "家", "项"
WORDS = "台账家数、台账项数、应扶家数、应扶项数、受理项数、评审项数、抽查项数、相符项数"
_WRITTEN = re.compile(r"(台账|应扶)(家|项)数|(受理|评审|抽查|相符)(项)数")


@dataclass(frozen=True, slots=True)
class Counting:
    """A register, and whether its firms (家, each once) or its cases (项) are counted."""

    register: Register
    unit: Unit


def counting(text: str) -> Counting | None:
    """What the text counts in a register; None for any other words."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    register, word = (part for part in match.groups() if part is not None)
    return Counting(Register(register), Unit(word, Fraction(1), dimension(word)))


def counted_in(text: str, drivers: Mapping[str, Expression]) -> Dimension | None:
    """In what the folder itself counts what a 分子 or 分母 names; None where it does not."""
    found = counting(text)
    if found is not None:
        return found.unit.dimension
    return dimension_of(drivers[text]) if text in drivers else None
