"""Where somebody goes on once they signed in: to the page of this site that they asked for."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from duixian.office.portal.requests import PortalRequest


def first_to(step: str, request: PortalRequest) -> HttpResponseBase:
    """To a step of signing in, which leads back; what was posted is not repeated.

    Where only a piece of a page asked, the whole page goes there and comes back.
    """
    read = request.method in ("GET", "HEAD")
    page = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    kept = f"?{urlencode({'next': page})}" if page and (read or request.htmx) else ""
    there = reverse(step) + kept
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


def onwards(request: HttpRequest) -> HttpResponse:
    """To the page asked for, or to the first page; never to another site."""
    wanted = request.GET.get("next", "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if own else reverse("home"))
