"""The app of the registry."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Firms and all that is known of them."""

    name = "duixian.office.registry"
    label = "registry"
    verbose_name = "企业档案"
