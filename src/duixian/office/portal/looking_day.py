"""The day on which pages look at things: today, or that of the demonstration."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from duixian.office.people.demonstration import AS_OF


def looking_day() -> date:
    """The day that "now" means on a page."""
    return AS_OF if settings.DUIXIAN_DEMONSTRATION else timezone.localdate()
