"""Signing in with a password, the second factor of staff, and signing out."""

from base64 import b32encode
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.people.demonstration import PASSWORD, accounts
from duixian.office.people.models import User
from duixian.office.people.services.try_token import try_token
from duixian.office.people.signing import address_of
from duixian.office.portal.access import Public, SignedIn, opened
from duixian.office.portal.forms import SignInForm, TokenForm
from duixian.office.portal.onwards import onwards
from duixian.office.portal.requests import person
from duixian.office.portal.views.errors import refused


@opened(Public("登录之前谁都不是谁"))
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; in demonstration mode the page lists the invented people."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return onwards(request)
    shown: dict[str, Any] = {"form": form}
    if settings.DUIXIAN_DEMONSTRATION:
        shown |= {"accounts": accounts(), "password": PASSWORD}
    return render(request, "portal/account/sign_in.html", shown)


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """After too many wrong passwords."""
    return refused(request, "密码连续输错 5 次，账号已锁定 15 分钟，之后可以再试。", 403)


@opened(SignedIn("第二步登录先于任何权限"))
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The token of an authenticator; the first time it shows the secret to enter there."""
    user = person(request)
    if user is None:
        return redirect("sign-in")
    device = _device(user)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passed = try_token(user, device, form.cleaned_data["token"], address_of(request))
        if passed is not None:
            request.session.cycle_key()
            otp_login(request, passed)
            return onwards(request)
        form.add_error("token", "动态口令不对或已过期，请输入最新的六位数字")
    shown: dict[str, Any] = {"form": form, "device": None if device.confirmed else device}
    if not device.confirmed:
        shown["secret"] = b32encode(device.bin_key).decode()
    return render(request, "portal/account/second_factor.html", shown)


@opened(SignedIn("只画出本人还没有确认的密钥"))
@require_safe
def second_factor_code(request: HttpRequest) -> HttpResponse:
    """The secret of a device not yet confirmed, as a QR code."""
    user = person(request)
    device = _device(user) if user else None
    if device is None or device.confirmed:
        raise Http404
    drawn = BytesIO()
    segno.make(device.config_url).save(drawn, kind="svg", scale=4)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _device(user: User) -> TOTPDevice:
    found: TOTPDevice | None = (
        TOTPDevice.objects.filter(user=user).order_by("-confirmed", "pk").first()
    )
    return found or TOTPDevice.objects.create(user=user, name="动态口令", confirmed=False)


@opened(SignedIn("谁登录了都可以退出"))
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this session."""
    logout(request)
    return redirect("home")
