"""Closed by default: a page opens only to those whom its view names."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, QueryDict

from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import FIRM_ROLES
from duixian.office.people.permissions import may
from duixian.office.portal.access import Needs, Public, access_of
from duixian.office.portal.onwards import first_to
from duixian.office.portal.requests import PortalRequest, person
from duixian.office.portal.views.errors import declined, not_allowed, refused

WITHOUT_SECOND_FACTOR = frozenset({"second-factor", "second-factor-code", "sign-out"})
WITHOUT_OWN_PASSWORD = WITHOUT_SECOND_FACTOR | {"account", "password", "end-sessions"}
SIGNING_IN = frozenset({"sign-in", "openid_connect_login", "openid_connect_callback"})
"""Public, and open to whoever is signed in by half: they may sign in as somebody else."""


class ClosedMiddleware:
    """Asks the mark of each view, the second factor of staff, and a password nobody else knows."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """What the page answers."""
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return not_allowed(request, response)
        return response

    def process_view(
        self,
        plain: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """None lets the view answer."""
        del args
        request = cast("PortalRequest", plain)
        # The interface reads what is sent by itself, and only once.
        form = QueryDict() if getattr(view, "csrf_exempt", False) else request.POST
        if _holds_nul(kwargs, request.GET, form):
            return refused(request, "内容里有不能识别的字符（NUL），没有办理。", 400)
        access = access_of(view)
        if access is None:
            raise Http404
        match = request.resolver_match
        if match is not None and match.url_name in SIGNING_IN:
            return None
        if lacks_second_factor(request):
            return first_to("second-factor", request)
        if isinstance(access, Public):
            return None
        if person(request) is None:
            return first_to("sign-in", request)
        if _lacks_own_password(request):
            return first_to("account", request)
        if isinstance(access, Needs):
            answer = may(request.actor, access.privilege)
            if isinstance(answer, No):
                raise PermissionDenied(answer.because)
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """A service refused: its reason is the page."""
        if isinstance(exception, RefusedError):
            if exception.answer.hidden:
                return refused(request, exception.answer.because, 404)
            return declined(request, exception.answer.because)
        return None


def _holds_nul(kwargs: dict[str, Any], *sent: QueryDict) -> bool:
    """Whether an address or a form holds the one character that PostgreSQL keeps in no text."""
    texts = (text for each in sent for _, several in each.lists() for text in several)
    return any("\0" in str(text) for text in (*kwargs.values(), *texts))


def lacks_second_factor(request: PortalRequest) -> bool:
    """Whether somebody of an office has shown only a password, or only an identity, so far."""
    if not settings.DUIXIAN_STAFF_SECOND_FACTOR:
        return False
    match = request.resolver_match
    if match is not None and match.url_name in WITHOUT_SECOND_FACTOR:
        return False
    staff = any(actor.role not in FIRM_ROLES for actor in request.actors.values())
    verified = getattr(request.user, "is_verified", None)
    return staff and not (verified is not None and verified())


def _lacks_own_password(request: PortalRequest) -> bool:
    """Whether somebody else knows the password: who opened or reset the account."""
    user, match = person(request), request.resolver_match
    there = match is not None and match.url_name in WITHOUT_OWN_PASSWORD
    return user is not None and user.password_given and not there
