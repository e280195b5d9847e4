"""What one run is asked to do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from duixian.rulebook.dossier import Stage

Name = tuple[str, str]
"""A measure: the number of its policy and its code."""


class Format(StrEnum):
    """How the rows of a result are written."""

    PARQUET = "parquet"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Job:
    """One run over a population.

    `policies` None: all of the library. `everything`: plain refusals are written too.
    """

    data: Path
    out: Path
    on: date
    stage: Stage = Stage.DECLARED
    policies: tuple[str, ...] | None = None
    everything: bool = False
    format: Format = Format.PARQUET
