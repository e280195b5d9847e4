"""Files that are no workbook, or must not be unpacked."""

import struct
import zipfile
from pathlib import Path

import pytest

from duixian.intake.workbook import container
from duixian.intake.workbook.container import ENCRYPTED, OLE
from duixian.intake.workbook.reading import read_workbook
from tests.intake.books import FIRM_HEADER, VOCABULARY, write_book

SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    register, problems = read_workbook(path, VOCABULARY)
    assert register is None
    (problem,) = problems
    assert str(problem.place).startswith(path.name)
    return problem.code


def rewritten(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_book(tmp_path / "名册.xlsx", {"企业": [FIRM_HEADER]})


def test_a_sound_workbook_is_not_refused(sound: Path) -> None:
    register, problems = read_workbook(sound, VOCABULARY)
    assert register is not None
    assert not problems


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook-empty"),
        ("统一社会信用代码,名称\n".encode(), "workbook-not"),
        (b"<html><table></table></html>", "workbook-not"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "workbook-old"),
        (OLE + b"\0" * 2**20 + ENCRYPTED + b"\0" * 9, "workbook-password"),
        (b"PK\3\4 cut off", "workbook-broken"),
    ],
)
def test_what_is_no_workbook_is_told_by_its_content(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize(
    ("member", "code"), [("说明.txt", "workbook-not"), ("xl/workbook.bin", "workbook-binary")]
)
def test_another_kind_of_archive_is_no_workbook(tmp_path: Path, member: str, code: str) -> None:
    path = tmp_path / "名册.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert refusal(path) == code


def test_a_zip_bomb_is_refused_before_it_is_unpacked(sound: Path) -> None:
    assert refusal(rewritten(sound, "xl/media/a.bin", b"\0" * (65 * 2**20))) == "workbook-bomb"


def test_a_bomb_that_lies_about_its_size_is_refused_too(sound: Path) -> None:
    rewritten(sound, "xl/media/a.bin", b"\0" * (65 * 2**20))
    data = bytearray(sound.read_bytes())
    size = struct.pack("<I", 65 * 2**20)
    assert data.count(size) == 2
    sound.write_bytes(data.replace(size, struct.pack("<I", 10)))
    assert refusal(sound) == "workbook-broken"


def test_a_cell_far_away_does_not_take_all_memory(sound: Path) -> None:
    content = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert refusal(rewritten(sound, SHEET, content)) == "sheet-too-large"


def test_declared_entities_are_refused(sound: Path) -> None:
    content = b'<!DOCTYPE a [<!ENTITY b "bb">]><worksheet>&b;</worksheet>'
    assert refusal(rewritten(sound, SHEET, content)) == "workbook-unsafe"


def test_broken_xml_is_refused(sound: Path) -> None:
    assert refusal(rewritten(sound, SHEET, b"<worksheet><sheetData>")) == "workbook-broken"


def test_a_file_larger_than_the_limit_is_not_opened(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MAX_FILE", 100)
    assert refusal(sound) == "workbook-too-large"
