"""The two addresses of signing in through a provider of identities, and unbinding one."""

from typing import cast

from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duixian.office.people.services.bind_identity import unbind_identity
from duixian.office.portal.access import Public, SignedIn, opened
from duixian.office.portal.requests import PortalRequest, oneself, person


@opened(Public("登录之前谁都不是谁"))
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the provider; 404 where none of that name is set up."""
    return cast("HttpResponse", login(request, provider_id))


@opened(Public("登录之前谁都不是谁；只认这次会话里开始的认证"))
@require_GET
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    return cast("HttpResponse", callback(request, provider_id))


@opened(SignedIn("只解除本人的绑定"))
@require_POST
def unbind(request: HttpRequest) -> HttpResponse:
    """The identity opens nothing from now on."""
    user = person(request)
    if user is not None:
        unbind_identity(oneself(cast("PortalRequest", request), user), user)
        messages.success(request, "已解除绑定，以后只能用登录名和密码登录。")
    return redirect("account")
