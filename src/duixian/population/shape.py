"""What is known of a population before a statement is made: the day, the figures, what is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from duixian.rulebook.dossier import Stage


@dataclass(frozen=True, slots=True)
class Shape:
    """One run: its day and stage, and which tables, lists and sources the population holds.

    A subject not in `tables` is an absent table. `lists` maps a published list to the day it was
    read. `history` false: past awards are not known. `near`: refusals not far from their lines are
    marked.
    """

    on: date
    stage: Stage = Stage.DECLARED
    tables: frozenset[str] = frozenset()
    history: bool = True
    sources: frozenset[str] = frozenset()
    lists: Mapping[str, date] = field(default_factory=dict)
    near: bool = False
