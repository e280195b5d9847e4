"""Files that are no workbook, or must not be unpacked."""

import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.intake.workbook import container, scan
from duixian.intake.workbook.container import ENCRYPTED, OLE
from duixian.intake.workbook.reading import read_workbook
from tests.intake.books import FIRM_HEADER, VOCABULARY, write_book

SHEET = "xl/worksheets/sheet1.xml"
PIECES = (
    '<row r="1">',
    "</row>",
    "<row>",
    '<row r="x"/>',
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="A1" t="s"><v>99</v></c>',
    '<c r="A0"><v>1</v></c>',
    '<c r="ZZZZ9"><v>1</v></c>',
    '<c t="inlineStr"><is><t>企业</t></is></c>',
    '<c r="B2" t="e"><v>#N/A</v></c>',
    '<c r="B2"><f>1+1</f></c>',
    '<c r="C1" s="9999"><v>1e999</v></c>',
    '<c r="C1" s="-1"><v>x</v></c>',
    '<c r="C1" t="d"><v>2021</v></c>',
    '<mergeCells><mergeCell ref="A1:B"/></mergeCells>',
    '<row r="99999999999999999999"><c><v>1</v></c></row>',
    "&amp;",
)


def _sound() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write_book(Path(folder) / "a.xlsx", {"企业": [FIRM_HEADER]}).read_bytes()


SOUND = _sound()


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


def test_a_sheet_full_of_errors_is_refused_before_all_of_them_are_noted(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "MAX_FLAWS", 2)
    cells = "".join(f'<c r="{column}1" t="e"><v>#N/A</v></c>' for column in "ABC")
    content = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    _, problems = read_workbook(rewritten(sound, SHEET, content.encode()), VOCABULARY)
    assert [problem.what.partition("超过")[0] for problem in problems] == [
        "错误值、没有算出的公式和合并的单元格"
    ]


def test_declared_entities_are_refused(sound: Path) -> None:
    content = b'<!DOCTYPE a [<!ENTITY b "bb">]><worksheet>&b;</worksheet>'
    assert refusal(rewritten(sound, SHEET, content)) == "workbook-unsafe"


def test_declarations_are_refused_in_every_part(sound: Path) -> None:
    content = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><styleSheet/>'
    assert refusal(rewritten(sound, "xl/styles.xml", content)) == "workbook-unsafe"


@pytest.mark.parametrize("name", ["名册.xls", "名册.ods", "名册"])
def test_a_sound_workbook_is_read_under_any_name(sound: Path, name: str) -> None:
    register, problems = read_workbook(sound.rename(sound.with_name(name)), VOCABULARY)
    assert register is not None
    assert not problems


def test_broken_xml_is_refused(sound: Path) -> None:
    assert refusal(rewritten(sound, SHEET, b"<worksheet><sheetData>")) == "workbook-broken"


def test_a_file_larger_than_the_limit_is_not_opened(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MAX_FILE", 100)
    assert refusal(sound) == "workbook-too-large"


@given(data=st.data())
def test_a_damaged_file_is_a_finding_never_a_crash(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "名册.xlsx"
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    path.write_bytes(content if data.draw(st.booleans()) else content[:cut])
    register, problems = read_workbook(path, VOCABULARY)
    assert register is not None or problems


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_sheet_of_any_xml_is_a_finding_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    path = tmp_path_factory.mktemp("odd") / "名册.xlsx"
    path.write_bytes(SOUND)
    body = "".join(pieces)
    rewritten(path, SHEET, f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode())
    register, problems = read_workbook(path, VOCABULARY)
    assert register is not None or problems
