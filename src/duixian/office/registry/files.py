"""Files handed in, kept under the hash of their content: nothing that came in is lost."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from django.conf import settings

LONGEST_NAME = 200
"""Bytes of a file's name; a file system takes 255."""
ALLOWED = (".xlsx", ".xlsm", ".parquet", ".csv")


class Upload(Protocol):
    """A file as a browser sends it."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Its content, piece by piece."""


def keep(uploads: Sequence[Upload]) -> str:
    """Keep files together; the digest of all their names and contents.

    FileExistsError where two have one name.
    """
    root: Path = settings.DUIXIAN_UPLOADS
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=root))
    try:
        lines = sorted(f"{_save(each, folder)} {_name(each)}" for each in uploads)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        with suppress(OSError):  # kept before, or by another at this moment
            folder.rename(root / digest)
        (root / digest).stat()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return digest


def kept(digest: str) -> Path:
    """What was kept: the file where it was one, else the folder of all."""
    folder: Path = settings.DUIXIAN_UPLOADS / digest
    files = sorted(folder.iterdir())
    return files[0] if len(files) == 1 and files[0].suffix.lower().startswith(".xls") else folder


def first_of(digest: str) -> Path:
    """The only file of those that were kept one by one."""
    folder: Path = settings.DUIXIAN_UPLOADS / digest
    return next(folder.iterdir())


def _save(upload: Upload, folder: Path) -> str:
    digest = hashlib.sha256()
    with (folder / _name(upload)).open("xb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _name(upload: Upload) -> str:
    """The last part of the name, its end where it is long; a browser may send a path."""
    name = Path((upload.name or "").replace("\\", "/")).name
    return name.encode()[-LONGEST_NAME:].decode(errors="ignore") or "文件"
