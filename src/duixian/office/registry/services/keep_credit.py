"""Enters credit records, one by one or a table at once, and the readings of their sources."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor, Doer
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.credit_table import CreditEntry, faults, read_credit_table
from duixian.office.registry.enums import CreditKind
from duixian.office.registry.files import Upload, first_of, keep
from duixian.office.registry.locking import one_at_a_time
from duixian.office.registry.models import (
    CreditChecked,
    CreditReading,
    CreditRecord,
)
from duixian.office.registry.permissions import may_write

_IDENTITY = ("firm", "kind", "since", "number", "cause")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: which kinds, from where and when; all of it, or some firms only."""

    kinds: frozenset[CreditKind]
    origin: Origin
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """How many records are new, changed, and as they were; how many firms were looked up."""

    fresh: int
    changed: int
    same: int
    firms: int


def enter_credit(actor: Actor, entry: CreditEntry, origin: Origin) -> CreditRecord:
    """One record, entered by hand; RefusedError says all that is wrong with it."""
    demand(may_write(actor, actor.region))
    wrong = [sentence for _, sentence in _faults(entry, origin.day)]
    if wrong:
        raise RefusedError(No("；".join(wrong)))
    with transaction.atomic():
        one_at_a_time(actor.region)
        if _held(actor.region, entry) is not None:
            raise RefusedError(No("这条记录已经登记过（同一企业、类别、起始日期、文号和事由）"))
        return _add(actor, actor.region, entry, origin)


def import_credit(actor: Actor, upload: Upload, read: Read) -> Kept:
    """A table of records and the readings it stands for; BadFilesError with all that is wrong."""
    demand(may_write(actor, actor.region))
    if read.origin.day > timezone.localdate():
        raise RefusedError(No("读取日期还没有到"))
    table = read_credit_table(first_of(keep([upload])), read.kinds, read.origin.day)
    return keep_credit(actor, actor.region, table.entries, table.firms, read)


def keep_credit(
    doer: Doer, region: str, entries: Iterable[CreditEntry], firms: Iterable[str], read: Read
) -> Kept:
    """Sound records and readings in one transaction; who may do this is asked by those who call."""
    with transaction.atomic():
        one_at_a_time(region)
        done = [_keep(doer, region, entry, read.origin) for entry in entries]
        codes = sorted(set(firms))
        for kind in sorted(read.kinds):
            _reading(doer, region, kind, read, codes)
    counts = {word: done.count(word) for word in ("fresh", "changed", "same")}
    return Kept(**counts, firms=len(codes))


def _reading(doer: Doer, region: str, kind: CreditKind, read: Read, firms: list[str]) -> None:
    made = CreditReading.objects.create(
        region=region,
        kind=kind,
        source=read.origin.source,
        read_on=read.origin.day,
        is_complete=read.is_complete,
        by_name=doer.name,
    )
    if not read.is_complete:
        CreditChecked.objects.bulk_create(
            [CreditChecked(reading=made, firm=firm) for firm in firms], batch_size=1000
        )
    subject = Subject("信用来源读取", str(made.pk), f"{kind.label} {made}", region)
    told = {"complete": read.is_complete, "firms": len(firms)}
    record(doer, "读取信用来源", subject, Change(after=told, reason=read.origin.source))


def _keep(doer: Doer, region: str, entry: CreditEntry, origin: Origin) -> str:
    held = _held(region, entry)
    if held is None:
        _add(doer, region, entry, origin)
        return "fresh"
    given = {name: value for name, value in _fields(entry).items() if value not in ("", None)}
    before = {name: getattr(held, name) for name in given if getattr(held, name) != given[name]}
    if origin.day > held.read_on:
        held.source, held.read_on = origin.source, origin.day
    for name in before:
        setattr(held, name, given[name])
    held.save()
    if not before:
        return "same"
    after = {name: given[name] for name in before}
    change = Change(_plain(before), _plain(after), origin.source)
    record(doer, "更新信用记录", subject_of(held), change)
    return "changed"


def _add(doer: Doer, region: str, entry: CreditEntry, origin: Origin) -> CreditRecord:
    made = CreditRecord.objects.create(
        region=region,
        source=origin.source,
        read_on=origin.day,
        by_name=doer.name,
        **_fields(entry),
    )
    after = {name: value for name, value in _fields(entry).items() if value not in ("", None)}
    change = Change(after=_plain(after), reason=origin.source)
    record(doer, "登记信用记录", subject_of(made), change)
    return made


def subject_of(made: CreditRecord) -> Subject:
    """What the audit log calls a record."""
    return Subject("信用记录", str(made.pk), str(made), made.region)


def _held(region: str, entry: CreditEntry) -> CreditRecord | None:
    own = {name: value for name, value in _fields(entry).items() if name in _IDENTITY}
    return CreditRecord.objects.filter(region=region, withdrawn=False, **own).first()


def _fields(entry: CreditEntry) -> dict[str, Any]:
    return asdict(entry)


def _plain(fields: dict[str, Any]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in fields.items()
    }


def _faults(entry: CreditEntry, read_on: date) -> Iterator[tuple[str, str]]:
    yield from faults(entry, read_on)
    if read_on > timezone.localdate():
        yield "read_on", "读取日期还没有到"
