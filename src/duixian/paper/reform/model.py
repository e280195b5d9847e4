"""The figures of a comparison of two versions of a policy on one population. Sums are fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sum:
    """From `low`, should every open review be refused, to `high`; None: nothing bounds it."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one version comes to for some firms.

    `cost` is what is granted and what waits for a review. What is unknown is not in it:
    `unknown_rows` rows of `unknown_firms` firms, which may come to `possible` (None: unbounded).
    """

    cost: Sum
    firms: int
    unknown_firms: int
    unknown_rows: int
    possible: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One measure, one group of firms, or all.

    Firms of which anything is unknown that the versions may decide differently are `unknown` and
    nothing else; `open` are those who gain or lose according to the reviews. `entering` and
    `leaving` are entitled in one version only.
    """

    name: str
    base: Side
    reform: Side
    gaining: int
    losing: int
    open: int
    unknown: int
    entering: int
    leaving: int
    gained: Sum
    lost: Sum

    @property
    def difference(self) -> tuple[int, int | None]:
        """Reform less base, with all open reviews refused and with all passed."""
        before, after = self.base.cost, self.reform.cost
        unbounded = before.high is None or after.high is None
        high = None if unbounded else (after.high or 0) - (before.high or 0)
        return after.low - before.low, high


@dataclass(frozen=True, slots=True)
class Affected:
    """A firm that gains or loses, with what it gets in both versions."""

    code: str
    name: str
    base: Sum
    reform: Sum

    @property
    def difference(self) -> tuple[int, int]:
        """Reform less base, with all open reviews refused and with all passed."""
        return self.reform.low - self.base.low, (self.reform.high or 0) - (self.base.high or 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the report says.

    `base` and `reform` say which versions they are, `changes` what differs in the measures in
    words, `left_out` which measures could not be compared and why. `groups` are lines by heading.
    """

    base: str
    reform: str
    on: date
    stage: str
    firms: int
    changes: tuple[str, ...]
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]
    total: Line
    measures: tuple[Line, ...]
    groups: Mapping[str, tuple[Line, ...]]
    gaining: tuple[Affected, ...]
    losing: tuple[Affected, ...]
