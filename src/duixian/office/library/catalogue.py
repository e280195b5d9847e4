"""The catalogue of measures: what is published, searched and filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duixian.office.library.selectors import Shelf
from duixian.office.library.side_by_side import side_by_side
from duixian.office.library.words import holds_all, patterns, searchable
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.force import ForceRule, force_rule
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.views.describe import describe
from duixian.rulebook.views.industries import Industries, industries
from duixian.rulebook.views.most import most

_KEPT = 64

Place = tuple[str, str]
"""A measure by the number of its policy and its code; the whole policy by an empty code."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One measure as the catalogue shows it.

    `most` is the most one grant can be, whole fen, None where the file does not settle it. `text`
    is all that is said of it, by the rules and by the clauses it rests on, as `words` looks in it.
    """

    region: str
    policy: Policy
    measure: Measure
    most: int | None
    industries: Industries
    force: ForceRule
    text: str

    def is_law(self, day: date) -> bool:
        """Whether the measure is in force on a day and no later policy has taken its place."""
        return not self.force.against(day)[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty fields ask nothing. `least` is whole fen, `on` a day in force."""

    words: str = ""
    region: str = ""
    industry: str = ""
    kind: str = ""
    category: str = ""
    least: int | None = None
    on: date | None = None


def entries(shelves: Iterable[Shelf]) -> tuple[Entry, ...]:
    """Every measure of the shelves, in their order."""
    return tuple(entry for shelf in shelves for entry in _entries(shelf))


def found(
    all_entries: Iterable[Entry], wanted: Wanted, readings: Mapping[Place, str]
) -> tuple[Entry, ...]:
    """The entries that fit; what is not known does not exclude an entry.

    `readings` is what is signed about a measure, or under "" about its whole policy.
    """
    words = patterns(wanted.words)
    return tuple(
        entry
        for entry in all_entries
        if _fits(entry, wanted) and (not words or holds_all(_said(entry, readings), words))
    )


def _said(entry: Entry, readings: Mapping[Place, str]) -> str:
    places = (entry.policy.code, entry.measure.code), (entry.policy.code, "")
    signed = [readings[place] for place in places if place in readings]
    return "\n".join([entry.text, *map(searchable, signed)])


def _fits(entry: Entry, wanted: Wanted) -> bool:
    described = entry.measure.described
    return (
        wanted.region in {"", entry.region}
        and wanted.kind in {"", described.procedure.value}
        and wanted.category in {"", described.category}
        and (not wanted.industry or entry.industries.may_hold(wanted.industry))
        and (wanted.least is None or entry.most is None or entry.most >= wanted.least)
        and (wanted.on is None or entry.is_law(wanted.on))
    )


@lru_cache(maxsize=_KEPT)
def _entries(shelf: Shelf) -> tuple[Entry, ...]:
    library = shelf.library
    return tuple(
        _entry(shelf, policy, measure, library)
        for policy in library.policies
        for measure in policy.measures
    )


def _entry(shelf: Shelf, policy: Policy, measure: Measure, library: Library) -> Entry:
    return Entry(
        shelf.region,
        policy,
        measure,
        most(measure, policy),
        industries(measure, policy, library.vocabulary),
        force_rule(library, policy, measure),
        searchable("\n".join([*_said_by_rules(policy, measure), *_clauses(shelf, measure)])),
    )


def _said_by_rules(policy: Policy, measure: Measure) -> list[str]:
    described = measure.described
    lines = [line.text for section in describe(measure, policy) for line in section.lines]
    said = [policy.code, policy.title, policy.issuer, measure.title, described.summary]
    return [*said, described.category, described.item, *lines]


def _clauses(shelf: Shelf, measure: Measure) -> list[str]:
    """The official words a measure rests on, where the text was uploaded."""
    return [
        beside.clause.text
        for number in shelf.versions
        for beside in side_by_side(shelf, number)
        if any(each is measure for each in beside.measures)
    ]
