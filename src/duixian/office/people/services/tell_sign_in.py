"""Writes down that somebody signed in or out, or tried to: never what they typed."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from duixian.office.audit.chain import canonical
from duixian.office.audit.models import Entry
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor, System
from duixian.office.people.models import User
from duixian.office.people.selectors import actors, without_post
from duixian.office.people.subjects import subject_of_user

NOBODY = "未登录的人"
"""Stands in the log for whoever did not prove who they are."""
LOCKED = "锁定登录"


def tell_by(user: User, verb: str, address: str) -> None:
    """The person did it: a row in each district where they hold a post today."""
    with transaction.atomic():
        for actor in _faces(user):
            record(actor, verb, subject_of_user(user, actor.region), _from(address))


def tell_failed(user: User, address: str, failures: int) -> None:
    """Somebody did not get in as that person: `failures` times from the address by now.

    What is tried while the account is locked is refused unread, and is not written down again.
    """
    locks = failures >= settings.AXES_FAILURE_LIMIT
    with transaction.atomic():
        for region in (actor.region for actor in _faces(user)):
            subject = subject_of_user(user, region)
            if locks and _is_locked(subject, address):
                continue
            record(System(NOBODY, region), "登录失败", subject, _from(address))
            if locks:
                record(System(region=region), LOCKED, subject, _from(address))


def _faces(user: User) -> list[Actor]:
    """The person in each of their districts; without any post as nobody in particular."""
    found: dict[str, Actor] = {}
    for actor in actors(user, timezone.localdate()).values():
        found.setdefault(actor.region, actor)
    return list(found.values()) or [without_post(user)]


def _is_locked(subject: Subject, address: str) -> bool:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    rows = Entry.objects.filter(subject_kind=subject.kind, subject_id=subject.id, verb=LOCKED)
    told = rows.filter(region=subject.region, at__gte=since)
    return told.filter(after=canonical(_from(address).after)).exists()


def _from(address: str) -> Change:
    return Change(after={"address": address})
