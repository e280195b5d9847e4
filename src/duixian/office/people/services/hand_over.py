"""Hands the queue of a post to a colleague of the same organisation for a period."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.people.models import Deputy, Post, User
from duixian.office.people.permissions import may_in
from duixian.office.people.selectors import people_of
from duixian.office.people.subjects import subject_of_post


def hand_over(  # noqa: PLR0913 - who, what, to whom, from when until when, why
    actor: Actor, post: Post, colleague: User, *, since: date, until: date, reason: str
) -> Deputy:
    """The deputy; RefusedError where the colleague is a stranger to the office of the post.

    Everybody hands over their own; for a colleague who cannot, whoever manages the people does.
    """
    own = post.user_id == actor.user and not actor.deputy_for
    if not own and not may_in(actor, Privilege.MANAGE_PEOPLE, post.organisation.region):
        raise RefusedError(No("只能移交自己的工作"))
    if colleague.pk == actor.user:
        raise RefusedError(No("不能移交给自己"))
    if colleague.pk == post.user_id:
        raise RefusedError(No("不能移交给本人"))
    if until < since:
        raise RefusedError(No("结束日期早于开始日期"))
    if colleague not in people_of(post.organisation, timezone.localdate()):
        raise RefusedError(No(f"{colleague.name}不在{post.organisation.name}，不能代理"))
    with transaction.atomic():
        made = Deputy.objects.create(
            post=post, user=colleague, since=since, until=until, reason=reason
        )
        after = {
            "deputy": colleague.name,
            "since": since.isoformat(),
            "until": until.isoformat(),
        }
        record(actor, "移交", subject_of_post(post), Change(after=after, reason=reason))
    return made
