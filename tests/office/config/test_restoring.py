"""What is no backup is told apart from what cannot be read."""

import pytest

from duixian.cli.failures import os_message
from duixian.office.config.archive import restoring
from duixian.office.config.archive.manifest import ArchiveError


@pytest.fixture(autouse=True)
def idle(settings, tmp_path, monkeypatch):
    """A site that nothing keeps open."""
    settings.DUIXIAN_DATA = tmp_path / "data"
    monkeypatch.setattr(restoring, "_refuse_what_is_in_use", lambda **_: None)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08 broken"])
def test_a_file_that_is_no_backup_is_said_in_chinese(content, tmp_path):
    path = tmp_path / "backup.tar.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError) as told:
        restoring.restore(path, replace=True)
    assert told.value.what == f"备份读不出来，不是 duixian office backup 写出的，或已损坏：{path}"


def test_a_folder_in_place_of_a_backup_is_said_as_such(tmp_path):
    with pytest.raises(IsADirectoryError) as told:
        restoring.restore(tmp_path, replace=True)
    assert os_message(told.value) == f"{tmp_path}：这是文件夹，不是文件"
