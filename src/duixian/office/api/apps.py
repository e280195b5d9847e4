"""The app of the programs' entrance."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Nothing is stored here."""

    name = "duixian.office.api"
    label = "api"
    verbose_name = "数据接口"
