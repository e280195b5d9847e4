"""What is known about one firm on the day of assessment.

A dossier holds the firm, every row in which it is firm, payee or reference, the few facts of other
firms that measures name, its award history, reviews and recorded decisions. A value that is absent
is unknown; a table that is absent is unknown, an empty one is empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

Scalar = int | Fraction | str | bool | date
"""Money in fen (int), other quantities in base units, rates as fractions, words, flags, days."""


class Stage(StrEnum):
    """Which figure of a staged fact is used: as declared, verified or accepted."""

    DECLARED = "申报"
    VERIFIED = "核定"
    ACCEPTED = "验收"


@dataclass(frozen=True, slots=True)
class Staged:
    """The three figures of a staged fact; None where there is none yet."""

    declared: Scalar | None = None
    verified: Scalar | None = None
    accepted: Scalar | None = None


Value = Scalar | Staged


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a subject: its key, and the values that are known, by Chinese fact name."""

    subject: str
    key: str
    firm: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm: its code, known facts, and yearly facts by (fact, year)."""

    code: str
    values: Mapping[str, Value]
    yearly: Mapping[tuple[str, int], Scalar] = field(default_factory=dict)


class Outcome(StrEnum):
    """How a review ended."""

    PASSED = "通过"
    FAILED = "不通过"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review: of which row under which measure, its kind and outcome, what it set, and when."""

    policy: str
    measure: str
    row: str
    kind: str
    outcome: Outcome
    day: date
    amount: int | None = None  # fen
    rate: Fraction | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A recorded, reasoned decision by an authorised person about one named condition.

    `applies` is true when the decision is taken (豁免, 准入, 限制), false when it was declined.
    `measure` or `row` empty: for the whole policy, for every row of the firm.
    """

    policy: str
    measure: str
    row: str
    name: str
    applies: bool
    by: str
    reason: str
    day: date


@dataclass(frozen=True, slots=True)
class Award:
    """One award of the past: 奖补历史. Sums in fen; it counts decided less recovered."""

    policy: str
    measure: str
    payee: str
    subject: str
    row: str
    event: date
    decided: date
    amount: int
    recovered: int = 0
    support_year: int | None = None
    rung: int | None = None
    class_: str = ""
    cycle: str = ""
    source: str = ""
    remembered: Mapping[str, Scalar] = field(default_factory=dict)  # facts of keys and `remember`

    @property
    def counted(self) -> int:
        """What limits and ladders count, in fen."""
        return self.amount - self.recovered


@dataclass(frozen=True, slots=True)
class Listing:
    """A firm on a published list, from a day, until a day when it was taken off."""

    list_name: str
    firm: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known about `firm`.

    `tables` maps a subject to its rows; a subject not in it is an absent table. `lists` maps a
    published list to the day it was read; one not in it is unknown. `history` None: unknown.
    `sources` are the offices and levels whose awards the history holds (本区, 区科委, 市级).
    """

    firm: Firm
    others: Mapping[str, Firm] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    history: tuple[Award, ...] | None = None
    sources: frozenset[str] = frozenset()
    reviews: tuple[ReviewRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    lists: Mapping[str, date] = field(default_factory=dict)
    listings: tuple[Listing, ...] = ()
