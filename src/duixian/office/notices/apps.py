"""The app of messages."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages."""

    name = "duixian.office.notices"
    label = "notices"
    verbose_name = "消息"
