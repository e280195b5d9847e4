"""Signs the end of the chain once a day, so that a log rewritten as a whole is found out too."""

import base64
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction

from duixian.office.audit.models import Head, Seal

_BYTES = 32


class KeyUnusableError(Exception):
    """The site's key for seals is none."""


def seal(day: date) -> Seal:
    """The signed digest of the day; made once, later calls give the same. KeyUnusableError."""
    key = _key()
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        found = Seal.objects.filter(day=day).first()
        if found is not None:
            return found
        made = Seal(day=day, number=head.number, digest=head.digest)
        made.key = key.public_key().public_bytes_raw().hex()
        made.signature = key.sign(_signed(made)).hex()
        made.save(force_insert=True)
        return made


def is_signed(made: Seal) -> bool:
    """Whether the seal carries a valid signature of the site's own key. KeyUnusableError."""
    if _key().public_key().public_bytes_raw().hex() != made.key:
        return False
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(made.key))
    try:
        public.verify(bytes.fromhex(made.signature), _signed(made))
    except (InvalidSignature, ValueError):
        return False
    return True


def _key() -> Ed25519PrivateKey:
    try:
        key = base64.b64decode(settings.DUIXIAN_AUDIT_KEY, validate=True)
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise KeyUnusableError(f"DUIXIAN_AUDIT_KEY 不是 {_BYTES} 字节的 Base64")
    return Ed25519PrivateKey.from_private_bytes(key)


def _signed(made: Seal) -> bytes:
    return f"{made.day.isoformat()}|{made.number}|{made.digest}".encode()
