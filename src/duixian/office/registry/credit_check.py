"""Whether firms have credit records that count on a day: with one, clean, or not checked (未核).

A firm is clean only where every kind of record was read: the whole source, or the source asked
about this firm, at most `VALID_DAYS` before the day. What was not read is never clean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from duixian.office.registry.enums import KINDS_READ, CreditEffect, CreditKind, CreditState
from duixian.office.registry.models import CreditChecked, CreditReading, CreditRecord

VALID_DAYS = 30
"""So long a reading holds; on the day after, the firm is 未核 again."""
_BLOCK = 5000


@dataclass(frozen=True, slots=True)
class Unread:
    """A kind that was not read about a firm; `last` is the latest reading, too old, if any."""

    kind: CreditKind
    last: date | None

    @property
    def because(self) -> str:
        """Why this kind says nothing, as a sentence."""
        if self.last is None:
            return f"{self.kind.label}：还没有读取"
        return f"{self.kind.label}：{self.last:%Y-%m-%d} 读取，已超过 {VALID_DAYS} 天"


@dataclass(frozen=True, slots=True)
class CreditAnswer:
    """What is known of a firm: the records that count, the strictest first, and what is unread."""

    records: tuple[CreditRecord, ...]
    unread: tuple[Unread, ...]

    @property
    def state(self) -> CreditState:
        """A record is a record whatever else was not read."""
        if self.records:
            return CreditState.RECORDED
        return CreditState.UNCHECKED if self.unread else CreditState.CLEAN

    @property
    def effect(self) -> CreditEffect | None:
        """The strictest effect of the records; None where there is none."""
        return CreditEffect(self.records[0].effect) if self.records else None

    @property
    def because(self) -> tuple[str, ...]:
        """Every reason, as sentences; none where the firm is clean."""
        return (*map(_told, self.records), *(each.because for each in self.unread))


def credit_check(region: str, firms: Iterable[str], on: date) -> dict[str, CreditAnswer]:
    """The answer about each firm of a region, by code, on a day."""
    codes = list(dict.fromkeys(firms))
    read, late = _complete(region, on)
    answers = {}
    for block in _blocks(codes):
        records = _records(region, block, on)
        asked = _asked(region, block, on)
        for firm in block:
            own = asked.get(firm, {})
            unread = (_unread(kind, read, late, own, on) for kind in KINDS_READ)
            answers[firm] = CreditAnswer(
                tuple(records.get(firm, ())), tuple(each for each in unread if each)
            )
    return answers


def kinds_read(region: str, on: date) -> dict[CreditKind, date]:
    """The kinds whose whole source was read in time, each with the last day of it."""
    read, late = _complete(region, on)
    return {CreditKind(kind): late[kind] for kind in read}


def _unread(
    kind: CreditKind,
    read: frozenset[str],
    late: Mapping[str, date],
    asked: Mapping[str, date],
    on: date,
) -> Unread | None:
    own = asked.get(kind)
    if kind in read or (own is not None and own >= _earliest(on)):
        return None
    days = [day for day in (late.get(kind), own) if day is not None]
    return Unread(kind, max(days, default=None))


def _earliest(on: date) -> date:
    return on - timedelta(days=VALID_DAYS)


def _complete(region: str, on: date) -> tuple[frozenset[str], dict[str, date]]:
    """The kinds read as a whole in time, and the last day of every kind that ever was."""
    readings = CreditReading.objects.filter(region=region, is_complete=True, read_on__lte=on)
    late: dict[str, date] = {}
    for kind, day in readings.values_list("kind", "read_on"):
        late[kind] = max(day, late.get(kind, day))
    return frozenset(kind for kind, day in late.items() if day >= _earliest(on)), late


def _asked(region: str, firms: list[str], on: date) -> dict[str, dict[str, date]]:
    """For every firm the last day on which each kind was looked up about it."""
    found: dict[str, dict[str, date]] = defaultdict(dict)
    looked = CreditChecked.objects.filter(
        firm__in=firms, reading__region=region, reading__read_on__lte=on
    )
    for firm, kind, day in looked.values_list("firm", "reading__kind", "reading__read_on"):
        found[firm][kind] = max(day, found[firm].get(kind, day))
    return found


def _records(region: str, firms: list[str], on: date) -> dict[str, list[CreditRecord]]:
    """The records that count on the day, the strictest first."""
    order = list(CreditEffect.values)
    found: dict[str, list[CreditRecord]] = defaultdict(list)
    for record in CreditRecord.objects.filter(region=region, firm__in=firms, withdrawn=False):
        if record.counts_on(on):
            found[record.firm].append(record)
    for records in found.values():
        records.sort(key=lambda each: (order.index(each.effect), each.since, each.pk))
    return found


def _told(record: CreditRecord) -> str:
    end = f"至 {record.until:%Y-%m-%d}" if record.until else "未写截止"
    kind, effect = record.get_kind_display(), record.get_effect_display()
    return (
        f"{kind}（{effect}，{record.get_reach_display()}）：{record.cause}，"
        f"{record.since:%Y-%m-%d} 起，{end}；{record.source}，{record.read_on:%Y-%m-%d} 读取"
    )


def _blocks(codes: list[str]) -> Iterator[list[str]]:
    source = iter(codes)
    while block := list(islice(source, _BLOCK)):
        yield block
