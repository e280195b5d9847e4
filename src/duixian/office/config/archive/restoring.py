"""Puts an archive back: everything is checked first, then the database, then the folders."""

import hashlib
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from duixian.office.audit.services.record import Change, record
from duixian.office.audit.services.verify import Fault, verify
from duixian.office.common.actor import System
from duixian.office.config.archive.backing_up import SITE
from duixian.office.config.archive.database import (
    DUMP,
    in_use,
    is_empty,
    put_back,
    refuse_what_is_none,
)
from duixian.office.config.archive.files import places
from duixian.office.config.archive.manifest import MANIFEST, ArchiveError, Manifest, read
from duixian.office.config.jobs import is_working


def restore(path: Path, *, replace: bool) -> tuple[Manifest, list[Fault]]:
    """What was put back, and what the audit log says of itself; ArchiveError: nothing was changed.

    Without `replace` only an empty site is filled. Everybody has to sign in again.
    """
    _refuse_what_is_in_use(replace=replace)
    settings.DUIXIAN_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DUIXIAN_DATA, prefix=".restore-") as name:
        work = Path(name)
        manifest = _unpacked(path, work)
        _refuse_what_does_not_fit(manifest)
        refuse_what_is_none(work / DUMP)
        put_back(work / DUMP)
        _move_into_place(work)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    faults = list(verify())
    with transaction.atomic():
        Session.objects.all().delete()
        record(System(), "恢复备份", SITE, Change(after={"made_at": manifest.made_at}))
    return manifest, faults


def _refuse_what_is_in_use(*, replace: bool) -> None:
    if in_use() or is_working():
        raise ArchiveError(
            "网站或后台作业还开着数据库", "先停下 duixian-site 和 duixian-jobs 两个服务"
        )
    full = [str(each) for each in places().values() if each.is_dir() and any(each.iterdir())]
    if not is_empty():
        full.insert(0, "数据库")
    if full and not replace:
        advice = "确实要用备份换掉现有的资料时加 --replace；最好先给现有的资料做一份备份"
        raise ArchiveError(f"这里已经有资料：{'、'.join(full)}", advice)


def _unpacked(path: Path, work: Path) -> Manifest:
    """Everything in the archive is in the folder, and is what the manifest says."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            archive.extractall(work, filter="data")
    except (tarfile.TarError, EOFError, BadGzipFile, ValueError, zlib.error) as wrong:
        what = f"备份读不出来，不是 duixian office backup 写出的，或已损坏：{path}"
        raise ArchiveError(what, "换一份完整的备份") from wrong
    told = work / MANIFEST
    manifest = read(told.read_bytes() if told.is_file() else b"")
    faults = tuple(_faults(manifest, work))
    if faults:
        raise ArchiveError("备份与它的清单不符，没有恢复", "换一份完整的备份", faults)
    return manifest


def _faults(manifest: Manifest, work: Path) -> Iterator[str]:
    listed = {part.name for part in manifest.parts}
    if DUMP not in listed:
        yield "清单里没有数据库"
    for part in manifest.parts:
        file = work / part.name
        if not file.is_file():
            yield f"{part.name} 缺失"
            continue
        with file.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() != part.digest:
                yield f"{part.name} 被改过"
    present = {str(each.relative_to(work)) for each in work.rglob("*") if each.is_file()}
    yield from (f"{each} 不在清单里" for each in sorted(present - listed - {MANIFEST}))


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise ArchiveError(
            f"备份的数据库是 {manifest.vendor}，这里是 {connection.vendor}",
            "把 DUIXIAN_DATABASE 设成同一种数据库",
        )
    known = {".".join(each) for each in MigrationLoader(connection).disk_migrations}
    newer = sorted(set(manifest.migrations) - known)
    if newer:
        raise ArchiveError(
            f"备份来自更新的版本，这个版本不认得它的表：{'、'.join(newer)}", "先升级程序，再恢复"
        )


def _move_into_place(work: Path) -> None:
    for name, place in places().items():
        new = work / name
        new.mkdir(exist_ok=True)
        if place.exists():
            place.rename(work / f"{name}.old")
        shutil.move(str(new), place)
