"""How often one may ask: enough for people and programs, too little to wear the site out."""

from ninja.throttling import AnonRateThrottle

THROTTLE = AnonRateThrottle("50/s")
"""By the address of whoever asks."""
