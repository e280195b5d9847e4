"""Finds mails whose sender ended in the middle, and puts them into the queue again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from duixian.office.notices.enums import MailState
from duixian.office.notices.models import Mail
from duixian.office.notices.tasks import send_mails

LONGEST = timedelta(minutes=10)
"""Nobody sends one mail that long: handing it over is given up after seconds."""


def pick_up_mails() -> int:
    """How many mails wait again."""
    before = timezone.now() - LONGEST
    left = Mail.objects.filter(state=MailState.SENDING, tried_at__lt=before)
    with transaction.atomic():
        found = list(left.select_for_update(skip_locked=True))
        Mail.objects.filter(pk__in=[mail.pk for mail in found]).update(state=MailState.WAITING)
        for message in {mail.message_id for mail in found}:
            send_mails.enqueue(message)
    return len(found)
