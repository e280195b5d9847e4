"""Enrols a person with a first post, and gives accounts a new beginning or closes them."""

import secrets
from dataclasses import dataclass
from datetime import date

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor, Doer
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.people.enums import OrganisationKind, Privilege, Role
from duixian.office.people.models import Organisation, Post, Token, User
from duixian.office.people.permissions import may_in
from duixian.office.people.selectors import works_elsewhere
from duixian.office.people.services.appoint import appoint
from duixian.office.people.subjects import subject_of_user

_BYTES = 9
"""Of a first password: twelve letters and digits that nobody chose."""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as it is named on paper; `code` only of a firm."""

    region: str
    kind: OrganisationKind
    name: str
    code: str = ""


def enrol(  # noqa: PLR0913 - who, whom, where, as what, from when
    doer: Doer, username: str, name: str, *, place: Place, role: Role, since: date
) -> str:
    """The first password of the new account, kept nowhere; RefusedError says why not."""
    _demand(doer, place.region)
    if User.objects.filter(username=username).exists():
        raise RefusedError(No(f"登录名 {username} 已经有人用了"))
    password = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        user = User.objects.create_user(username, password, name=name, password_given=True)
        record(
            doer, "开户", subject_of_user(user, place.region), Change(after={"username": username})
        )
        place_in(doer, user, place, role, since)
    return password


def place_in(doer: Doer, user: User, place: Place, role: Role, since: date) -> Post:
    """A post for the person in the organisation, which is entered where it is new."""
    _demand(doer, place.region)
    _refuse_oneself(doer, user, "不能给自己设岗")
    with transaction.atomic():
        organisation, is_new = Organisation.objects.get_or_create(
            region=place.region, kind=place.kind, name=place.name, code=place.code
        )
        if is_new:
            subject = Subject("单位", str(organisation.pk), place.name, place.region)
            record(doer, "登记单位", subject, Change(after={"kind": place.kind.value}))
        return appoint(doer, user, organisation, role, since=since, reason="设岗")


def reset_access(doer: Doer, user: User, *regions: str) -> str:
    """A new first password; whatever else opened the account, or acts for it, does so no more.

    Sessions end, tokens are revoked, the identity of a provider and the second factor are set up
    anew. The log of each of the regions tells of it, that of the whole site (region "") where
    there is none. RefusedError where an administrator asks for an account that opens another
    district as well: whoever keeps the site resets that.
    """
    told = regions or ("",)
    for region in told:
        _demand(doer, region)
        if isinstance(doer, Actor):
            _refuse_foreign(user, region)
    _refuse_oneself(doer, user, "不能重置自己的登录")
    password = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        user.set_password(password)
        user.password_given = True
        user.session_round += 1
        user.save(update_fields=["password", "password_given", "session_round"])
        TOTPDevice.objects.filter(user=user).delete()
        SocialAccount.objects.filter(user=user).delete()
        tokens = Token.objects.filter(post__user=user, revoked_at=None)
        ended = tokens.update(revoked_at=timezone.now())
        for region in told:
            change = Change(after={"revoked_tokens": ended})
            record(doer, "重置登录", subject_of_user(user, region), change)
    return password


def set_open(doer: Doer, user: User, region: str, *, is_open: bool) -> None:
    """The account is closed, its sessions ended; or it is open again. Nobody closes their own."""
    _demand(doer, region)
    _refuse_oneself(doer, user, "不能停用自己的账号")
    _refuse_foreign(user, region)
    with transaction.atomic():
        rows = User.objects.filter(pk=user.pk)
        rows.update(is_active=is_open, session_round=F("session_round") + 1)
        change = Change({"open": user.is_active}, {"open": is_open})
        record(doer, "启用账号" if is_open else "停用账号", subject_of_user(user, region), change)


def _demand(doer: Doer, region: str) -> None:
    if isinstance(doer, Actor):
        demand(may_in(doer, Privilege.MANAGE_PEOPLE, region))


def _refuse_oneself(doer: Doer, user: User, what: str) -> None:
    if isinstance(doer, Actor) and doer.user == user.pk:
        raise RefusedError(No(f"{what}，请另一位管理员办理"))


def _refuse_foreign(user: User, region: str) -> None:
    """Who opens an account opens all its districts: one district alone may not."""
    if works_elsewhere(user, region, timezone.localdate()):
        what = f"{user.name}在其他区也有岗位，本区不能重置或停用这个账号；"
        what += "可以撤去在本区的岗位，或请网站维护人员重置登录（duixian office reset）"
        raise RefusedError(No(what))
