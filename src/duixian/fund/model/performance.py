"""What was reached of the targets through the year, what was to be reached by then, and why not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place


class Band(StrEnum):
    """How far a target of quality was reached (财预〔2020〕10号)."""

    REACHED = "达成"
    PARTLY = "部分达成"
    MISSED = "未达成"


@dataclass(frozen=True, slots=True)
class Actual:
    """What a target had come to on a day, with its source and who says so.

    One of: a `value`; what is counted `above` and `below` of a rate; the days on which batches were
    `done`; a `band`, with the `share` of the marks inside it where somebody settled it.
    """

    form: str
    target: str
    day: date
    value: Expression | None
    above: Expression | None
    below: Expression | None
    done: tuple[date, ...]
    band: Band | None
    share: Expression | None
    source: str
    author: str
    place: Place


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a target (or the spending of an item, where `target` is empty) is to reach by a day."""

    form: str
    target: str
    item: int
    day: date
    value: Expression
    place: Place


@dataclass(frozen=True, slots=True)
class Deviation:
    """Why a target or an item is off its plan, and what is done about it.

    `too_low`: whether a target far surpassed had been set too low; None where nobody said.
    """

    form: str
    target: str
    item: int
    day: date
    cause: str
    correction: str
    owner: str
    due: date | None
    too_low: bool | None
    place: Place
