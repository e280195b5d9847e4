"""The app of the pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages."""

    name = "duixian.office.portal"
    label = "portal"
    verbose_name = "门户"
