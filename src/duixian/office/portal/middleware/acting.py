"""Settles as whom the person signed in acts: the post chosen in this session, or the first."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from duixian.office.people.selectors import actors
from duixian.office.portal.requests import CHOSEN, PortalRequest, person


class ActingMiddleware:
    """Puts `actor` and `actors` on the request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, plain: HttpRequest) -> HttpResponseBase:
        """What the page answers to the actor."""
        request = cast("PortalRequest", plain)
        user = person(request)
        request.actors = actors(user, timezone.localdate()) if user else {}
        chosen = request.session.get(CHOSEN, "")
        first = next(iter(request.actors.values()), None)
        request.actor = request.actors.get(chosen, first)
        return self.answer(request)
