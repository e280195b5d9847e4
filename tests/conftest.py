"""What every test may use: the official texts, the library read once, how hard hypothesis tries."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.problems import Problem
from tests.journeys.site import surroundings_of

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", deadline=None, max_examples=5000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

Read = tuple[Library | None, tuple[Problem, ...]]


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, str], ...]) -> Read:
    return read_library(dict(files))


@pytest.fixture(scope="session", autouse=True)
def _the_same_texts_are_read_once() -> Iterator[None]:
    """Reading is pure, and hundreds of tests read the shipped library."""

    def read_once(files: Mapping[str, str]) -> Read:
        return _read(tuple(files.items()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("duixian.intake.library_folder.read_library", read_once)
        yield


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a site with a small demonstration district, only to be copied.

    It takes half a minute, so it is made once for all workers.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    data, made = shared / "site", shared / "site-is-made"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            command = [sys.executable, "-m", "tests.journeys.site"]
            subprocess.run(command, cwd=ROOT, env=surroundings_of(data), check=True)
            made.touch()
    return data


def _places() -> list[Path]:
    named = os.environ.get("DUIXIAN_SEEDS")
    if named:
        return [Path(named)]
    return [ROOT.parent / "shared" / "seeds", Path("../shared/seeds")]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of official texts: input of the project, never part of it."""
    places = _places()
    for place in places:
        if any(place.glob("*.txt")):
            return place.resolve()
    where = "、".join(str(place) for place in places)
    reason = (
        f"没有官方文本（找过：{where}），可用环境变量 DUIXIAN_SEEDS 指明文件夹。 "
        f"No official texts (looked in: {where}); name their folder in DUIXIAN_SEEDS."
    )
    if os.environ.get("DUIXIAN_SEEDS_REQUIRED"):
        pytest.fail(reason)
    pytest.skip(reason)
