"""The app of people and organisations."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, organisations, roles."""

    name = "duixian.office.people"
    label = "people"
    verbose_name = "人员与单位"

    def ready(self) -> None:
        """Signing in is heard of as soon as the site's models are there."""
        import_module("duixian.office.people.signing")
