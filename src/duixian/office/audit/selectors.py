"""What pages read from the audit log: the rows of one district, the latest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from duixian.office.audit.models import Entry

PAGE = 50
_PAIRS = (
    "audit_bigrams(user_name || ' ' || verb || ' ' || subject_kind || ' ' || subject_id || ' '"
    " || subject_name) @> audit_bigrams(%s)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: days (both included), and parts of a name, a verb, a thing; empty is any."""

    since: date | None = None
    until: date | None = None
    person: str = ""
    verb: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows; `before` is the number behind which the next one begins, 0 is the end."""

    entries: list[Entry]
    before: int


def entries_in(region: str, wanted: Wanted, before: int = 0) -> Found:
    """The rows of a district that fit all that is wanted, older than the row `before`."""
    rows = narrowed(Entry.objects.filter(region=region), wanted)
    last = Entry.objects.filter(number=before).first() if before else None
    if last is not None:
        rows = rows.filter(at__lte=last.at).filter(Q(at__lt=last.at) | Q(number__lt=last.number))
    page = list(rows.order_by("-at", "-number")[: PAGE + 1])
    return Found(page[:PAGE], page[PAGE - 1].number if len(page) > PAGE else 0)


def narrowed(rows: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """Those of the rows that fit."""
    rows = _with_words(_on_days(rows, wanted), wanted)
    if wanted.person:
        rows = rows.filter(user_name__contains=wanted.person)
    if wanted.verb:
        rows = rows.filter(verb__contains=wanted.verb)
    if wanted.subject:
        named = Q(subject_name__contains=wanted.subject) | Q(subject_id=wanted.subject)
        rows = rows.filter(named | Q(subject_kind=wanted.subject))
    return rows


def _with_words(rows: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """Rows in which the words may stand: PostgreSQL has an index over pairs of signs."""
    if connection.vendor != "postgresql":
        return rows
    for word in (wanted.person, wanted.verb, wanted.subject):
        if len(word) > 1:
            holds = RawSQL(_PAIRS, [word], output_field=BooleanField())  # noqa: S611 - a parameter
            rows = rows.filter(holds)
    return rows


def _on_days(rows: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
