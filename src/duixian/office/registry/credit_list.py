"""What pages read of credit records: the records of a district, and when sources were read."""

from dataclasses import dataclass
from datetime import date

from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.credit_check import VALID_DAYS
from duixian.office.registry.enums import KINDS_READ, CreditKind
from duixian.office.registry.models import CreditReading, CreditRecord

PAGE = 50


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A record and what became of it; `lost`: a later reading of the whole source lacks it."""

    record: CreditRecord
    state: str
    lost: CreditReading | None


@dataclass(frozen=True, slots=True)
class SourceState:
    """A kind of record, its latest reading as a whole, and whether that still holds."""

    kind: CreditKind
    latest: CreditReading | None
    is_valid: bool


def credit_lines(region: str, on: date, kind: str = "", before: int = 0) -> list[CreditLine]:
    """A page of records and one more, the latest entered first, entered before number `before`."""
    records = CreditRecord.objects.filter(region=region).order_by("-pk")
    if kind:
        records = records.filter(kind=kind)
    if before:
        records = records.filter(pk__lt=before)
    return _lines(region, list(records[: PAGE + 1]), on)


def credit_of_firm(region: str, code: str, on: date) -> list[CreditLine]:
    """All records of a firm, whatever became of them."""
    return _lines(region, list(CreditRecord.objects.filter(region=region, firm=code)), on)


def credit_record(region: str, number: int) -> CreditRecord:
    """A record of the region; RefusedError as if it were not there."""
    found = CreditRecord.objects.filter(region=region, pk=number).first()
    if found is None:
        raise RefusedError(No("没有这条信用记录", hidden=True))
    return found


def source_states(region: str, on: date) -> list[SourceState]:
    """Every kind that other offices keep, and how fresh its last whole reading is on a day."""
    latest = _latest(region, on)
    return [
        SourceState(
            kind,
            latest.get(kind),
            kind in latest and (on - latest[kind].read_on).days <= VALID_DAYS,
        )
        for kind in KINDS_READ
    ]


def credit_line(record: CreditRecord, on: date) -> CreditLine:
    """One record and what became of it."""
    return _lines(record.region, [record], on)[0]


def _lines(region: str, records: list[CreditRecord], on: date) -> list[CreditLine]:
    latest = _latest(region, on)
    lines = []
    for record in records:
        reading = latest.get(record.kind)
        later = reading if reading is not None and reading.read_on > record.read_on else None
        lines.append(
            CreditLine(record, record.state_on(on), later if record.counts_on(on) else None)
        )
    return lines


def _latest(region: str, on: date) -> dict[str, CreditReading]:
    readings = CreditReading.objects.filter(region=region, is_complete=True, read_on__lte=on)
    found: dict[str, CreditReading] = {}
    for reading in readings.order_by("read_on", "pk"):
        found[reading.kind] = reading
    return found
