"""Ends every session of a person, on every device."""

from django.db import transaction
from django.db.models import F

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Doer
from duixian.office.people.models import User
from duixian.office.people.subjects import subject_of_user


def sign_out_everywhere(doer: Doer, user: User, region: str, reason: str) -> None:
    """All sessions of the user are void from now on."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        user.refresh_from_db()
        change = Change(reason=reason)
        record(doer, "退出所有设备", subject_of_user(user, region), change)
