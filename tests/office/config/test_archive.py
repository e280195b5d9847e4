"""A site is backed up, lost, and put back on a fresh machine; nothing broken is ever put back."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import uuid
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]
SETTLE = """
import django; django.setup()
from django.conf import settings
from django.utils import timezone
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.people.demonstration import settle
settle()
settings.DUIXIAN_UPLOADS.mkdir(parents=True)
(settings.DUIXIAN_UPLOADS / "证明.pdf").write_bytes(b"evidence")
(settings.DUIXIAN_UPLOADS / ".unfinished-1").write_bytes(b"half")
run = Run.objects.create(region="310112", on="2022-06-30", state="finished", firms=2, used={},
    created_at=timezone.now(), ended_at=timezone.now(), library="x")
result_of(run).mkdir(parents=True)
(result_of(run) / "summary.json").write_text("{}")
"""
SEEN = """
import django; django.setup()
from duixian.office.matching.models import Run
from duixian.office.people.models import Post
print(sorted(Post.objects.values_list("user__username", "organisation__name")), Run.objects.count())
"""
TRY = """
import django; django.setup()
from pathlib import Path
from duixian.office.config.archive.manifest import ArchiveError
from duixian.office.config.archive.restoring import restore
for path in {paths}:
    try:
        restore(Path(path), replace=False)
        print("restored")
    except ArchiveError as wrong:
        print(wrong.what.replace("\\n", " "), *wrong.faults)
"""


class Machine:
    """A site with settings, a database and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("DUIXIAN_")}
        self.environment = kept | {
            "DUIXIAN_DATA": str(self.data),
            "DUIXIAN_SECRET": "secret of a machine under test " * 2,
            "DUIXIAN_AUDIT_KEY": "A" * 43 + "=",
            "DUIXIAN_HOSTS": "fund.example",
            "DJANGO_SETTINGS_MODULE": "duixian.office.config.settings",
        }
        if server := os.environ.get("DUIXIAN_DATABASE"):
            name = f"machine_{uuid.uuid4().hex}"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            self.environment["DUIXIAN_DATABASE"] = f"{server.rpartition('/')[0]}/{name}"

    def office(self, *words: str) -> tuple[int, str]:
        ended = self._run(*DUIXIAN, "office", *words)
        return ended.returncode, ended.stdout + ended.stderr

    def python(self, script: str) -> str:
        ended = self._run(sys.executable, "-c", script)
        assert not ended.returncode, ended.stderr
        return ended.stdout

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def settled(tmp_path) -> Machine:
    """A machine with people, an upload and a finished run."""
    machine = Machine(tmp_path / "old")
    code, said = machine.office("migrate")
    assert code == 0, said
    machine.python(SETTLE)
    return machine


def rewritten(archive: Path, changed: dict[str, bytes], name: str = "changed.tar.gz") -> Path:
    """The same archive with other bytes in some of its files."""
    target = archive.with_name(name)
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for each in old:
            opened = old.extractfile(each)
            data = changed.get(each.name, opened.read() if opened else b"")
            each.size = len(data)
            new.addfile(each, BytesIO(data))
    return target


def consistent(archive: Path, name: str, data: bytes) -> dict[str, bytes]:
    """A manifest that fits another content of one of its files, and that content."""
    with tarfile.open(archive) as opened:
        told = opened.extractfile("manifest.json")
        assert told
        manifest = json.loads(told.read())
    part = next((each for each in manifest["parts"] if each["name"] == name), manifest["parts"][0])
    part |= {"name": name, "size": len(data), "digest": hashlib.sha256(data).hexdigest()}
    return {name: data, "manifest.json": json.dumps(manifest).encode()}


def test_a_lost_site_comes_back_whole_and_a_changed_backup_never(settled, tmp_path):
    archive = tmp_path / "backup.tar.gz"
    code, said = settled.office("backup", str(archive))
    assert code == 0, said
    assert "2 个文件" in said
    assert archive.stat().st_mode & 0o077 == 0
    code, said = settled.office("backup", str(archive))
    assert (code, "不会被覆盖" in said) == (3, True)
    before = settled.python(SEEN)
    assert "officer" in before

    fresh = Machine(tmp_path / "new")
    with tarfile.open(archive) as opened:
        told = opened.extractfile("manifest.json")
        assert told
        manifest = json.loads(told.read())
    manifest["migrations"].append("people.9999_from_the_future")
    code, said = fresh.office("restore", str(rewritten(archive, {"uploads/证明.pdf": b"forged"})))
    assert (code, "uploads/证明.pdf 被改过" in said) == (3, True), said
    wrong: tuple[tuple[dict[str, bytes], str], ...] = (
        ({"manifest.json": b"{}"}, "不是本系统的备份"),
        ({"manifest.json": json.dumps(manifest).encode()}, "people.9999_from_the_future"),
        (consistent(archive, "database", b"no database at all"), "读不出来|pg_restore 没有做成"),
        (consistent(archive, "../../outside", b"x"), "不是本系统的备份"),
    )
    paths = [rewritten(archive, changed, f"{n}.tar.gz") for n, (changed, _) in enumerate(wrong)]
    data = bytearray(archive.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    for name, content in (("bent", bytes(data)), ("short", archive.read_bytes()[:-2000])):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    lines = fresh.python(TRY.format(paths=[str(each) for each in paths])).splitlines()
    torn = "读不出来|清单损坏"
    reasons = [*(reason for _, reason in wrong), torn, torn]
    for reason, line in zip(reasons, lines, strict=True):
        assert re.search(reason, line), line
    assert not list(fresh.data.rglob("证明.pdf"))
    assert not list(fresh.data.rglob(".restore-*"))

    code, said = fresh.office("restore", str(archive))
    assert code == 0, said
    assert "全部相符" in said
    assert fresh.python(SEEN) == before
    assert (fresh.data / "uploads" / "证明.pdf").read_bytes() == b"evidence"
    assert len(list((fresh.data / "runs").rglob("summary.json"))) == 1
    assert not list(fresh.data.glob(".restore-*"))
    assert list((fresh.data / "static").rglob("tokens.*.css"))

    (fresh.data / "uploads" / "later.pdf").write_bytes(b"later")
    code, said = fresh.office("restore", str(archive))
    assert (code, "这里已经有资料：数据库" in said) == (3, True)
    assert (fresh.data / "uploads" / "later.pdf").exists()
    code, said = fresh.office("restore", "--replace", str(archive))
    assert code == 0, said
    assert fresh.python(SEEN) == before
    assert not (fresh.data / "uploads" / "later.pdf").exists()
