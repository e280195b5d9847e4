"""The texts a library is read from, by file name: shared ground and one file a policy.

A policy file is named by the first day of the policy and its number, so that the order in which
policies stand, which decides where nothing else does, is the order in which they came into force.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duixian.office.library.models import Foundation, PolicyVersion
from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode

POLICY, CASES = "policy.yaml", "cases.yaml"
PROPOSED = "提出的文件"
_KEPT = 32
"""How many files a process keeps the name of: about as many as a district has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one policy: its file, its cases, and the official text or nothing."""

    policy: str
    cases: str = ""
    official: str = ""

    @property
    def sha256(self) -> str:
        """The digest of all three, in hexadecimal."""
        return digest(self.policy, self.cases, self.official)

    @property
    def number(self) -> str:
        """The number its policy file names; empty while it cannot be read."""
        return _named(self.policy)[0]

    @property
    def folder(self) -> str:
        """Where its file is put among the others; a name of its own while it cannot be read."""
        number, start = _named(self.policy)
        return folder_of(start, number) if start and number else PROPOSED


@lru_cache(maxsize=_KEPT)
def _named(policy: str) -> tuple[str, date | None]:
    """The number and the first day that a policy file names."""
    root, _ = read_tree(policy, POLICY)
    if not isinstance(root, MappingNode):
        return "", None
    fields = Fields(root)
    term = fields.below("in_force")
    return fields.text("policy"), term.day("from") if term else None


def folder_of(in_force_from: date, number: str) -> str:
    """The folder of a policy."""
    return f"{in_force_from.isoformat()} {number}"


def draft_of(version: PolicyVersion) -> Draft:
    """The texts of a version."""
    return Draft(version.policy_text, version.cases_text, version.official_text)


def ground(foundation: Foundation) -> dict[str, str]:
    """The files every library begins with."""
    return {"facts.yaml": foundation.facts, "library.yaml": foundation.catalogues}


def files_of(foundation: Foundation, versions: Iterable[PolicyVersion]) -> dict[str, str]:
    """Everything a library of these versions is read from."""
    files = ground(foundation)
    for version in versions:
        files |= policy_files(folder_of(version.in_force_from, version.number), draft_of(version))
    return files


def policy_files(folder: str, draft: Draft) -> dict[str, str]:
    """The files of one policy."""
    cases = {f"{folder}/{CASES}": draft.cases} if draft.cases else {}
    return {f"{folder}/{POLICY}": draft.policy, **cases}


def digest(*texts: str) -> str:
    """SHA-256 over texts, each with its length, in hexadecimal."""
    total = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
