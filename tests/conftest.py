"""What every test may use: the official texts, and how hard hypothesis tries."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
