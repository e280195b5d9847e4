"""Credit records as the published lists that policies name: who stands on them, and when read.

A list is read only where the whole source of its kind was, at most `VALID_DAYS` before the day;
otherwise who stands on it is unknown, and nobody is clean.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from duixian.office.registry.credit_check import kinds_read
from duixian.office.registry.enums import CreditKind
from duixian.office.registry.models import CreditRecord
from duixian.rulebook.dossier import Listing

LISTS: Mapping[CreditKind, str] = {
    CreditKind.DISHONEST: "严重违法失信企业名单",
    CreditKind.NEGATIVE: "上海市公共信用负面记录名单",
}
"""What the vocabulary calls the sources of kinds of records."""


def lists_read(region: str, on: date) -> dict[str, date]:
    """The lists whose whole source was read in time, and the day of its last reading."""
    days = kinds_read(region, on)
    return {title: days[kind] for kind, title in LISTS.items() if kind in days}


def with_credit(
    imported: Mapping[str, date], read: Mapping[str, date], on: date
) -> dict[str, date]:
    """When lists were read: those that were imported, and those of credit with the later day.

    What was imported after the day `on` takes nothing from what credit knew by then.
    """
    days = {title: max(day, _in_time(imported.get(title), day, on)) for title, day in read.items()}
    return {**imported, **days}


def _in_time(imported: date | None, otherwise: date, on: date) -> date:
    return imported if imported is not None and imported <= on else otherwise


def listings(region: str, firms: Collection[str] | None = None) -> list[Listing]:
    """Who stands on the lists from when until when: of some firms, or of all."""
    records = CreditRecord.objects.filter(region=region, kind__in=LISTS, withdrawn=False)
    if firms is not None:
        records = records.filter(firm__in=firms)
    return [
        Listing(LISTS[CreditKind(each.kind)], each.firm, each.since, _first_day_off(each))
        for each in records.order_by("pk")
    ]


def _first_day_off(record: CreditRecord) -> date | None:
    after = record.until + timedelta(days=1) if record.until else None
    days = [day for day in (after, record.repaired_on) if day is not None]
    return min(days, default=None)
