"""The code lists of a fund, and what equipment it may buy to which standard."""

from dataclasses import dataclass
from enum import StrEnum

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place


class CodeKind(StrEnum):
    """Which column of the lines a code list is for."""

    QUOTA = "指标文号"
    FUNCTION = "功能分类"
    ECONOMIC = "经济分类"


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its name; for a 指标 the sum in fen that the finance bureau issued."""

    kind: CodeKind
    code: str
    name: str
    amount: int | None
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Equipment:
    """A kind of equipment: its standard, how many at what price, and what allows it."""

    name: str
    standard: str
    count: Expression | None
    price: Expression | None
    basis: str
    place: Place
