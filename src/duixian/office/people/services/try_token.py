"""Tries the six digits of an authenticator: one try after the other, each of them used once."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.people.models import User
from duixian.office.people.services.tell_sign_in import tell_by


def try_token(user: User, device: TOTPDevice, token: str, address: str) -> TOTPDevice | None:
    """The device, confirmed from now on; None where the digits are wrong, used or come too soon.

    Tries at the same moment wait for each other: otherwise one code would open several sessions,
    and wrong ones would not be counted.
    """
    with transaction.atomic():
        locked = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        is_tried, _ = locked.verify_is_allowed()
        if not locked.verify_token(int(token)):
            if is_tried:
                tell_by(user, "动态口令不对", address)
            return None
        locked.confirmed = True
        locked.save(update_fields=["confirmed"])
        tell_by(user, "动态口令通过", address)
    return locked
