"""A firm with two people, and a mail server on this machine."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from duixian.office.common.actor import Actor
from duixian.office.people.demonstration import REGION, SINCE
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.selectors import actors

CODE = "91310112000000000X"
REFUSED = "refused@example.com"


class Letters:
    """What the server received; it refuses one address."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address == REFUSED:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        del server, session
        content = envelope.original_content or b""
        letter = BytesParser(policy=default).parsebytes(content)
        assert isinstance(letter, EmailMessage)
        self.received.append(letter)
        return "250 OK"


@pytest.fixture
def letters(settings) -> Iterator[Letters]:
    """A real mail server; the site sends to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Letters()
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "duixian@example.com"
    settings.DUIXIAN_MAIL = True
    yield found
    server.stop()


@pytest.fixture
def firm(district) -> Organisation:  # noqa: ARG001 - people first
    """A firm with two people, of whom one has no mail address."""
    made = Organisation.objects.create(
        region=REGION, kind=OrganisationKind.FIRM, name="上海示例消息有限公司", code=CODE
    )
    for username, email in (("one", "one@example.com"), ("two", "")):
        user = User.objects.create_user(username, name=f"经办{username}", email=email)
        Post.objects.create(user=user, organisation=made, role=Role.APPLICANT, since=SINCE)
    return made


@pytest.fixture
def own(firm: Organisation) -> Actor:
    """The first person of the firm, at work."""
    user = User.objects.get(posts__organisation=firm, username="one")
    return next(iter(actors(user, SINCE).values()))
