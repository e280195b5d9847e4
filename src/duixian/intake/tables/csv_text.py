"""CSV files as text that the database reads: in UTF-8, every row as wide as the headers."""

import codecs
import csv
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from duixian.intake.tables.source import Refused
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.problems import Problem, error

BLOCK = 2**22
ENCODINGS = ("utf-8-sig", "gb18030")
_BLANK_LINES = (b"\n\n", b"\n\r\n", b"\r\r")


@dataclass(frozen=True, slots=True)
class Text:
    """A CSV file in UTF-8: `path` is itself, or a copy where its encoding was another."""

    path: Path
    headers: tuple[str, ...]
    has_blank_lines: bool


def read_text(path: Path, place: CellPlace, copy: Path) -> Text | Problem:
    """The file in UTF-8; GB18030 is written anew to `copy`. Raises `OSError`."""
    for encoding in ENCODINGS:
        try:
            text, blank = _decoded(path, encoding, copy)
            return Text(text, _headers(text), blank)
        except UnicodeDecodeError:
            continue
        except csv.Error:
            return broken_quotes(place.at(1))
    what = "既不是 UTF-8 也不是 GB18030 编码的文本"
    return error("file-encoding", place, "", what, instead="另存为 CSV UTF-8（逗号分隔）")


def broken_quotes(place: CellPlace) -> Problem:
    """That the rows of a CSV file cannot be told apart."""
    what = "引号没有配对，或行尾写法混乱"
    instead = "含逗号、换行或引号的内容整格加双引号，格里的引号写两个；或重新另存为 CSV UTF-8"
    return error("table-broken", place, "", what, instead=instead)


def _decoded(path: Path, encoding: str, copy: Path) -> tuple[Path, bool]:
    """Go through the file once: whether the encoding is its own, whether lines are blank."""
    is_ours = encoding == ENCODINGS[0]
    decoder = codecs.getincrementaldecoder(encoding)()
    blank, tail = False, b""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        sink = None if is_ours else stack.enter_context(copy.open("wb"))
        while block := file.read(BLOCK):
            seen = tail + block
            blank = blank or any(line in seen for line in _BLANK_LINES)
            tail = seen[-2:]
            text = decoder.decode(block)
            if sink is not None:
                sink.write(text.encode("utf-8"))
        decoder.decode(b"", final=True)
    return (path if is_ours else copy), blank


def _headers(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(title.strip() for title in next(csv.reader(file, strict=True), ()))


def made_even(
    text: Text, place: CellPlace, copy: Path
) -> tuple[Path, tuple[Refused, ...]] | Problem:
    """A copy in which every row has a cell a header, and the rows that have more.

    Short rows and blank lines become rows with empty cells, as a spreadsheet shows them.
    """
    width = len(text.headers)
    refused: list[Refused] = []
    with (
        text.path.open(encoding="utf-8-sig", newline="") as file,
        copy.open("w", encoding="utf-8", newline="") as sink,
    ):
        reader, writer = csv.reader(file, strict=True), csv.writer(sink)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                if any(cell.strip() for cell in row[width:]):
                    what = f"有 {len(row)} 格，表头只有 {width} 列；含逗号的内容要加引号"
                    refused.append(Refused(number, 0, "", what, f"{width} 格"))
                writer.writerow([*row, *[""] * (width - len(row))][:width])
        except csv.Error:
            return broken_quotes(place.at(number + 1))
    return copy, tuple(refused)
