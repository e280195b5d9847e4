"""Tells a firm something, once: on the site, and by mail to its people if it wants that."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Doer
from duixian.office.notices.models import Mail, Message
from duixian.office.notices.selectors import preference_of
from duixian.office.notices.tasks import send_mails
from duixian.office.people.models import Organisation
from duixian.office.people.selectors import people_of


@dataclass(frozen=True, slots=True)
class Note:
    """What is told; the same `source` is told a firm only once."""

    source: str
    title: str
    text: str


def tell(doer: Doer, firm: Organisation, note: Note) -> bool:
    """Whether the firm is told now; False where it was before."""
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            organisation=firm,
            source=note.source,
            defaults={"title": note.title, "text": note.text},
        )
        if not is_new:
            return False
        people = people_of(firm, timezone.localdate()) if preference_of(firm).by_mail else ()
        mails = [Mail(message=message, user=one, address=one.email) for one in people if one.email]
        Mail.objects.bulk_create(mails)
        subject = Subject("消息", str(message.pk), f"{firm.name}：{note.title}", firm.region)
        record(doer, "通知企业", subject, Change(after={"mails": len(mails)}))
        if mails:
            send_mails.enqueue(message.pk)
    return True
