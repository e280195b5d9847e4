"""Takes a hand-over back at once."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.people.models import Deputy
from duixian.office.people.permissions import may_in
from duixian.office.people.subjects import subject_of_post


def recall(actor: Actor, deputy: Deputy) -> None:
    """The colleague acts no more.

    Whose post it is, who stands in and who manages the people may; for others it is not there.
    """
    post = deputy.post
    concerned = actor.user in (post.user_id, deputy.user_id)
    if not concerned and not may_in(actor, Privilege.MANAGE_PEOPLE, post.organisation.region):
        raise RefusedError(No("没有这次移交", hidden=True))
    with transaction.atomic():
        standing = Deputy.objects.filter(pk=deputy.pk, recalled_at=None)
        if standing.update(recalled_at=timezone.now()):
            before = {"deputy": deputy.user.name, "until": deputy.until.isoformat()}
            record(actor, "收回移交", subject_of_post(post), Change(before=before))
