"""What one run is asked to do, and who is told how it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from duixian.rulebook.dossier import Stage
from duixian.rulebook.problems import Problem

Name = tuple[str, str]
"""A measure: the number of its policy and its code."""


class Format(StrEnum):
    """How the rows of a result are written."""

    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"


class Engine(StrEnum):
    """What runs the statements."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Job:
    """One run over a population.

    `master` is the address of a cluster for Spark, "" this machine.
    `policies` None: all of the library. `everything`: plain refusals are written too. `memory` is
    how much the database may hold before it spills to the disk (`2GB`), "" its own choice.
    `tolerate` rows may be refused and left out. `without_history`: past awards need not be known.
    """

    data: Path
    out: Path
    on: date
    stage: Stage = Stage.DECLARED
    policies: tuple[str, ...] | None = None
    library_paths: tuple[Path, ...] = ()
    everything: bool = False
    format: Format = Format.PARQUET
    memory: str = ""
    tolerate: int = 0
    without_history: bool = False
    engine: Engine = Engine.DUCKDB
    master: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told: findings about the data, remarks before the run, and how far it is.

    `progress` is called with the name of a phase, how much of it is done, and how much there is.
    """

    problems: Callable[[Sequence[Problem]], None]
    remark: Callable[[str], None]
    progress: Callable[[str, int, int], None]


class RunError(Exception):
    """A run ended without a result: why, and what to do. `is_resource`: memory or disk ran out."""

    def __init__(self, message: str, advice: str, *, is_resource: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.is_resource = is_resource
