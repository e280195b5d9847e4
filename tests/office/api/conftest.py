"""Programs that call: with a token of somebody, or without one; and a run to read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from duixian.office.api import throttles
from duixian.office.common.actor import Actor
from duixian.office.matching.models import Run
from duixian.office.people.enums import Scope
from duixian.office.people.models import Post
from duixian.office.people.services.issue_token import Wanted, issue_token
from tests.office.matching.conftest import done, files, finished, firms, published, queued

__all__ = ["done", "files", "finished", "firms", "published", "queued"]


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch, tmp_path):
    """Nobody has asked anything yet."""
    monkeypatch.setattr(throttles, "FILE", str(tmp_path / throttles.FILE))


@pytest.fixture
def program() -> Callable[..., Client]:
    """A program with a token of the actor."""

    def of(actor: Actor, *scopes: Scope) -> Client:
        post = Post.objects.get(user=actor.user)
        until = timezone.localdate() + timedelta(days=1)
        secret = issue_token(actor, post, Wanted("测试", scopes, until))
        return Client(headers={"authorization": f"Bearer {secret}"})

    return of


@pytest.fixture
def unlimited(monkeypatch) -> None:
    """Nobody is told to wait."""
    monkeypatch.setattr(throttles.Throttle, "allow_request", lambda *_: True)


@pytest.fixture
def address(done: Run) -> str:
    """Where the finished run is answered."""
    return f"/api/runs/{done.pk}"
