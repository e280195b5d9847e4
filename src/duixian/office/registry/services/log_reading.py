"""Writes down who read sensitive values of a firm, or took a file away."""

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.registry.models import CreditRecord, Enterprise


def log_reading(actor: Actor, firm: Enterprise, verb: str, what: list[str]) -> None:
    """One row of the audit log: what was read of which firm."""
    with transaction.atomic():
        subject = Subject("企业", firm.code, firm.name, firm.region)
        record(actor, verb, subject, Change(after={"what": what}))


def log_reading_of(actor: Actor, found: CreditRecord) -> None:
    """Who looked at the persons in charge that a credit record names."""
    with transaction.atomic():
        subject = Subject("信用记录", str(found.pk), str(found), found.region)
        record(actor, "查看敏感信息", subject, Change(after={"what": ["责任人"]}))
