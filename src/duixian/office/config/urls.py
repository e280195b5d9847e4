"""All addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path

from duixian.office.api import interface
from duixian.office.portal.access import Public, opened

_ASKS_ITSELF = opened(Public("每个操作自己写明谁可以调用：公开的，或者要令牌"))


def _interface() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of the interface, each open as its operations are."""
    patterns, application, name = interface.api.urls
    for each in patterns:
        if isinstance(each, URLPattern):
            _ASKS_ITSELF(each.callback)
    return patterns, application, name


urlpatterns = [
    path("api/", _interface()),
    path("", include("duixian.office.portal.urls")),
]

handler400 = "duixian.office.portal.views.errors.bad_request"
handler403 = "duixian.office.portal.views.errors.forbidden"
handler404 = "duixian.office.portal.views.errors.not_found"
handler500 = "duixian.office.portal.views.errors.broken"
