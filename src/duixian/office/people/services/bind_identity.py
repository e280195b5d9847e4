"""Binds an identity of the provider to one's own account, or lets go of it."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.models import User
from duixian.office.people.subjects import subject_of_user


def bind_identity(actor: Actor, user: User, identity: SocialAccount) -> None:
    """The identity opens the account; RefusedError where one of both is bound already."""
    with transaction.atomic():
        same = SocialAccount.objects.filter(provider=identity.provider, uid=identity.uid)
        if same.exclude(user=user).exists():
            raise RefusedError(No("这个统一身份已经绑定在别的账号上"))
        if SocialAccount.objects.filter(user=user).exists():
            raise RefusedError(No("这个账号已经绑定了统一身份，先解除再绑定"))
        identity.user = user
        identity.save()
        record(
            actor,
            "绑定统一身份",
            subject_of_user(user, actor.region),
            Change(after={"uid": identity.uid}),
        )


def unbind_identity(actor: Actor, user: User) -> None:
    """No identity opens the account any more."""
    with transaction.atomic():
        for identity in SocialAccount.objects.filter(user=user):
            before = Change(before={"uid": identity.uid})
            identity.delete()
            record(actor, "解除统一身份", subject_of_user(user, actor.region), before)
