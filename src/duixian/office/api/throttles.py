"""How often one may ask: enough for people and programs, too little to wear the site out."""

from django.http import HttpRequest
from ninja.throttling import AnonRateThrottle, BaseThrottle, SimpleRateThrottle

from duixian.office.people.selectors import Bearer


class TokenThrottle(SimpleRateThrottle):
    """By the token shown, wherever the program runs."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """None where no token is shown: that is not counted here."""
        bearer = getattr(request, "auth", None)
        return f"throttle-token-{bearer.token}" if isinstance(bearer, Bearer) else None


THROTTLES: list[BaseThrottle] = [AnonRateThrottle("50/s"), TokenThrottle("20/s")]
"""Whoever shows no token is counted by address."""
