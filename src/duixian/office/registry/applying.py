"""Writes a difference that was found by comparing: new rows, changed values, names for search."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from duixian.office.common.actor import Actor, Doer
from duixian.office.registry.bulk import insert
from duixian.office.registry.comparing import Changed, changed_rows
from duixian.office.registry.incoming import Incoming
from duixian.office.registry.models import KnownSheet, Mention, Record, RecordChange
from duixian.office.registry.sheets import AWARDS_SHEET, Sheet
from duixian.population.sql import text

Item = TypeVar("Item")
_BLOCK = 1000
_COLUMNS = ("region", "sheet", "key", "firm", "about", "year", "values", "origins")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where values come from: the source as people call it, and the day it speaks of."""

    source: str
    day: date

    @property
    def kept(self) -> list[str]:
        """As a row keeps it."""
        return [self.source, self.day.isoformat()]


@dataclass(frozen=True, slots=True)
class Writing:
    """Into which region, by whom, from where and why rows are written."""

    doer: Doer
    region: str
    origin: Origin
    why: str

    def write(self, incoming: Incoming, sheet: Sheet) -> None:
        """The difference of one sheet; that it was read is known even where it has no rows."""
        if incoming.has_rows(sheet.code):
            self._mentions(incoming, sheet)
            self._fresh(incoming, sheet)
            for block in _blocks(changed_rows(incoming, sheet)):
                self._changed(sheet, block)
        self._know(incoming, sheet)

    def _fresh(self, incoming: Incoming, sheet: Sheet) -> None:
        origins = json.dumps({"*": self.origin.kept}, ensure_ascii=False)
        file = incoming.work / f"fresh_{sheet.code}.csv"
        incoming.connection.execute(
            f"COPY (SELECT {text(self.region)}, {text(sheet.code)}, key, firm, about, year, found,"
            f" {text(origins)} FROM fresh_{sheet.code} ORDER BY row)"
            f" TO {text(str(file))} (FORMAT csv, HEADER false)"
        )
        insert("registry_record", _COLUMNS, file)

    def _changed(self, sheet: Sheet, block: list[Changed]) -> None:
        found = Record.objects.filter(region=self.region, sheet=sheet.code)
        records = {each.key: each for each in found.filter(key__in=[one.key for one in block])}
        user = self.doer.user if isinstance(self.doer, Actor) else None
        changes = []
        for one in block:
            record = records[one.key]
            record.values = one.after
            record.origins |= dict.fromkeys(one.codes, self.origin.kept)
            before = {code: one.before.get(code) for code in one.codes}
            after = {code: one.after[code] for code in one.codes}
            changes.append(
                RecordChange(
                    record=record,
                    by=user,
                    by_name=self.doer.name,
                    why=self.why,
                    before=before,
                    after=after,
                )
            )
        Record.objects.bulk_update(records.values(), ["values", "origins"], batch_size=200)
        RecordChange.objects.bulk_create(changes, batch_size=500)

    def _mentions(self, incoming: Incoming, sheet: Sheet) -> None:
        """The other firms that new and changed rows name."""
        if not sheet.references:
            return
        for block in _blocks(one.key for one in changed_rows(incoming, sheet)):
            Mention.objects.filter(region=self.region, sheet=sheet.code, key__in=block).delete()
        file = incoming.work / f"named_{sheet.code}.csv"
        rows = " UNION ALL ".join(
            f"SELECT key, firm, UNNEST(named) AS other FROM {kind}_{sheet.code}"
            for kind in ("fresh", "changed")
        )
        incoming.connection.execute(
            f"COPY (SELECT DISTINCT {text(self.region)}, {text(sheet.code)}, key, other FROM"
            f" ({rows}) WHERE other IS NOT NULL AND other <> firm ORDER BY key, other)"
            f" TO {text(str(file))} (FORMAT csv, HEADER false)"
        )
        insert("registry_mention", ("region", "sheet", "key", "firm"), file)

    def _know(self, incoming: Incoming, sheet: Sheet) -> None:
        known, is_new = KnownSheet.objects.get_or_create(
            region=self.region, sheet=sheet.code, defaults={"read_on": self.origin.day}
        )
        if sheet.code == AWARDS_SHEET:
            rows = incoming.connection.execute(
                f"SELECT DISTINCT json_extract_string(found, '$.source') FROM incoming_{sheet.code}"
            ).fetchall()
            known.sources = sorted({*known.sources, *(row[0] for row in rows if row[0])})
        if not is_new:
            known.read_on = max(known.read_on, self.origin.day)
        known.save()


def _blocks(rows: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(rows)
    while block := list(islice(source, _BLOCK)):
        yield block
