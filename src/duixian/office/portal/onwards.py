"""Where somebody goes on once they signed in: to the page of this site that they asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def first_to(step: str, request: HttpRequest) -> HttpResponse:
    """To a step of signing in, which leads back; what was posted is not repeated."""
    read = request.method in ("GET", "HEAD")
    kept = f"?{urlencode({'next': request.get_full_path()})}" if read else ""
    return redirect(reverse(step) + kept)


def onwards(request: HttpRequest) -> HttpResponse:
    """To the page asked for, or to the first page; never to another site."""
    wanted = request.GET.get("next", "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if own else reverse("home"))
