"""Finding one document inside a longer text, by its title and document number (文号).

A budget report may carry several policies among its annexes, and name each of them many times
before it prints it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from duixian.paper.lines import Line, lines
from duixian.paper.outline import Outline
from duixian.paper.reading import fold, kept

_NUMBER = re.compile(r"([\u4e00-\u9fff]+)\s*[〔\[(【]\s*(\d{4})\s*[〕\])】]\s*第?\s*(\d{1,5})\s*号")
_SENTENCE_MARK = re.compile(r"[。;，:]")
_FINISHED = re.compile(r"[。;:]\W*$|\d日\W*$")
_SECTION = re.compile(r"^\d+[-–.]\d+(?!\d)[.、\s]*")
_ANNEX = re.compile(r"^(?:附件|附录|附表)\s*[\d一二三四五六七八九十]*(?:[:.、\s]|$)")
_LONGEST_TITLE = 90
_LONGEST_HEAD = 4
_LIKENESS = 0.9


@dataclass(frozen=True, slots=True)
class Extract:
    """A document cut out of a text, with its first and last line there (counted from 1).

    `headed`: it stands under its own title or number; a text that names no document may be any.
    """

    text: str
    first_line: int
    last_line: int
    headed: bool = False


def find(text: str, title: str, number: str = "") -> Extract | None:
    """The document with this title and number, or None when the text does not hold it.

    The title may be the full one, which may differ by a word or two between prints, or some words
    of it with blanks between. The document begins after its title (and number) and ends before the
    next document's title, or an annex heading or numbered heading (4-3.) of the text that carries
    it. A text that names no document in its headings is taken to be the document itself, printed
    without its head.
    """
    read = lines(text)
    starts = _starts(read, title, number)
    if not starts and any(_headed_number(line) for line in read):
        return None
    cuts = [(start, _end(read, start, number)) for start in starts] or [(0, len(read))]
    begin, end = max(cuts, key=lambda cut: _substance(read[slice(*cut)]))
    if begin >= end:
        return None
    first, last = read[begin].number, read[end - 1].number
    return Extract("\n".join(text.splitlines()[first - 1 : last]), first, last, bool(starts))


def same_number(one: str, other: str) -> bool:
    """Whether two document numbers are one, whatever their brackets and widths.

    A title may run into the number behind it, so one issuer need only end with the other.
    """
    a, b = _NUMBER.search(fold(one)), _NUMBER.search(fold(other))
    if not a or not b or (a[2], int(a[3])) != (b[2], int(b[3])):
        return False
    return a[1].endswith(b[1]) or b[1].endswith(a[1])


def _starts(read: Sequence[Line], title: str, number: str) -> list[int]:
    """The lines at which the document may begin, those under the likeliest title first."""
    scored = []
    for i in range(len(read)):
        for size in (1, 2):
            head = read[i : i + size]
            if all(map(_is_title_like, head)):
                score = _likeness("".join(line.text for line in head), title, number)
                scored.append((score, -size, i))
    best = sorted((each for each in scored if each[0] >= _LIKENESS), reverse=True)
    titled = [_below_number(read, i - size, number) for _, size, i in best]
    return titled or [i + 1 for i, line in enumerate(read) if _is_number_line(line, number)]


def _below_number(read: Sequence[Line], i: int, number: str) -> int:
    return i + 1 if i < len(read) and _is_number_line(read[i], number) else i


def _is_number_line(line: Line, number: str) -> bool:
    return same_number(_headed_number(line), number)


def _is_title_like(line: Line) -> bool:
    short = len(line.text) <= _LONGEST_TITLE
    return short and not line.cells and not _SENTENCE_MARK.search(line.text)


def _likeness(words: str, title: str, number: str) -> float:
    """How like a title the words are, between 0 and 1; all words of the title weigh most."""
    plain = kept(_SECTION.sub("", words)).removesuffix(kept(number))
    wanted = [word for part in title.split() if (word := kept(part))]
    if not plain or not wanted:
        return 0
    whole = "".join(wanted)
    if all(word in plain for word in wanted):
        return _LIKENESS + (1 - _LIKENESS) * min(1, len(whole) / len(plain))
    return SequenceMatcher(None, plain, whole, autojunk=False).ratio()


def _headed_number(line: Line) -> str:
    """The number of the document that this line heads; it ends the line. Empty when none."""
    found = _NUMBER.search(line.text) if _is_title_like(line) else None
    if not found or line.text[found.end() :].strip():
        return ""
    before = line.text[: found.start()]
    return "" if "《" in before or before.endswith("(") else found.group()


def _end(read: Sequence[Line], start: int, number: str) -> int:
    annexed = any(line.heading and _ANNEX.match(line.text) for line in read[:start])
    for i in range(start, len(read)):
        line = read[i]
        if line.heading and _SECTION.match(line.text):
            return i
        if annexed and _ANNEX.match(line.text):
            return i
        other = _headed_number(line)
        if other and not same_number(other, number):
            head = _head(read, i, start)
            if head is not None:
                return head
    return len(read)


def _head(read: Sequence[Line], i: int, start: int) -> int | None:
    """The first line of the head that line i belongs to; None when no sentence ends before it."""
    for first in range(i, max(start, i - _LONGEST_HEAD), -1):
        if _FINISHED.search(read[first - 1].text):
            return first
        if not _is_title_like(read[first - 1]):
            return None
    return None


def _substance(read: Sequence[Line]) -> int:
    """How much of a document this is: its articles, items and rows. A table of contents has few."""
    outline, count = Outline(), 0
    for line in read:
        if line.cells:
            count += 1
        elif outline.opens(line.text):
            outline.open(line.text)
            count += 1
    return count
