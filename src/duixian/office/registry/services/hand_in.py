"""Reads files to be imported and shows what they would change; writes none of their rows."""

from collections.abc import Sequence

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import (
    Counts,
    changed_rows,
    compared,
    digest,
    told,
)
from duixian.office.registry.enums import ImportState
from duixian.office.registry.files import Upload, keep, kept
from duixian.office.registry.incoming import Incoming
from duixian.office.registry.models import Import
from duixian.office.registry.permissions import may_write
from duixian.office.registry.sheets import sheets

SHOWN = 200
"""So many changed rows are shown one by one."""


def hand_in(actor: Actor, uploads: Sequence[Upload], origin: Origin) -> Import:
    """The import that awaits a confirmation; BadFilesError with everything wrong with the files."""
    demand(may_write(actor, actor.region))
    key = keep(uploads)
    with compared(kept(key), actor.region) as (incoming, counts), transaction.atomic():
        made = Import.objects.create(
            region=actor.region,
            name="、".join(str(each.name) for each in uploads)[:300],
            digest=key,
            source=origin.source,
            read_on=origin.day,
            state=ImportState.READ,
            by=actor.user,
            by_name=actor.name,
            summary=summary(incoming, counts),
            difference=digest(incoming, counts),
        )
        subject = Subject("导入", str(made.pk), made.name, made.region)
        record(actor, "提交导入文件", subject, Change(after={"digest": key}, reason=origin.source))
    return made


def summary(incoming: Incoming, counts: dict[str, Counts]) -> dict[str, object]:
    """The counts by sheet, and the first changes value by value."""
    lines = [
        {
            "sheet": sheets()[code].name,
            "fresh": each.fresh,
            "changed": each.changed,
            "same": each.same,
        }
        for code, each in counts.items()
        if each.fresh or each.changed or each.same
    ]
    changes = [
        line
        for sheet in incoming.sheets
        for change in changed_rows(incoming, sheet, SHOWN)
        for line in told(change)
    ]
    return {"sheets": lines, "changes": changes[: SHOWN * 2]}
