"""Hears of every way of signing in, out, or failing to, and has it written down.

A name that no account has is not written down: it may be a password in the wrong field.
"""

from collections.abc import Mapping
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from duixian.office.people.models import User
from duixian.office.people.services.tell_sign_in import tell_by, tell_failed


@receiver(user_logged_in, dispatch_uid="told signed in")
def told_signed_in(request: HttpRequest, user: User, **_: object) -> None:
    """Somebody's password or identity was right."""
    tell_by(user, "登录", address_of(request))


@receiver(user_logged_out, dispatch_uid="told signed out")
def told_signed_out(request: HttpRequest, user: User | None, **_: object) -> None:
    """Somebody ended their session; a visitor has none to end."""
    if user is not None:
        tell_by(user, "退出", address_of(request))


@receiver(user_login_failed, dispatch_uid="told failed")
def told_failed(
    credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: object
) -> None:
    """A password was wrong, or came while the account was locked or closed."""
    user = User.objects.filter(username=credentials.get("username", "")).first()
    if user is None or request is None:
        return
    failures = AxesProxyHandler.get_failures(request, dict(credentials))
    tell_failed(user, address_of(request), failures)


def typed_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """What lock-outs count by instead of the name as it was typed: that may be a password."""
    given = credentials if credentials is not None else request.POST if request else {}
    return salted_hmac("sign-in", str(given.get("username", ""))).hexdigest()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as lock-outs count it."""
    return str(get_client_ip_address(request) or "")
