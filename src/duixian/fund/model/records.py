"""The rest of the folder: plan, problems, risks, working papers, reviews, printed figures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place


class State(StrEnum):
    """How far a step of the plan is."""

    WAITING = "未开始"
    GOING = "进行中"
    DONE = "已完成"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan: what, for which item (0: all), which batch, from when until when.

    `state` is what its office reports, None where it reported nothing; `done` the day it was done.
    """

    item: int
    step: str
    batch: str
    start: date | None
    end: date
    office: str
    state: State | None
    done: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem found (by whom, in which year), what is done about it, and how far that is.

    `problem` and `measure` are their titles; `details` and `steps` say more where there is more.
    """

    number: str
    source: str
    year: int
    problem: str
    measure: str
    owner: str
    due: date | None
    state: str
    evidence: str
    place: Place
    details: str = ""
    steps: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with the response to it and who owns it."""

    risk: str
    response: str
    owner: str
    place: Place


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """A numbered 编制底稿, cited as [预 1-1]; `digest` is the SHA-256 of its file."""

    number: str
    title: str
    file: str
    digest: str
    lines: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Review:
    """自评, 专家评审 or 第三方后评价: basis, panel, verdicts, opinions, signatures.

    `summary` leads the opinions; `round` is the round of marks that goes with it.
    """

    kind: str
    day: date | None
    basis: str
    panel: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...]
    opinions: tuple[tuple[str, tuple[str, ...]], ...]
    signatures: tuple[str, ...]
    place: Place
    summary: str = ""
    round: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that some paper of the year prints, held against ours and used for nothing else.

    Either the address of our figure (`table`, `row`, `column`), or an `expression` it should equal.
    """

    paper: str
    where: str
    table: str
    row: str
    column: str
    expression: Expression | None
    figure: str
    place: Place


@dataclass(frozen=True, slots=True)
class Silence:
    """A written, dated, named reason why a finding of a check about something is accepted."""

    check: str
    about: str
    because: str
    by: str
    day: date
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a paper and the official's own paragraphs; {…} stand for figures.

    `paper` is the one paper it is written for; empty where every paper may print it.
    """

    heading: str
    paragraphs: tuple[str, ...]
    place: Place
    paper: str = ""
