"""Gives a proposal back to the person who proposed it, with the reason."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.permissions import may_settle, reasoned
from duixian.office.library.subjects import subject_of


def return_(actor: Actor, key: int, because: str) -> PolicyVersion:
    """The returned version; RefusedError where the actor may not or it is settled already."""
    with transaction.atomic():
        version = PolicyVersion.objects.select_for_update().get(pk=key)
        demand(may_settle(actor, version, "return"))
        demand(reasoned(because))
        version.state = State.RETURNED
        version.settled_by_id = actor.user
        version.settled_at = timezone.now()
        version.settled_because = because
        version.save()
        change = Change({"state": State.PROPOSED}, {"state": State.RETURNED}, because)
        record(actor, "退回政策规则", subject_of(version), change)
    return version
