"""What happened to a firm's rows, and what waits to happen, as people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from duixian.office.registry.comparing import told_fact
from duixian.office.registry.models import Correction, Enterprise, RecordChange
from duixian.office.registry.selectors import open_corrections
from duixian.office.registry.sheets import sheets

Told = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Happened:
    """A change of a row: who, why, when, and every value before and after."""

    at: datetime
    by_name: str
    why: str
    lines: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that waits, and its value before and after."""

    correction: Correction
    told: Told


def history_of(firm: Enterprise, most: int = 100) -> list[Happened]:
    """The latest changes of a firm's rows."""
    changes = RecordChange.objects.filter(record__region=firm.region, record__firm=firm.code)
    return [_happened(change) for change in changes.select_related("record")[:most]]


def waiting_in(region: str) -> list[Asked]:
    """Corrections that wait, the oldest first."""
    return [Asked(each, told_correction(each)) for each in open_corrections(region)]


def _happened(change: RecordChange) -> Happened:
    sheet, key = sheets()[change.record.sheet], change.record.key
    lines = [told_fact(sheet, key, code, change.before, change.after) for code in change.after]
    return Happened(change.at, change.by_name, change.why, lines)


def told_correction(correction: Correction) -> Told:
    """What a correction is about, with its value before and after."""
    fact = correction.fact
    before, after = (
        {fact: held["value"]} if held else {} for held in (correction.before, correction.after)
    )
    return told_fact(sheets()[correction.sheet], correction.key, fact, before, after)
