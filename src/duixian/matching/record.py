"""How a result was made, so that a row of it can be explained again from the same inputs."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duixian.intake.tables.loading import Loaded
from duixian.matching.job import Job, Name
from duixian.rulebook.library.model import Library

RECORD, REJECTED, ASIDE = "run.json", "rejected.csv", "set_aside.csv"


def record_of(
    job: Job, library: Library, loaded: Loaded, left_out: Mapping[Name, str]
) -> dict[str, Any]:
    """The day, the stage, the library and the inputs of a run, with their SHA-256.

    Paths are told as seen from the folder of the result, so that the two can be moved together.
    """
    return {
        "on": job.on.isoformat(),
        "stage": job.stage.value,
        "policies": None if job.policies is None else list(job.policies),
        "library": library.version,
        "library_paths": [_from(job.out, path) for path in job.library_paths],
        "without_history": job.without_history,
        "data": _from(job.out, job.data),
        "inputs": [
            {"file": _from(job.out, one.path), "bytes": one.size, "sha256": one.digest}
            for one in loaded.inputs
        ],
        "rejected_rows": loaded.rejected,
        "left_out": [
            {"policy": policy, "measure": measure, "because": piece}
            for (policy, measure), piece in left_out.items()
        ],
    }


def _from(out: Path, path: Path) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(out))
