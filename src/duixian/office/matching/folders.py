"""Where a run keeps its files: what it read, what it found, and the lock of who works on it."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from duixian.office.matching.models import Run

RUNS = "runs"


def folder_of(run: Run) -> Path:
    """The folder of a run; it need not be there."""
    return Path(settings.DUIXIAN_DATA) / RUNS / str(run.pk)


def data_of(run: Run) -> Path:
    """What was exported for the run."""
    return folder_of(run) / "data"


def result_of(run: Run) -> Path:
    """What `duixian.matching` wrote: there whole, or not at all."""
    return folder_of(run) / "result"


def clear(run: Run) -> None:
    """Nothing of the run is left on the disk."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


@contextmanager
def held(run: Run, *, wait: bool = False) -> Iterator[bool]:
    """Holds the run; False where a process does already. A lock ends with its process."""
    place = Path(settings.DUIXIAN_DATA) / RUNS
    place.mkdir(parents=True, exist_ok=True)
    with (place / f"{run.pk}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
