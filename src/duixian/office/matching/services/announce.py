"""Has the firms of a district told what a run found for them, once."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.matching.models import Run
from duixian.office.matching.moving import locked, subject_of
from duixian.office.matching.permissions import may_announce
from duixian.office.matching.summary import demand_finished
from duixian.office.matching.tasks import tell_firms


def announce(actor: Actor, run: Run) -> None:
    """The telling is put into the queue; RefusedError where that was done before."""
    demand_finished(run)
    with transaction.atomic():
        found = locked(run.pk)
        demand(may_announce(actor, found))
        found.announced_at = timezone.now()
        found.save(update_fields=["announced_at"])
        record(actor, "通知企业匹配结果", subject_of(found), Change(after={"announced": True}))
        tell_firms.enqueue(run.pk)
