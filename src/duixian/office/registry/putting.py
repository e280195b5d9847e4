"""Puts single rows into the registry: what an officer decided, not what a file held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duixian.office.common.actor import Actor, Doer
from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.applying import Origin
from duixian.office.registry.models import KnownSheet, Record, RecordChange
from duixian.office.registry.values import Kept


@dataclass(frozen=True, slots=True)
class Putting:
    """Into which region, by whom, from where and why rows are put."""

    doer: Doer
    region: str
    origin: Origin
    why: str

    def put(self, sheet: str, key: str, firm: str, values: Mapping[str, Kept]) -> Record:
        """The row with these values; a new one, or one whose other values stay as they are.

        RefusedError where the row was withdrawn.
        """
        rows = Record.everything.select_for_update().filter(region=self.region)
        row = rows.filter(sheet=sheet, key=key).first()
        if row is not None and row.withdrawn_at is not None:
            raise RefusedError(No(f"「{key}」这一行以前撤回过，请先在企业档案里恢复"))
        if row is None:
            return Record.objects.create(
                region=self.region,
                sheet=sheet,
                key=key,
                firm=firm,
                values=dict(values),
                origins={"*": self.origin.kept},
            )
        self.change(row, values)
        return row

    def change(self, row: Record, values: Mapping[str, Kept]) -> None:
        """Other values of a row that is there, with what was before."""
        differing = {code: new for code, new in values.items() if row.values.get(code) != new}
        if not differing:
            return
        before = {code: row.values.get(code) for code in differing}
        row.values |= differing
        row.origins |= dict.fromkeys(differing, self.origin.kept)
        row.save(update_fields=["values", "origins"])
        self._tell(row, before, differing)

    def take_back(self, row: Record, codes: Iterable[str]) -> None:
        """These values of a row are unknown again."""
        before = {code: row.values.pop(code) for code in codes if code in row.values}
        if not before:
            return
        for code in before:
            row.origins.pop(code, None)
        row.save(update_fields=["values", "origins"])
        self._tell(row, before, dict.fromkeys(before))

    def restore(self, row: Record) -> None:
        """A row that was withdrawn counts again."""
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
        self._tell(row, {}, {})

    def _tell(
        self, row: Record, before: Mapping[str, Kept | None], after: Mapping[str, Kept | None]
    ) -> None:
        RecordChange.objects.create(
            record=row,
            by=self.doer.user if isinstance(self.doer, Actor) else None,
            by_name=self.doer.name,
            why=self.why,
            before=before,
            after=after,
        )

    def know(self, sheet: str, day: date) -> None:
        """That a sheet was read, at least until that day."""
        known, is_new = KnownSheet.objects.get_or_create(
            region=self.region, sheet=sheet, defaults={"read_on": day}
        )
        if not is_new and known.read_on < day:
            known.read_on = day
            known.save(update_fields=["read_on"])
