"""Sends the mails of a message, each once as far as anybody can know."""

from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from duixian.office.notices.enums import MailState
from duixian.office.notices.models import Mail


def send(message: int) -> None:
    """All mails of the message that wait. Without a mail server they go on waiting.

    A mail is marked before it is handed over, so that nobody else sends it meanwhile. It bears the
    same number whenever it is sent: where a program ended in the middle, mailboxes know both copies
    as one.
    """
    if not settings.DUIXIAN_MAIL:
        return
    waiting = Mail.objects.filter(message=message, state=MailState.WAITING)
    connection: BaseEmailBackend = get_connection()
    for mail in waiting.select_related("message__organisation"):
        mine = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
        if mine.update(state=MailState.SENDING, tried_at=timezone.now()):
            _send(mail, connection)


def _send(mail: Mail, connection: BaseEmailBackend) -> None:
    letter = EmailMessage(
        subject=f"[兑现] {mail.message.title}",
        body=f"{mail.message.organisation.name}：\n\n{mail.message.text}\n\n{_FOOT}",
        to=[mail.address],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": _number(mail)},
        connection=connection,
    )
    try:
        letter.send()
    except (SMTPException, OSError) as failure:
        mail.state, mail.reason = MailState.FAILED, str(failure)[:300]
    else:
        mail.state = MailState.SENT
    mail.save(update_fields=["state", "reason"])


def _number(mail: Mail) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<mail-{mail.pk}-{mail.message.created_at:%Y%m%d%H%M%S%f}@{domain}>"


_FOOT = "登录后可以看到依据和说明，也可以在“消息”里改设置，不再接收这类邮件。"
