"""The files beside the database: uploads, and the results of runs that have finished."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from duixian.office.matching.enums import State
from duixian.office.matching.folders import RUNS, folder_of
from duixian.office.matching.models import Run

UPLOADS = "uploads"


def places() -> dict[str, Path]:
    """Where each folder of an archive belongs."""
    return {UPLOADS: Path(settings.DUIXIAN_UPLOADS), RUNS: Path(settings.DUIXIAN_DATA) / RUNS}


def kept() -> Iterator[tuple[str, Path]]:
    """Each file that belongs into an archive, by the name it has there."""
    yield from _in(places()[UPLOADS], UPLOADS)
    for run in Run.objects.filter(state=State.FINISHED).order_by("pk"):
        yield from _in(folder_of(run), f"{RUNS}/{run.pk}")


def _in(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        is_finished = not any(part.startswith(".") for part in place.parts)
        if is_finished and file.is_file() and not file.is_symlink():
            yield f"{name}/{place}", file
