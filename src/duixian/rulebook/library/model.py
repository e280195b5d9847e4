"""What a library holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    _policies: Mapping[str, Policy] = field(init=False, repr=False, compare=False)
    _measures: Mapping[tuple[str, str], Measure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Of two with one number the first is found; `check` tells of them."""
        policies = {policy.code: policy for policy in reversed(self.policies)}
        measures = {
            (policy.code, measure.code): measure
            for policy in policies.values()
            for measure in reversed(policy.measures)
        }
        object.__setattr__(self, "_policies", policies)
        object.__setattr__(self, "_measures", measures)

    def policy(self, code: str) -> Policy | None:
        """The policy of that number."""
        return self._policies.get(code)

    def measure(self, policy: str, code: str) -> Measure | None:
        """The measure of that policy and code."""
        return self._measures.get((policy, code))
