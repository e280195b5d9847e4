"""Signing in through a provider of identities: only an identity that a person bound opens a site.

Nothing the provider tells makes an account or picks one by mail or by name; the library that
speaks its protocol is stopped as soon as the identity is known.
"""

from typing import NoReturn, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.shortcuts import redirect

from duixian.office.people.services.bind_identity import bind_identity
from duixian.office.portal.middleware.closed import lacks_second_factor
from duixian.office.portal.requests import PortalRequest, acting, person
from duixian.office.portal.views.errors import Trouble, troubled

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_NO_ACCOUNT = Trouble(
    "没有账号",
    "这个统一身份没有和本站的账号绑定，没有登录。",
    "请先用登录名和密码登录，在“我的账号”里绑定统一身份；还没有账号的，请联系本单位的管理员。",
)
_STOPPED = Trouble("没有登录", "这个账号已停用。", "请联系本单位的管理员。")
_FAILED = Trouble(
    "没有登录", "统一身份认证没有成功，或者被取消。", "请重试，或用登录名和密码登录。"
)


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # ships no types
    """Decides what an identity opens."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody gets an account by having an identity."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """The identity is proven: bind it, sign in with it, or say that it opens nothing."""
        if sociallogin.state.get("process") == "connect":
            _bind(cast("PortalRequest", request), sociallogin)
        if not sociallogin.is_existing:
            _stop(request, _NO_ACCOUNT)
        if not sociallogin.user.is_active:
            _stop(request, _STOPPED)
        login(request, sociallogin.user, _BACKEND)
        raise ImmediateHttpResponse(redirect("home"))

    def on_authentication_error(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> NoReturn:
        """The provider said no, or what it said does not hold."""
        del args, kwargs
        _stop(request, _FAILED)


def _bind(request: PortalRequest, sociallogin: SocialLogin) -> NoReturn:
    user = person(request)
    if user is None or lacks_second_factor(request):
        _stop(request, _FAILED)
    bind_identity(acting(request), user, sociallogin.account)
    messages.success(request, "统一身份已绑定，以后可以用它登录。")
    raise ImmediateHttpResponse(redirect("account"))


def _stop(request: HttpRequest, trouble: Trouble) -> NoReturn:
    raise ImmediateHttpResponse(troubled(request, trouble, 403))
