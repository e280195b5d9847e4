"""Publishes what another person proposed: checked once more, then never changed."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.library.checking import check
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.permissions import may_settle, reasoned
from duixian.office.library.selectors import current, files_without
from duixian.office.library.subjects import subject_of
from duixian.office.library.texts import draft_of
from duixian.rulebook.problems import Problem


def publish(actor: Actor, key: int, opinion: str) -> PolicyVersion | tuple[Problem, ...]:
    """The version, used from today; or what forbids it by now, others having been published since.

    RefusedError where the actor proposed it, may not publish, or it is settled already.
    """
    with transaction.atomic():
        version = PolicyVersion.objects.select_for_update().get(pk=key)
        demand(may_settle(actor, version, "publish"))
        demand(reasoned(opinion))
        today = timezone.localdate()
        checked = check(draft_of(version), files_without(version.region, version.number, today))
        if checked.errors:
            return checked.errors
        before = current(version.number, today)
        version.state = State.PUBLISHED
        version.settled_by_id = actor.user
        version.settled_at = timezone.now()
        version.settled_because = opinion
        version.since = today
        version.save()
        change = Change(
            {"version": before.sha256 if before else ""},
            {"version": version.sha256, "since": today.isoformat()},
            opinion,
        )
        record(actor, "发布政策规则", subject_of(version), change)
    return version
