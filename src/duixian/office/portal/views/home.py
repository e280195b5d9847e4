"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duixian.office.portal.access import Public, opened


@opened(Public("首页没有任何人的资料"))
def home(request: HttpRequest) -> HttpResponse:
    """What the site is for, and where to go."""
    return render(request, "portal/home.html")
