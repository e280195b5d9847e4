"""The app of matching runs."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Matching runs."""

    name = "duixian.office.matching"
    label = "matching"
    verbose_name = "匹配"
