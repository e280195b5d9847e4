"""How often one may ask: enough for people and programs, too little to wear the site out."""

import sqlite3
import time
from logging import getLogger

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from duixian.office.api.counting import counted
from duixian.office.people.selectors import Bearer

FILE = "asked.sqlite3"
_BY_TOKEN, _BY_ADDRESS = 20, 50
"""Requests a second."""


class Throttle(BaseThrottle):
    """By the token shown, wherever the program runs; by address where none is shown."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this request is within the limit, over all processes of the site."""
        bearer = getattr(request, "auth", None)
        if isinstance(bearer, Bearer):
            return _is_within(f"token-{bearer.token}", _BY_TOKEN)
        return _is_within(f"address-{request.META.get('REMOTE_ADDR', '')}", _BY_ADDRESS)

    def wait(self) -> float:
        """Seconds until one may ask again."""
        return 1


def _is_within(who: str, limit: int) -> bool:
    """A file that cannot be written lets everybody through, and the keeper is told."""
    try:
        return counted(settings.DUIXIAN_DATA / FILE, who, int(time.time())) <= limit
    except sqlite3.Error as wrong:
        getLogger(__name__).warning("请求次数没有记下，暂不限制：%s", wrong)
        return True
