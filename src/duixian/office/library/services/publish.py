"""Publishes what another person proposed: checked once more, then never changed."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.library.checking import check_together, errors_of
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.permissions import may_settle, reasoned
from duixian.office.library.selectors import current, files_without
from duixian.office.library.subjects import subject_of
from duixian.office.library.texts import draft_of
from duixian.rulebook.problems import Problem


def publish(
    actor: Actor, key: int, opinion: str, together: Collection[int] = ()
) -> PolicyVersion | tuple[Problem, ...]:
    """The version, used from today; or what forbids it by now, others having been published since.

    `together` are other proposals that go out with it, for documents that name each other: all of
    them or none. RefusedError where the actor proposed one, may not publish, or it is settled.
    """
    with transaction.atomic():
        rows = PolicyVersion.objects.select_for_update().in_bulk({key, *together})
        for row in rows.values():
            demand(may_settle(actor, row, "publish"))
        demand(reasoned(opinion))
        version, today = rows[key], timezone.localdate()
        numbers = {row.number for row in rows.values()}
        others = files_without(version.region, numbers, today)
        if errors := errors_of(check_together([draft_of(row) for row in rows.values()], others)):
            return errors
        for row in rows.values():
            _publish(actor, row, opinion, today)
    return version


def _publish(actor: Actor, version: PolicyVersion, opinion: str, today: date) -> None:
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
