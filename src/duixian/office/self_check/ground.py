"""What a self-check stands on: the library, the day, and which facts most measures wait for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from duixian.office.self_check.awards import Basis, bases_of
from duixian.office.self_check.words import Words, words_of
from duixian.rulebook.assessment import Gap
from duixian.rulebook.dossier import Dossier, Firm
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess
from duixian.rulebook.views.standards import standards_table

NOBODY = "本企业"
"""Stands for the code of a firm that has not said who it is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The rules and the day of a self-check.

    `policies` are the 文号 of the district; `demand` counts the measures that wait for a gap when
    nothing at all is known: questions keep their order by it while answers come in.
    `standards` are what measures pay, in words, by (文号, code), `bases` what
    awards of the past can stand on.
    """

    library: Library
    policies: tuple[str, ...]
    on: date
    words: Words
    demand: Mapping[Gap, int]
    standards: Mapping[tuple[str, str], str]
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class _Same:
    """A library known by its version, so that it is not compared text by text."""

    version: str
    library: Library = field(compare=False)


def ground_of(library: Library, region: str, on: date) -> Ground:
    """The ground of a district's self-check on a day; computed once a version and day."""
    return _ground(_Same(library.version, library), region, on)


@lru_cache(maxsize=32)
def _ground(same: _Same, region: str, on: date) -> Ground:
    library = same.library
    policies = tuple(each.code for each in library.policies if each.region == region)
    nothing = assess(library, Dossier(Firm(NOBODY, {})), on, policies=policies)
    demand = Counter(gap for one in nothing.entitlements for gap in set(one.missing))
    standards = {row.measure: row.core_standard for row in standards_table(library, policies)}
    bases = bases_of(library, policies)
    return Ground(library, policies, on, words_of(library), demand, standards, bases)
