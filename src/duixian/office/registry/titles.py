"""Titles of firms (rows of 认定): which end or are to be reviewed, and who may soon have one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.models import Enterprise, Record
from duixian.office.registry.sheets import RECOGNITIONS

RECOGNISED, REVOKED = "已认定", "已撤销"
IN_PIPELINE = ("储备", "已申报")


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a firm as a page shows it; what is not known is empty or None."""

    number: int
    firm: str
    firm_name: str
    honour: str
    kind: str
    level: str
    issuer: str
    batch: str
    status: str
    since: date | None
    valid_until: date | None
    next_review_on: date | None
    revoked_on: date | None
    source: str

    @property
    def due(self) -> date | None:
        """The next day on which something is to be done about it."""
        return min(filter(None, (self.valid_until, self.next_review_on)), default=None)

    def state_on(self, day: date) -> str:
        """What it is on a day, in a word."""
        if self.status != RECOGNISED:
            return self.status or "状态未知"
        if self.valid_until is not None and self.valid_until < day:
            return "已到期"
        if self.next_review_on is not None and self.next_review_on <= day:
            return "应复核"
        return "有效" if self.valid_until is not None else "有效期未知"


def expiring(region: str, on: date, days: int) -> list[Title]:
    """Titles that end or are to be reviewed until so many days after a day, the first due first.

    Those that ended already are among them, until a later row of the same title renews them.
    """
    last = on + timedelta(days=days)
    due = _until("valid_until", last) | _until("next_review_on", last)
    rows = _rows(region).filter(due, values__status=RECOGNISED)
    found = [each for each in _titles(region, rows) if not _is_renewed(region, each)]
    return sorted(found, key=lambda each: (each.due or on, each.firm, each.number))


def revoked(region: str) -> list[Title]:
    """Titles that were revoked, the latest first."""
    found = _titles(region, _rows(region).filter(values__status=REVOKED))
    return sorted(found, key=lambda each: each.revoked_on or date.min, reverse=True)


def pipeline(region: str) -> list[Title]:
    """Candidates (储备库): firms that are being prepared for a title or have applied for it."""
    found = _titles(region, _rows(region).filter(values__status__in=IN_PIPELINE))
    return sorted(found, key=lambda each: (each.honour, each.since or date.min, each.firm))


def title(region: str, number: int) -> Title:
    """A title of the region by its number; RefusedError as if it were not there."""
    found = _titles(region, _rows(region).filter(pk=number))
    if not found:
        raise RefusedError(No("没有这项称号", hidden=True))
    return found[0]


def _rows(region: str) -> QuerySet[Record]:
    return Record.objects.filter(region=region, sheet=RECOGNITIONS)


def _until(code: str, last: date) -> Q:
    """That a day of a row is known and not after `last`; days are kept as ISO texts."""
    day = Cast(KT(f"values__{code}"), CharField())
    return Q(LessThanOrEqual(day, Value(last.isoformat())))


def _titles(region: str, rows: QuerySet[Record]) -> list[Title]:
    records = list(rows.order_by("pk"))
    firms = Enterprise.objects.filter(region=region, code__in={row.firm for row in records})
    names = dict(firms.values_list("code", "name"))
    return [_title(row, names.get(row.firm, "")) for row in records]


def _title(row: Record, firm_name: str) -> Title:
    values = row.values
    source, day = row.origins.get("*") or ("", "")

    def day_of(code: str) -> date | None:
        return date.fromisoformat(values[code]) if code in values else None

    return Title(
        row.pk,
        row.firm,
        firm_name,
        values.get("title", ""),
        values.get("kind", ""),
        values.get("level", ""),
        values.get("issuer", ""),
        values.get("batch", ""),
        values.get("status", ""),
        day_of("recognised_on"),
        day_of("valid_until"),
        day_of("next_review_on"),
        day_of("revoked_on"),
        f"{source}，{day}" if source else "",
    )


def _is_renewed(region: str, old: Title) -> bool:
    """Whether a later recognition of the same firm and title is there."""
    rows = Record.objects.filter(region=region, sheet=RECOGNITIONS, firm=old.firm)
    since = old.since.isoformat() if old.since else ""
    return any(
        row.values.get("title") == old.honour
        and row.values.get("status") == RECOGNISED
        and row.values.get("recognised_on", "") > since
        for row in rows
    )
