"""Marks a message as read, by whoever read it first."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.notices.models import Message
from duixian.office.notices.permissions import may_read


def read(actor: Actor, message: Message) -> None:
    """It is read; nothing changes where it was before."""
    demand(may_read(actor, message))
    with transaction.atomic():
        unread = Message.objects.filter(pk=message.pk, read_at=None)
        if unread.update(read_at=timezone.now(), read_by_id=actor.user):
            subject = Subject("消息", str(message.pk), message.title, actor.region)
            record(actor, "阅读消息", subject, Change(after={"read": True}))
