"""What an archive says about itself: what is in it, of which version, with which digests."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

FORMAT = "duixian.office-backup/1"
MANIFEST = "manifest.json"


class ArchiveError(Exception):
    """Backing up or restoring came to nothing; `faults` are all that was found."""

    def __init__(self, what: str, advice: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the archive: its name there, bytes, and SHA-256 in hexadecimal."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`vendor` is the kind of database; `migrations` are those applied, as app.name.

    `entries` is how many rows the audit log had.
    """

    made_at: str
    vendor: str
    migrations: tuple[str, ...]
    entries: int
    parts: tuple[Part, ...]

    def written(self) -> bytes:
        """As it stands in the archive."""
        told = {"format": FORMAT, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> Manifest:
    """The manifest of an archive; ArchiveError where it is none of ours."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("format") == FORMAT:
            parts = tuple(Part(**each) for each in told.pop("parts"))
            made = Manifest(migrations=tuple(told.pop("migrations")), parts=parts, **told)
            if _is_sound(made):
                return made
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise ArchiveError(
        "这不是本系统的备份，或者清单损坏", "换一份用 duixian office backup 做的备份"
    )


def _is_sound(made: Manifest) -> bool:
    """Whether everything is of its kind, and no part lies outside of the archive."""
    texts = (made.made_at, made.vendor, *made.migrations)
    parts = (text for part in made.parts for text in (part.name, part.digest))
    return (
        all(isinstance(each, str) for each in (*texts, *parts))
        and isinstance(made.entries, int)
        and not any({"..", "/"} & set(PurePosixPath(part.name).parts) for part in made.parts)
    )
