"""What is known of a population before a statement is made: the day, the figures, what is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from duixian.rulebook.dossier import Stage

Name = tuple[str, str]
"""A measure: the number of its policy and its code."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The measures of which anything is recorded, and the lists on which anybody stands.

    A decision about all measures of a policy has no code. What nobody has is not joined.
    """

    awards: frozenset[Name]
    reviews: frozenset[Name]
    decisions: frozenset[Name]
    lists: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One run: its day and stage, and which tables, lists and sources the population holds.

    A subject not in `tables` is an absent table. `lists` maps a published list to the day it was
    read. `history` false: past awards are not known. `near`: refusals not far from their lines are
    marked. `recorded` None: anything may be recorded.
    """

    on: date
    stage: Stage = Stage.DECLARED
    tables: frozenset[str] = frozenset()
    history: bool = True
    sources: frozenset[str] = frozenset()
    lists: Mapping[str, date] = field(default_factory=dict)
    near: bool = False
    recorded: Recorded | None = None

    @property
    def anybody_awarded(self) -> bool:
        """Whether there may be any past award."""
        return self.recorded is None or bool(self.recorded.awards)

    def any_award(self, measures: Collection[Name], policies: Collection[str] = ()) -> bool:
        """Whether there may be an award of one of the measures, or under one of the policies."""
        if self.recorded is None:
            return True
        return any(one in measures or one[0] in policies for one in self.recorded.awards)

    def any_review(self, measure: Name) -> bool:
        """Whether there may be a review under the measure."""
        return self.recorded is None or measure in self.recorded.reviews

    def any_decision(self, measure: Name) -> bool:
        """Whether there may be a decision about the measure."""
        if self.recorded is None:
            return True
        return not self.recorded.decisions.isdisjoint({measure, (measure[0], "")})

    def anybody_on(self, listed: str) -> bool:
        """Whether anybody may stand on the list."""
        return self.recorded is None or listed in self.recorded.lists
