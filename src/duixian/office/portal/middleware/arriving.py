"""Settles where a request comes from: the address its proxy tells, if that proxy is a known one.

Lock-outs, limits and the audit log count by this address. A demonstration answers this machine.
"""

import codecs
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from duixian.office.portal.views.errors import refused

Address = IPv4Address | IPv6Address
_SCHEME, _WAY = "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"


class ArrivingMiddleware:
    """Puts the visitor's address into REMOTE_ADDR; what a stranger says of itself is dropped.

    Texts in other encodings than UTF-8 are refused before anybody reads them.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """What the page answers; in a demonstration only to this machine."""
        told = request.META.pop(_WAY, "")
        peer = _address(request.META.get("REMOTE_ADDR", ""))
        if _is_proxy(peer):
            peer = _visitor(peer, told)
            request.META["REMOTE_ADDR"] = str(peer)
        else:
            request.META.pop(_SCHEME, None)
        if settings.DUIXIAN_DEMONSTRATION and peer is not None and not peer.is_loopback:
            return refused(request, "演示只在运行它的机器上打开，密码是公开的。", 403)
        if not _is_utf8(request.encoding):
            request.encoding = settings.DEFAULT_CHARSET
            return refused(request, "内容的编码应为 UTF-8，没有办理。", 400)
        return self.answer(request)


def _is_utf8(encoding: str | None) -> bool:
    """Python knows encodings that are none of a text, and that no browser sends."""
    return encoding is None or codecs.lookup(encoding).name == "utf-8"


def _visitor(peer: Address | None, told: str) -> Address | None:
    """The nearest address on the way that is no proxy of ours; further off anything may stand."""
    for text in reversed(told.split(",")):
        before = _address(text.strip())
        if before is None:
            break
        peer = before
        if not _is_proxy(peer):
            break
    return peer


def _is_proxy(address: Address | None) -> bool:
    return address is not None and any(address in each for each in settings.DUIXIAN_PROXIES)


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
