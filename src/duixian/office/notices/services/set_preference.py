"""A firm says what it wants to hear of."""

from collections.abc import Collection

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.notices.enums import Topic
from duixian.office.notices.models import Preference
from duixian.office.notices.permissions import may_have_messages
from duixian.office.notices.selectors import preference_of


def set_preference(actor: Actor, topics: Collection[Topic], *, by_mail: bool) -> Preference:
    """What the firm of the actor hears of from now on."""
    demand(may_have_messages(actor))
    with transaction.atomic():
        preference = preference_of(actor.organisation)
        before = _told(preference)
        preference.topics = [topic.value for topic in Topic if topic in topics]
        preference.by_mail = by_mail
        preference.save()
        subject = Subject("消息设置", str(preference.pk), actor.organisation_name, actor.region)
        record(actor, "设置消息", subject, Change(before, _told(preference)))
    return preference


def _told(preference: Preference) -> dict[str, object]:
    return {"topics": preference.topics, "by_mail": preference.by_mail}
