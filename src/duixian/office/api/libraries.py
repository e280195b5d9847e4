"""The published library an operation speaks of."""

from datetime import date

from django.utils import timezone

from duixian.office.api.errors import FailureError
from duixian.office.library.selectors import library_of, regions
from duixian.rulebook.library.model import Library


def library_in(region: str) -> Library:
    """The library of a district as published today; 404 for one that has published nothing."""
    today = timezone.localdate()
    if region not in regions(today):
        raise FailureError(404, f"地区 {region} 没有发布政策")
    return library_of(region, today)


def day_or_today(on: date | None) -> date:
    """The day asked for; today where none is."""
    return on or timezone.localdate()
