"""A district with published policies and a few firms, and runs over it."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duixian.office.common.actor import Actor
from duixian.office.library.demonstration import stock
from duixian.office.matching import folders
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.performing import perform
from duixian.office.matching.services.start import start
from duixian.office.people.demonstration import REGION
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.demonstration import settle

ON = date(2022, 6, 30)
POLICY = "闵经委规发〔2021〕3号"
_NUMBERS = ("firms", "verdicts", "started_at", "ended_at")


@pytest.fixture
def files(settings, tmp_path) -> Path:
    """A folder for the files of runs."""
    settings.DUIXIAN_DATA = tmp_path / "data"
    return Path(settings.DUIXIAN_DATA)


@pytest.fixture
def published(district, files) -> None:  # noqa: ARG001 - people and a place for files first
    """The shipped policies, published."""
    stock()


@pytest.fixture
def queued(published, actor: Callable[[Role], Actor]) -> Run:  # noqa: ARG001 - policies first
    """A run over one policy that waits for a worker; there are no firms."""
    return start(actor(Role.OFFICER), REGION, ON, [POLICY])


@pytest.fixture
def firms(published) -> None:  # noqa: ARG001 - the vocabulary first
    """Thirty invented firms beside those of the demonstration."""
    settle(REGION, 30)


@pytest.fixture
def finished(queued: Run, firms) -> Run:  # noqa: ARG001 - firms first
    """A run over one policy, done."""
    perform(queued.pk)
    return Run.objects.get(pk=queued.pk)


@cache
def kept_result() -> dict[str, Any]:
    """What the first run of this process came to."""
    return {}


@pytest.fixture
def done(queued: Run, request, tmp_path_factory) -> Run:
    """As `finished`, computed once a process; the registry may be empty."""
    kept = kept_result()
    if not kept:
        run = request.getfixturevalue("finished")
        place = tmp_path_factory.mktemp("run") / "whole"
        shutil.copytree(folders.folder_of(run), place)
        kept |= {"place": place, "numbers": {name: getattr(run, name) for name in _NUMBERS}}
    shutil.copytree(kept["place"], folders.folder_of(queued), dirs_exist_ok=True)
    Run.objects.filter(pk=queued.pk).update(state=State.FINISHED, **kept["numbers"])
    return Run.objects.get(pk=queued.pk)


@pytest.fixture
def foreign(stranger) -> Client:
    """The browser of an officer of another district."""
    client = Client()
    user = User.objects.get(pk=stranger.user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
