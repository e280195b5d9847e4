"""The register of applications: what was accepted, reviewed and sampled, and with what result."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duixian.rulebook.problems import Place


class Verdict(StrEnum):
    """What a review came to."""

    ENTITLED = "应扶持"
    REFUSED = "不予扶持"


class Sampled(StrEnum):
    """Whether what was sampled is as it was declared."""

    CONFIRMED = "相符"
    WRONG = "不符"


@dataclass(frozen=True, slots=True)
class Application:
    """One application for a line; `number` is that of its award. A result comes with its day."""

    number: str
    firm: str
    line: str
    accepted: date
    reviewed: date | None
    verdict: Verdict | None
    sampled: date | None
    result: Sampled | None
    place: Place
