"""Addresses that a page names dozens of times."""

from functools import lru_cache

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=4096)
def measure_address(policy: str, code: str) -> str:
    """Where a measure is shown."""
    return reverse("measure", args=(policy, code))
