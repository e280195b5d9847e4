"""Brings in files that were read and shown, if what they change is still what was shown."""

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import Counts
from duixian.office.registry.enums import IMPORTS
from duixian.office.registry.files import kept
from duixian.office.registry.incoming import Incoming
from duixian.office.registry.models import Import
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.import_folder import import_folder

_CHANGED = No("提交之后档案又有变化，差异与当时显示的不同。请放弃这次导入，重新提交文件再看一遍。")


def confirm_import(actor: Actor, number: int) -> Import:
    """The import, done; RefusedError where it is not awaited or the registry changed meanwhile."""
    with transaction.atomic():
        waiting = _waiting(actor, number, "confirm")

        def look(incoming: Incoming, counts: dict[str, Counts], difference: str) -> None:
            del incoming, counts
            if difference != waiting.difference:
                raise RefusedError(_CHANGED)

        origin = Origin(waiting.source, waiting.read_on)
        import_folder(actor, waiting.region, kept(waiting.digest), origin, look=look)
        waiting.state = IMPORTS.transition("confirm").target
        waiting.save(update_fields=["state"])
    return waiting


def drop_import(actor: Actor, number: int) -> Import:
    """The import, given up; the files stay kept."""
    with transaction.atomic():
        waiting = _waiting(actor, number, "drop")
        waiting.state = IMPORTS.transition("drop").target
        waiting.save(update_fields=["state"])
        subject = Subject("导入", str(waiting.pk), waiting.name, waiting.region)
        record(actor, "放弃导入", subject, Change({"state": "待确认"}, {"state": "已放弃"}))
    return waiting


def _waiting(actor: Actor, number: int, verb: str) -> Import:
    demand(may_write(actor, actor.region))
    rows = Import.objects.select_for_update().filter(region=actor.region, pk=number)
    waiting = rows.first()
    if waiting is None:
        raise RefusedError(No("没有这次导入", hidden=True))
    demand(IMPORTS.may(waiting.state, verb))
    return waiting
