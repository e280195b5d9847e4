"""The value of every live row from step to step: a narrow relation, one a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duixian.population.asked import Question, place_of
from duixian.population.branches import Branch
from duixian.population.shape import Shape
from duixian.population.sql import Sql
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library

COLUMNS = (
    "payee",
    "place",
    "branch",
    "low",
    "high",
    "unbounded",
    "past",
    "moved",
    "standing",
    "contested",
    "depends",
)

UNKNOWN_HISTORY, UNCLEAR_AWARD, FIRST_SOURCE = 1, 2, 4
"""Bits of `past`: no history, an award that does not say what it counts for, absent sources."""


def sources_of(library: Library) -> dict[str, int]:
    """The sources that groups name, by their place among the bits of `past`."""
    found: dict[str, int] = {}
    for policy in library.policies:
        for group in policy.groups:
            for source in group.sources:
                found.setdefault(source, len(found))
    return found


def asked_bit(library: Library, question: Question) -> int:
    """The bit of `past` for what is missing to answer a question."""
    return FIRST_SOURCE << len(sources_of(library)) + place_of(library, question) - 1


SURE = "(v.standing = 'granted' AND NOT v.contested)"
EFFECT_LOW = f"CASE WHEN {SURE} THEN v.low ELSE 0 END"
EFFECT_EXACT = f"(NOT v.unbounded AND ({SURE} AND v.low = v.high OR v.high = 0))"


@dataclass(slots=True)
class Steps:
    """The relations of the steps so far; `now` is the last one."""

    library: Library
    shape: Shape
    branches: Sequence[Branch]
    relations: list[tuple[str, str]]
    now: str = "live"

    @property
    def accepting(self) -> bool:
        """Whether rows that were awarded are weighed again, at acceptance."""
        return self.shape.stage is Stage.ACCEPTED

    def make(self, title: str, query: str) -> str:
        """A relation beside the state (awards that count, sums of other rows)."""
        self.relations.append((title, query))
        return title

    def step(
        self,
        title: str,
        changes: Mapping[str, Sql],
        joins: str = "",
        columns: Mapping[str, Sql] | None = None,
    ) -> None:
        """The next state: some columns changed; `v` is the state before.

        With `columns`, these are worked out first, and `v` has them beside the state.
        """
        parts = [f"{changes.get(column, f'v.{column}')} AS {column}" for column in COLUMNS]
        rows, head = f"{self.now} AS v {joins}", ""
        if columns:
            beside = ", ".join(f"{piece} AS {column}" for column, piece in columns.items())
            head = f"WITH {title}_rows AS (SELECT v.*, {beside} FROM {rows}) "
            rows = f"{title}_rows AS v"
        self.make(title, f"{head}SELECT {', '.join(parts)} FROM {rows}")
        self.now = title


def joined(title: str, alias: str) -> str:
    """A relation with at most one row for each row of the state."""
    return f"LEFT JOIN {title} AS {alias} ON {alias}.payee = v.payee AND {alias}.place = v.place"


def zero_if_none(column: Sql) -> Sql:
    """A sum over no rows."""
    return f"CASE WHEN {column} IS NULL THEN 0 ELSE {column} END"


def no_if_none(column: Sql) -> Sql:
    """A test over no rows."""
    return f"({column} IS TRUE)"


def at_least_zero(piece: Sql) -> Sql:
    """Nothing is taken back."""
    return f"CASE WHEN {piece} > 0 THEN {piece} ELSE 0 END"


FACTS = "JOIN live AS q ON q.payee = v.payee AND q.place = v.place"
"""The clause that joins the facts of the rows of the state."""
