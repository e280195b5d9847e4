"""Cancels a run: one that waits at once, one that is going as soon as its worker looks."""

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.matching.enums import CANCEL, State
from duixian.office.matching.models import Run
from duixian.office.matching.moving import locked, move, subject_of
from duixian.office.matching.permissions import may_cancel


def cancel(actor: Actor, run: Run) -> Run:
    """The run, cancelled or about to be; RefusedError where it is over or another district's."""
    with transaction.atomic():
        found = locked(run.pk)
        demand(may_cancel(actor, found))
        if found.state == State.QUEUED:
            move(actor, found, CANCEL)
        else:
            found.cancel_asked = True
            found.save(update_fields=["cancel_asked"])
            record(actor, "要求取消匹配", subject_of(found), Change(after={"cancel": True}))
    return found
