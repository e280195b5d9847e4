"""The app of people and organisations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, organisations, roles."""

    name = "duixian.office.people"
    label = "people"
    verbose_name = "人员与单位"
