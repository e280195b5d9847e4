"""Hands the queue of a post to a colleague of the same organisation for a period."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.models import Deputy, Post, User
from duixian.office.people.selectors import people_of


def hand_over(  # noqa: PLR0913 - who, what, to whom, from when until when, why
    actor: Actor, post: Post, colleague: User, *, since: date, until: date, reason: str
) -> Deputy:
    """The deputy; RefusedError where the post is not one's own or the colleague is a stranger."""
    if post.user_id != actor.user or actor.deputy_for:
        raise RefusedError(No("只能移交自己的工作"))
    if colleague.pk == actor.user:
        raise RefusedError(No("不能移交给自己"))
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
        subject = Subject("岗位", str(post.pk), str(post), post.organisation.region)
        record(actor, "移交", subject, Change(after=after, reason=reason))
    return made
