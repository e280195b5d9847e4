"""Candidates: what may be awarded, at which stage, how likely, and what falls due when."""

from dataclasses import dataclass
from datetime import date

from duixian.fund.model.fund import Name
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class PipelineStage:
    """A stage of the pipeline (储备, 申报, 受理, 评审, 立项), and how many of a hundred pass it.

    `rate` is the chance that what stands at this stage now is paid in the end.
    """

    name: str
    rate: Expression
    source: str
    author: str
    day: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment: its name, the day it falls due, and its sum, from `low` to `high` fen.

    `how` says in Chinese how the sum was made.
    """

    name: str
    day: date
    low: int
    high: int
    how: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be awarded, or `count` of them that are alike.

    `dues` are those of one. `event` is the day that selects the law and the year of the project;
    `known` the day from which the candidate is in the books, None for always.
    """

    number: str
    firm: str
    line: str
    measure: Name | None
    stage: str
    count: int
    event: date
    known: date | None
    dues: tuple[Due, ...]
    source: str
    place: Place
