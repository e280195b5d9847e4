"""Issues a token with which a program acts in one's own post."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.people.enums import SCOPES, Scope
from duixian.office.people.models import Post, Token
from duixian.office.people.permissions import may
from duixian.office.people.selectors import actors, digest_of

PREFIX = "duixian_"
LONGEST = timedelta(days=366)
"""A token that nobody renews ends."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a token is for, what it opens, and its last day."""

    name: str
    scopes: Collection[Scope]
    until: date


def issue_token(actor: Actor, post: Post, wanted: Wanted) -> str:
    """The secret, shown once and never kept; RefusedError beyond what the person may do there."""
    _demand(actor, post, wanted)
    secret = PREFIX + secrets.token_urlsafe(32)
    scopes = sorted(wanted.scopes)
    with transaction.atomic():
        token = Token.objects.create(
            post=post,
            name=wanted.name,
            scopes=scopes,
            digest=digest_of(secret),
            until=wanted.until,
        )
        after = {"scopes": scopes, "until": wanted.until.isoformat()}
        subject = Subject("接口令牌", str(token.pk), str(token), post.organisation.region)
        record(actor, "签发令牌", subject, Change(after=after, reason=wanted.name))
    return secret


def _demand(actor: Actor, post: Post, wanted: Wanted) -> None:
    today = timezone.localdate()
    held = actors(post.user, today).get(f"post-{post.pk}")
    if post.user_id != actor.user or held is None:
        raise RefusedError(No("只能为自己现在的岗位签发令牌"))
    if not wanted.scopes:
        raise RefusedError(No("令牌至少要有一个范围"))
    if not today <= wanted.until <= today + LONGEST:
        raise RefusedError(No("令牌的有效期从今天起，最长一年"))
    for scope in wanted.scopes:
        demand(may(held, SCOPES[scope]))
