"""The app of published policies."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Published policies."""

    name = "duixian.office.library"
    label = "library"
    verbose_name = "政策库"
