"""Finding one document inside a longer text, by its title and document number (文号).

A budget report may carry several policies among its annexes, and name each of them many times before it prints it.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from duixian.paper.lines import Line, lines
from duixian.paper.outline import Outline
from duixian.paper.reading import fold, kept

_NUMBER = re.compile(r"([\u4e00-\u9fff]+)\s*[〔\[(【]\s*(\d{4})\s*[〕\])】]\s*第?\s*(\d+)\s*号")
_SENTENCE_MARK = re.compile(r"[。;，:]")
_FINISHED = re.compile(r"[。;:]\W*$|\d日\W*$")
_SECTION = re.compile(r"^\d+[-–.]\d+(?!\d)[.、\s]*")
_ANNEX = re.compile(r"^(?:附件|附录|附表)\s*[\d一二三四五六七八九十]*(?:[:.、\s]|$)")
_LONGEST_TITLE = 90
_LIKENESS = 0.9


@dataclass(frozen=True, slots=True)
class Extract:
    """A document cut out of a text: its own words, and the lines of the text (from 1) between which it stands."""

    text: str
    first_line: int
    last_line: int


def find(text: str, title: str, number: str = "") -> Extract | None:
    """The document with this title and number, or None when the text does not hold it.

    It begins after its title (and number) and ends before the next document's title, an annex heading or a numbered
    heading (4-3.) of the text that carries it. A text that names no document at all in its headings is taken to be the
    document itself, printed without its head. Titles may differ by a word or two between prints.
    """
    read = lines(text)
    starts = _starts(read, title, number)
    if not starts and any(_own_number(line) for line in read):
        return None
    cuts = [_cut(read, start, number) for start in starts] or [(0, len(read))]
    begin, end = max(cuts, key=lambda cut: _articles(read[slice(*cut)]))
    if begin >= end:
        return None
    raw = text.splitlines()
    first, last = read[begin].number, read[end - 1].number
    return Extract("\n".join(raw[first - 1 : last]), first, last)


def same_number(one: str, other: str) -> bool:
    """Whether two document numbers are one, whatever their brackets and widths."""
    first, second = _NUMBER.search(fold(one)), _NUMBER.search(fold(other))
    return bool(first and second and _same(first, second))


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    """A title may run into the number behind it, so one issuer need only end with the other."""
    issuers = one[1].endswith(other[1]) or other[1].endswith(one[1])
    return issuers and one[2] == other[2] and int(one[3]) == int(other[3])


def _starts(read: tuple[Line, ...], title: str, number: str) -> list[int]:
    """The lines after which the document may begin, those whose title is most like it first."""
    scored = []
    for i, line in enumerate(read):
        for size in (1, 2):
            if all(_is_title_like(each) for each in read[i : i + size]):
                score = _likeness("".join(each.text for each in read[i : i + size]), title, number)
                scored.append((score, -size, i))
    best = sorted((s for s in scored if s[0] >= _LIKENESS), reverse=True)
    titles = [_after_number(read, i - size, number) for _, size, i in best]
    return titles or [
        i + 1 for i, line in enumerate(read) if number and _is_number_line(line, number)
    ]


def _after_number(read: tuple[Line, ...], i: int, number: str) -> int:
    return i + 1 if number and i < len(read) and _is_number_line(read[i], number) else i


def _is_number_line(line: Line, number: str) -> bool:
    own = _own_number(line)
    return own is not None and same_number(own, number)


def _is_title_like(line: Line) -> bool:
    return (
        not line.cells and len(line.text) <= _LONGEST_TITLE and not _SENTENCE_MARK.search(line.text)
    )


def _likeness(words: str, title: str, number: str) -> float:
    plain = kept(_SECTION.sub("", words)).removesuffix(kept(number))
    return SequenceMatcher(None, plain, kept(title), autojunk=False).ratio()


def _own_number(line: Line) -> str | None:
    """The number of the document whose head this line belongs to: it ends the line, and the line is no sentence."""
    if not _is_title_like(line):
        return None
    found = _NUMBER.search(line.text)
    if not found or line.text[found.end() :].strip():
        return None
    before = line.text[: found.start()]
    return found.group() if "《" not in before and not before.endswith("(") else None


def _cut(read: tuple[Line, ...], start: int, number: str) -> tuple[int, int]:
    annexed = any(line.heading and _ANNEX.match(line.text) for line in read[:start])
    for i in range(start, len(read)):
        line = read[i]
        if line.heading and _SECTION.match(line.text) or annexed and _ANNEX.match(line.text):
            return start, i
        own = _own_number(line)
        if own and not same_number(own, number):
            first = _head_of(read, i, start)
            if first is not None:
                return start, first
    return start, len(read)


def _head_of(read: tuple[Line, ...], i: int, start: int) -> int | None:
    """The first line of the head to which line i belongs, if what stands before it is finished."""
    for first in range(i, max(start, i - 4), -1):
        if _FINISHED.search(read[first - 1].text):
            return first
        if not _is_title_like(read[first - 1]):
            return None
    return None


def _articles(read: tuple[Line, ...]) -> int:
    outline, count = Outline(), 0
    for line in read:
        if not line.cells and outline.opens(line.text):
            outline.open(line.text)
            count += 1
    return count + sum(1 for line in read if line.cells)
