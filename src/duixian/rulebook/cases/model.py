"""What a case is: a dossier, a day, and what must come out, worked out by hand from the text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.dossier import Dossier, Stage
from duixian.rulebook.problems import Place

UNBOUNDED = -1
"""Stands for 无上限 in the upper end of an expected interval."""


class CaseKind(StrEnum):
    """What a case shows about its measure."""

    GETS = "给"
    DENIED = "拒"
    BOUNDARY = "临界"
    UNKNOWN = "未知"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out for one row of one measure; None or empty: nothing is said about it.

    Amounts in fen. `absent`: no row at all may come out. `failed` are pieces of the wording of
    failed conditions, `missing` names of what is missing.
    """

    policy: str
    measure: str
    place: Place
    verdict: Verdict | None = None
    row: str | None = None
    support_year: int | None = None
    low: int | None = None
    high: int | None = None
    effect_low: int | None = None
    effect_high: int | None = None
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    displaced_by: tuple[str, str] | None = None
    shares: tuple[tuple[str, int], ...] = ()
    instalments: tuple[tuple[str, int], ...] = ()
    contested: bool | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One example."""

    name: str
    kind: CaseKind
    policy: str
    measure: str
    on: date
    stage: Stage
    dossier: Dossier
    expected: tuple[Expected, ...]
    place: Place
