"""The provider of identities, as the settings need it."""

from typing import Any
from urllib.parse import urlsplit

PROVIDER = "sso"
"""The name of the provider in addresses."""
NAME = "统一身份认证"
Told = tuple[str, str, str] | None
"""Issuer, client and secret; None where there is no provider."""


def identity_provider(told: Told) -> dict[str, Any]:
    """What the library that speaks OpenID Connect is told; nothing without a provider."""
    if told is None:
        return {}
    issuer, client, secret = told
    application = {
        "provider_id": PROVIDER,
        "name": NAME,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [application]}}


def origin_of(told: Told) -> list[str]:
    """Where the sign-in form may lead besides the site itself."""
    if told is None:
        return []
    parts = urlsplit(told[0])
    return [f"{parts.scheme}://{parts.netloc}"]
