"""Gives a user a post in an organisation, or ends one."""

from datetime import date

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Doer
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import FIRM_ROLES, OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.subjects import subject_of_post


def appoint(  # noqa: PLR0913 - who, whom, where, as what, from when, why
    doer: Doer, user: User, organisation: Organisation, role: Role, *, since: date, reason: str
) -> Post:
    """The new post; RefusedError where a firm's role is given in an office or the reverse."""
    is_firm = organisation.kind == OrganisationKind.FIRM
    if is_firm != (role in FIRM_ROLES):
        raise RefusedError(No(f"{role.label}不能设在{organisation.get_kind_display()}"))
    with transaction.atomic():
        post = Post.objects.create(user=user, organisation=organisation, role=role, since=since)
        change = Change(after={"role": role.value, "since": since.isoformat()}, reason=reason)
        record(doer, "设岗", subject_of_post(post), change)
    return post


def dismiss(doer: Doer, post: Post, until: date, reason: str) -> None:
    """The post ends with that day."""
    with transaction.atomic():
        before = post.until.isoformat() if post.until else ""
        post.until = until
        post.save(update_fields=["until"])
        change = Change({"until": before}, {"until": until.isoformat()}, reason)
        record(doer, "撤岗", subject_of_post(post), change)
