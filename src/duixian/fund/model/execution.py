"""What was budgeted, moved, decided and spent; all sums in fen."""

from dataclasses import dataclass
from datetime import date

from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class Budgeted:
    """The adjusted budget of an item in a year."""

    year: int
    item: int
    amount: int
    place: Place


@dataclass(frozen=True, slots=True)
class Spent:
    """What an item spent from one month to another of a year, both included."""

    year: int
    item: int
    first: int
    last: int
    amount: int
    place: Place


@dataclass(frozen=True, slots=True)
class Transfer:
    """A 调剂: money moved between items within the approved total."""

    year: int
    source: int
    target: int
    amount: int
    reason: str
    approver: str
    day: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment of one award: of which line, when it happened, was decided, fell due, paid.

    `firm` is "" where the ledger does not say whose it is.
    """

    award: str
    line: str
    event: date
    decided: date
    due: date
    amount: int
    paid: date | None
    row: int
    firm: str = ""
