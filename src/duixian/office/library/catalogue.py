"""The catalogue of measures: what is published, searched and filtered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duixian.office.library.selectors import Shelf
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.force import ForceRule, force_rule
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.views.describe import describe
from duixian.rulebook.views.industries import Industries, industries
from duixian.rulebook.views.most import most

_KEPT = 64


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One measure as the catalogue shows it.

    `most` is the most one grant can be, whole fen, None where the file does not settle it. `text`
    is all that is said of it, in which words are looked for.
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


def found(all_entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """The entries that fit; what is not known does not exclude an entry."""
    words = wanted.words.lower().split()
    return tuple(entry for entry in all_entries if _fits(entry, wanted, words))


def _fits(entry: Entry, wanted: Wanted, words: list[str]) -> bool:
    described = entry.measure.described
    return (
        all(word in entry.text for word in words)
        and wanted.region in {"", entry.region}
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
        _entry(shelf.region, policy, measure, library)
        for policy in library.policies
        for measure in policy.measures
    )


def _entry(region: str, policy: Policy, measure: Measure, library: Library) -> Entry:
    return Entry(
        region,
        policy,
        measure,
        most(measure, policy),
        industries(measure, policy, library.vocabulary),
        force_rule(library, policy, measure),
        _text(policy, measure),
    )


def _text(policy: Policy, measure: Measure) -> str:
    described = measure.described
    lines = [line.text for section in describe(measure, policy) for line in section.lines]
    said = [policy.code, policy.title, policy.issuer, measure.title, described.summary]
    return "\n".join([*said, described.category, described.item, *lines]).lower()
