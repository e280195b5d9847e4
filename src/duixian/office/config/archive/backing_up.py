"""Writes the archive: the database first, then the files it may speak of, the manifest last."""

import hashlib
import tarfile
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from duixian.office.audit.models import Head
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import System
from duixian.office.config.archive.database import DUMP, take_out
from duixian.office.config.archive.files import kept
from duixian.office.config.archive.manifest import MANIFEST, ArchiveError, Manifest, Part

SITE = Subject("网站", "", "全站资料", "")


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """What the file gives."""
        data = self.file.read(size)
        self.hash.update(data)
        return data


def back_up(path: Path) -> Manifest:
    """Write the archive to a file that is not there yet; ArchiveError says why not."""
    migrations = sorted(MigrationRecorder(connection).applied_migrations())
    if not migrations:
        raise ArchiveError("数据库还是空的，没有什么可备份", "先运行 duixian office migrate")
    with tempfile.TemporaryDirectory(dir=path.parent) as work:
        dump = Path(work) / DUMP
        with transaction.atomic():
            record(System(), "备份", SITE, Change(after={"file": path.name}))
        entries = Head.objects.get(pk=1).number
        take_out(dump)
        with tarfile.open(path, "w:gz", compresslevel=1) as archive:
            files = [(DUMP, dump), *kept()]
            made = Manifest(
                datetime.now(UTC).isoformat(timespec="seconds"),
                connection.vendor,
                tuple(".".join(each) for each in migrations),
                entries,
                tuple(_added(archive, name, file) for name, file in files),
            )
            written = made.written()
            told = tarfile.TarInfo(MANIFEST)
            told.size = len(written)
            archive.addfile(told, BytesIO(written))
    return made


def _added(archive: tarfile.TarFile, name: str, file: Path) -> Part:
    told = archive.gettarinfo(str(file), name)
    told.mode, told.uid, told.gid, told.uname, told.gname = 0o600, 0, 0, "", ""
    with file.open("rb") as opened:
        hashing = _Hashing(opened)
        archive.addfile(told, hashing)
    return Part(name, told.size, hashing.hash.hexdigest())
