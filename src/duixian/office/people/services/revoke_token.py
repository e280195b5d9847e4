"""Revokes a token at once."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.models import Token


def revoke_token(actor: Actor, token: Token) -> None:
    """No request with the token is answered any more; another's token does not exist."""
    if token.post.user_id != actor.user:
        raise RefusedError(No("没有这个令牌", hidden=True))
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            subject = Subject("接口令牌", str(token.pk), str(token), token.post.organisation.region)
            record(actor, "撤销令牌", subject)
