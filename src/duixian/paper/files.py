"""Official texts from disk."""

from pathlib import Path

MOST_BYTES = 50 * 2**20


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030.

    Raises OSError when the file cannot be read, and ValueError with a message for the user when
    it is no text.
    """
    with path.open("rb") as file:
        return decoded(file.read(MOST_BYTES + 1), str(path))


def decoded(data: bytes, name: str) -> str:
    """The text of bytes in UTF-8 or GB18030; ValueError names the file when they are no text."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{name}：超过 {MOST_BYTES // 2**20} MB，不像是一份政策文本")
    if b"\0" in data:
        raise ValueError(f"{name}：不是文本文件。请先把文件另存为纯文本（UTF-8 或 GB18030）")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"{name}：既不是 UTF-8 也不是 GB18030 编码的文本。请另存为 UTF-8 后重试")
