"""The digest of an audit row: canonical text of all its fields, hashed together with the last."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes

from duixian.office.audit.models import Entry

ALGORITHMS = ("sha256", "sm3")
_COVERED = (
    "number",
    "user",
    "user_name",
    "role",
    "organisation",
    "region",
    "deputy_for",
    "verb",
    "subject_kind",
    "subject_id",
    "subject_name",
    "before",
    "after",
    "reason",
    "algorithm",
    "previous",
)


def digest_of(entry: Entry, number: int | None = None) -> str:
    """The digest the row should have, in hexadecimal; `number` asks as if it stood elsewhere."""
    fields: dict[str, Any] = {name: getattr(entry, name) for name in _COVERED}
    fields["at"] = entry.at.isoformat()
    if number is not None:
        fields["number"] = number
    return hashed(canonical(fields), entry.algorithm)


def canonical(values: Mapping[str, Any]) -> str:
    """One text for the same values, whatever their order."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hashed(text: str, algorithm: str) -> str:
    """The hash of a text; ValueError for an algorithm that is not known."""
    data = text.encode()
    if algorithm == "sha256":
        return hashlib.sha256(data).hexdigest()
    if algorithm == "sm3":
        sm3 = hashes.Hash(hashes.SM3())
        sm3.update(data)
        return sm3.finalize().hex()
    raise ValueError(f"没有摘要算法 {algorithm}，可用 {'、'.join(ALGORITHMS)}")
