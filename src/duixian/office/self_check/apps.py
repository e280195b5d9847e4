"""The app of the self-check."""

from django.apps import AppConfig


class SelfCheckConfig(AppConfig):
    """Drafts of what firms answered."""

    name = "duixian.office.self_check"
    label = "self_check"
    verbose_name = "政策体检"
