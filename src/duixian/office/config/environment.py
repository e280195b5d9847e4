"""Reads the settings that the environment gives; secrets come from nowhere else."""

import base64
import hashlib
import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from duixian.office.config.mail import MailServer, mail_server

LOCAL = ("127.0.0.1", "localhost", "::1")
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says. `demonstration`: invented people, known passwords, this machine.

    `proxies` are believed when they tell where a request comes from. `data` holds the embedded
    database and uploaded files. `oidc` is (issuer, client, secret).
    """

    demonstration: bool
    hosts: tuple[str, ...]
    proxies: tuple[Network, ...]
    secret: str
    audit_key: str
    audit_algorithm: str
    data: Path
    database: dict[str, object]
    mail: MailServer
    oidc: tuple[str, str, str] | None


def environment() -> Environment:
    """The environment of this process; ImproperlyConfigured names what is missing or unsafe."""
    demonstration = os.environ.get("DUIXIAN_DEMONSTRATION") == "1"
    hosts = tuple(filter(None, os.environ.get("DUIXIAN_HOSTS", ",".join(LOCAL)).split(",")))
    if demonstration and not set(hosts) <= set(LOCAL):
        others = "、".join(sorted(set(hosts) - set(LOCAL)))
        raise ImproperlyConfigured(f"演示模式只能用本机地址，DUIXIAN_HOSTS 里有 {others}")
    data = Path(os.environ.get("DUIXIAN_DATA", "build/office")).resolve()
    secret = _secret("DUIXIAN_SECRET", demonstration=demonstration)
    return Environment(
        demonstration,
        hosts,
        _networks(os.environ.get("DUIXIAN_PROXIES", "127.0.0.1,::1")),
        secret,
        _audit_key(demonstration=demonstration),
        os.environ.get("DUIXIAN_AUDIT_ALGORITHM", "sha256"),
        data,
        _database(os.environ.get("DUIXIAN_DATABASE", ""), data),
        mail_server(os.environ.get("DUIXIAN_MAIL", ""), os.environ.get("DUIXIAN_MAIL_FROM", "")),
        _oidc(),
    )


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"DUIXIAN_PROXIES 应是反向代理的地址，如 10.0.0.7 或 10.0.0.0/29：{wrong}"
        ) from wrong


def _secret(name: str, *, demonstration: bool) -> str:
    found = os.environ.get(name, "")
    if not found and not demonstration:
        raise ImproperlyConfigured(f"请在环境变量 {name} 里给出密钥（至少 50 个字符）")
    return found or hashlib.sha256(f"demonstration {name}".encode()).hexdigest()


def _audit_key(*, demonstration: bool) -> str:
    found = _secret("DUIXIAN_AUDIT_KEY", demonstration=demonstration)
    if os.environ.get("DUIXIAN_AUDIT_KEY"):
        return found
    return base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()


def _database(address: str, data: Path) -> dict[str, object]:
    """The embedded database, or the PostgreSQL of an address postgresql://user:pass@host/name."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "office.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DUIXIAN_DATABASE 应形如 postgresql://用户:密码@主机:端口/库名")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or os.environ.get("PGHOST", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _oidc() -> tuple[str, str, str] | None:
    names = ("DUIXIAN_OIDC_ISSUER", "DUIXIAN_OIDC_CLIENT", "DUIXIAN_OIDC_SECRET")
    issuer, client, secret = (os.environ.get(name, "") for name in names)
    if not issuer:
        return None
    if not client or not secret:
        raise ImproperlyConfigured(f"统一身份认证要同时给出 {'、'.join(names)}")
    return issuer, client, secret
