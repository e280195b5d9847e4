"""A request as the pages see it: with the person signed in and the actor they act as."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from duixian.office.common.actor import Actor
from duixian.office.people.models import User
from duixian.office.people.selectors import without_post

_DIGITS = 18
"""Of the number of a row at most."""
CHOSEN = "acts-as"
"""Where a session keeps which of their posts a person acts in."""


class PortalRequest(HttpRequest):
    """`actor` is who acts, None for the public; `actors` all whom the person can act as."""

    actor: Actor | None
    actors: dict[str, Actor]
    htmx: HtmxDetails


def person(request: HttpRequest) -> User | None:
    """The user signed in, if any."""
    return request.user if isinstance(request.user, User) else None


def acting(request: PortalRequest) -> Actor:
    """The actor of a page that only actors reach."""
    if request.actor is None:
        raise RuntimeError("a page for actors was opened without one")
    return request.actor


def oneself(request: PortalRequest, user: User) -> Actor:
    """Who keeps their own account: as whom they act, or only themselves where no post is left."""
    return request.actor or without_post(user)


def number_in(text: str) -> int | None:
    """The number of a row that somebody asked for; None where the text is none."""
    return int(text[:_DIGITS]) if text.isascii() and text.isdigit() else None
