"""Score sheets as data, marks given by scorers, and how they come together."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class Criterion:
    """A node of a score sheet. `marks` is the most it gives.

    Criteria with one `shared` word have their marks together; with `either` only one is scored.
    """

    code: str
    name: str
    marks: Fraction
    parent: str
    shared: str
    either: bool
    place: Place


class Aggregation(StrEnum):
    """How a sheet brings the marks of several scorers together."""

    MEAN = "平均"
    TRIMMED = "去掉最高和最低后平均"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score sheet: its criteria in order, parents before children."""

    name: str
    criteria: tuple[Criterion, ...]
    bands: tuple[tuple[str, Fraction], ...]  # 优 from 90, 良 from 80 …, highest first
    aggregation: Aggregation

    def children(self, code: str) -> tuple[Criterion, ...]:
        """The criteria directly below."""
        return tuple(each for each in self.criteria if each.parent == code)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one scorer gave one criterion, at whatever level the scorer's sheet records."""

    sheet: str
    round: str  # 自评, 专家评审
    scorer: str
    code: str
    marks: Fraction
    opinion: str
    place: Place
