from pathlib import Path

import pytest

from duixian.paper.files import read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes("第一条 支持创新。".encode(encoding))
    assert read_text(path) == "第一条 支持创新。"


@pytest.mark.parametrize("data", [b"\x00\x01PK", b"\xff\xff\xff"])
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "policy.docx"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"policy\.docx.*UTF-8"):
        read_text(path)


def test_a_file_without_end_is_refused_and_not_read_to_its_end() -> None:
    with pytest.raises(ValueError, match=r"/dev/zero：超过 50 MB"):
        read_text(Path("/dev/zero"))
