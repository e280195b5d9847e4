"""Messages of a firm, and what it wants to hear of."""

from dataclasses import dataclass

from django.db.models import QuerySet

from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.notices.enums import MailState
from duixian.office.notices.models import Mail, Message, Preference
from duixian.office.notices.permissions import may_have_messages, may_read
from duixian.office.people.models import Organisation


def messages_of(actor: Actor) -> QuerySet[Message]:
    """The messages to the firm of the actor, the latest first."""
    demand(may_have_messages(actor))
    return Message.objects.filter(organisation=actor.organisation)


def unread_of(actor: Actor) -> int:
    """How many messages to the organisation of the actor nobody there has opened."""
    return Message.objects.filter(organisation=actor.organisation, read_at=None).count()


def message_for(actor: Actor | None, number: int) -> Message:
    """The message of that number; RefusedError, hidden, where it is another firm's."""
    found = Message.objects.filter(pk=number).first()
    if found is None:
        raise RefusedError(No("没有这条消息", hidden=True))
    demand(may_read(actor, found))
    return found


def preference_of(organisation: Organisation | int) -> Preference:
    """What a firm wants to hear of: all, where it never said."""
    key = organisation if isinstance(organisation, int) else organisation.pk
    found = Preference.objects.filter(organisation=key).first()
    return found or Preference(organisation_id=key)


@dataclass(frozen=True, slots=True)
class Told:
    """How many firms were told of something, how many read it, and what became of the mails."""

    messages: int
    read: int
    sent: int
    waiting: int
    failed: int


def told_of(source: str) -> Told:
    """What became of the messages about a source."""
    found = Message.objects.filter(source=source)
    mails = Mail.objects.filter(message__in=found)
    return Told(
        found.count(),
        found.exclude(read_at=None).count(),
        mails.filter(state=MailState.SENT).count(),
        mails.filter(state__in=(MailState.WAITING, MailState.SENDING)).count(),
        mails.filter(state=MailState.FAILED).count(),
    )
