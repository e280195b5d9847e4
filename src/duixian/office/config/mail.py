"""The mail server that the environment names."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go, and as whom. `scheme` is smtp, smtp+starttls or smtps; `host` "" is none."""

    scheme: str = "smtp"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    sender: str = ""


def mail_server(address: str, sender: str) -> MailServer:
    """The server of an address; ImproperlyConfigured names what is wrong."""
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ImproperlyConfigured("DUIXIAN_MAIL 应形如 smtps://用户:密码@主机:465")
    user = unquote(parts.username or "")
    sender = sender or (user if "@" in user else "")
    if not sender:
        raise ImproperlyConfigured("请在 DUIXIAN_MAIL_FROM 里给出发件人的邮箱")
    port = parts.port or _PORTS[parts.scheme]
    return MailServer(
        parts.scheme, parts.hostname, port, user, unquote(parts.password or ""), sender
    )
