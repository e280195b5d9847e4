"""What a library holds."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.units import Unit
from duixian.rulebook.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A dated reference list of words (产业领域, 园区和基地, 支持目录) and where it comes from.

    `editions` are (first day, entries), oldest first. A catalogue without editions is one whose
    text has not been obtained: what depends on it is unknown.
    """

    name: str
    source: str
    editions: tuple[tuple[date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A dated public value such as LPR: (first day, value in base units), oldest first."""

    name: str
    unit: Unit
    source: str
    values: tuple[tuple[date, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything an assessment needs besides the dossier; the order of policies matters."""

    vocabulary: Vocabulary
    policies: tuple[Policy, ...]
    catalogues: tuple[Catalogue, ...] = ()
    series: tuple[Series, ...] = ()
    version: str = ""  # SHA-256 over the texts it was read from

    def policy(self, code: str) -> Policy | None:
        """The policy of that number."""
        return next((policy for policy in self.policies if policy.code == code), None)

    def measure(self, policy: str, code: str) -> Measure | None:
        """The measure of that policy and code."""
        found = self.policy(policy)
        measures = found.measures if found else ()
        return next((measure for measure in measures if measure.code == code), None)
