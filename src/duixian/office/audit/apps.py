"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit log."""

    name = "duixian.office.audit"
    label = "audit"
    verbose_name = "审计"
