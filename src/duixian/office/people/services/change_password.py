"""Sets a new password, after the rules of the site have been asked."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Doer
from duixian.office.people.models import User
from duixian.office.people.subjects import subject_of_user


def change_password(doer: Doer, user: User, password: str, region: str) -> None:
    """The password is replaced and other sessions end; ValidationError tells every broken rule."""
    validate_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.password_given = False
        user.save(update_fields=["password", "password_given"])
        record(doer, "修改密码", subject_of_user(user, region), Change())
