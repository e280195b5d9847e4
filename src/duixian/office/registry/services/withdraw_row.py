"""A wrong row is withdrawn, and may be restored; with reasons, and nothing is removed."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.models import Record, RecordChange
from duixian.office.registry.permissions import may_write
from duixian.office.registry.sheets import FIRM_SHEET, sheets


def withdraw_row(actor: Actor, number: int, why: str) -> Record:
    """The row counts no more and is not brought in again; RefusedError where it cannot be."""
    with transaction.atomic():
        row = _locked(actor, number, why)
        if row.withdrawn_at is not None:
            raise RefusedError(No("这一行已经撤回"))
        if row.sheet == FIRM_SHEET:
            raise RefusedError(No("企业本身不能撤回，只能更正它的内容"))
        about = Record.objects.filter(region=row.region, about=row.key)
        if pointing := sorted({sheets()[each.sheet].name for each in about}):
            what = f"{'、'.join(pointing)}里有指向这一行的内容，请先撤回那些行"
            raise RefusedError(No(what))
        row.withdrawn_at = timezone.now()
        _keep(actor, row, "撤回档案行", why)
    return row


def restore_row(actor: Actor, number: int, why: str) -> Record:
    """The row counts again, with the values it had."""
    with transaction.atomic():
        row = _locked(actor, number, why)
        if row.withdrawn_at is None:
            raise RefusedError(No("这一行没有撤回过"))
        row.withdrawn_at = None
        _keep(actor, row, "恢复档案行", why)
    return row


def _locked(actor: Actor, number: int, why: str) -> Record:
    demand(may_write(actor, actor.region))
    rows = Record.everything.select_for_update().filter(region=actor.region, pk=number)
    row = rows.first()
    if row is None:
        raise RefusedError(No("没有这一行", hidden=True))
    if not why.strip():
        raise RefusedError(No("请写明理由"))
    return row


def _keep(actor: Actor, row: Record, verb: str, why: str) -> None:
    row.save(update_fields=["withdrawn_at"])
    name = f"{sheets()[row.sheet].name} {row.key}"
    told = f"{verb}：{name}，{why.strip()}"[:500]
    RecordChange.objects.create(
        record=row, by=actor.user, by_name=actor.name, why=told, before={}, after={}
    )
    subject = Subject("档案行", str(row.pk), name[:300], row.region)
    gone = row.withdrawn_at is not None
    record(actor, verb, subject, Change({"withdrawn": not gone}, {"withdrawn": gone}, why))
