"""Writes one row of the audit log, in the transaction of the change it tells of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from duixian.office.audit.chain import canonical, digest_of
from duixian.office.audit.models import Entry, Head
from duixian.office.common.actor import Actor, Doer


@dataclass(frozen=True, slots=True)
class Subject:
    """What was acted on: its kind, its key and its name as people know it."""

    kind: str
    id: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Change:
    """From what to what, and why; empty mappings where something was only read."""

    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def record(doer: Doer, verb: str, subject: Subject, change: Change | None = None) -> Entry:
    """Add a row to the chain; TransactionManagementError outside a transaction."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("审计记录必须和它说的变化写在同一个事务里")
    head = Head.objects.select_for_update().get(pk=1)
    told = change or Change()
    entry = Entry(
        number=head.number + 1,
        at=timezone.now().astimezone(dt.UTC),
        verb=verb,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name,
        before=canonical(told.before),
        after=canonical(told.after),
        reason=told.reason,
        algorithm=settings.DUIXIAN_AUDIT_ALGORITHM,
        previous=head.digest,
        **_doer(doer, subject),
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=entry.number, digest=entry.digest)
    return entry


def _doer(doer: Doer, subject: Subject) -> dict[str, Any]:
    if isinstance(doer, Actor):
        return {
            "user": doer.user,
            "user_name": doer.name,
            "role": doer.role,
            "organisation": doer.organisation_name,
            "region": subject.region,
            "deputy_for": doer.deputy_for,
        }
    return {"user_name": doer.name, "region": subject.region}
