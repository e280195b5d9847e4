"""A credit record is repaired (信用修复), or withdrawn because it is wrong; nothing is removed."""

from datetime import date

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.models import CreditRecord
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.keep_credit import subject_of


def repair_credit(actor: Actor, number: int, on: date, basis: str) -> CreditRecord:
    """The record counts no more from that day on; RefusedError where it cannot be."""
    with transaction.atomic():
        found = _open(actor, number)
        if found.repaired_on is not None:
            raise RefusedError(No(f"这条记录已于 {found.repaired_on:%Y-%m-%d} 修复"))
        if on < found.since:
            raise RefusedError(No("修复日期早于记录的起始日期"))
        if not basis.strip():
            raise RefusedError(No("请写明修复依据，如修复决定书的文号"))
        found.repaired_on, found.repaired_by = on, basis.strip()
        found.save(update_fields=["repaired_on", "repaired_by"])
        after = {"repaired_on": on.isoformat(), "repaired_by": found.repaired_by}
        record(actor, "登记信用修复", subject_of(found), Change(after=after, reason=basis))
    return found


def withdraw_credit(actor: Actor, number: int, why: str) -> CreditRecord:
    """The record was wrong from the start; it stays readable with the reason."""
    with transaction.atomic():
        found = _open(actor, number)
        if not why.strip():
            raise RefusedError(No("请写明撤回理由"))
        found.withdrawn, found.withdrawn_why = True, why.strip()
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        change = Change({"withdrawn": False}, {"withdrawn": True}, why)
        record(actor, "撤回信用记录", subject_of(found), change)
    return found


def _open(actor: Actor, number: int) -> CreditRecord:
    demand(may_write(actor, actor.region))
    rows = CreditRecord.objects.select_for_update().filter(region=actor.region, pk=number)
    found = rows.first()
    if found is None:
        raise RefusedError(No("没有这条信用记录", hidden=True))
    if found.withdrawn:
        raise RefusedError(No("这条记录已经撤回"))
    return found
