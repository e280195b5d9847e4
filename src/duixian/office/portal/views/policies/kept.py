"""Keeps pages that say the same to everybody until something else is published."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from duixian.office.library.selectors import publication

View = Callable[..., HttpResponse]
PAGES = "pages"
_SECONDS = 3600


def kept(view: View) -> View:
    """The view, asked once a process, day and state of publication by visitors without a session.

    Whoever has a session gets a page of their own: it bears their name and their messages.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.method != "GET" or request.GET or _has_session(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        page: bytes | None = caches[PAGES].get(key)
        if page is not None:
            return HttpResponse(page)
        made = view(request, *args, **kwargs)
        if made.status_code == 200:  # noqa: PLR2004 - a page that was found
            caches[PAGES].set(key, made.content, _SECONDS)
        return made

    return answer


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _key(request: HttpRequest) -> str:
    known = (request.path, timezone.localdate(), *publication())
    return hashlib.sha256(repr(known).encode()).hexdigest()
