"""Where a row stands among the rows that count together with it."""

from dataclasses import dataclass

from duixian.rulebook.assessment import Gap
from duixian.rulebook.dossier import Scalar

Part = Scalar | tuple[str, ...] | None
"""One part of a key; a tuple marks a row that is a group of its own."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a row stands: its key, its window. `wild`: the row is not known, it may stand anywhere.

    `sure` is false when it is not known whether the row lies in the window at all.
    """

    key: tuple[Part, ...]
    window: Part = None
    sure: bool = True
    wild: bool = False
    gaps: tuple[Gap, ...] = ()
