"""The lines of a text without heading marks, bold, tags, rules and page numbers."""

import html
import re
from dataclasses import dataclass

from duixian.paper.reading import compact, fold

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_LEAD = re.compile(r"^\s*(?:>\s*)+|^\s*[-*+•]\s+(?=\S)")
_RULE = re.compile(r"^[\s\-—_=*|:]*$")
_PAGE = re.compile(
    r"^[-—–·~\s]*\d{1,4}[-—–·~\s]*$|^第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?$|^\d+\s*/\s*\d+$"
)
_PIPED = re.compile(r"\|(.+)\|")
_UNIT_FIRST = re.compile(r"^\s*(?:[万亿]|元|%|‰|平方米)")
_NUMBER_LAST = re.compile(r"[\d.一二两三四五六七八九十百千万亿]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something. `cells` is empty unless the line is a row of a table."""

    number: int
    text: str
    heading: bool = False
    cells: tuple[str, ...] = ()


def lines(text: str) -> tuple[Line, ...]:
    """All lines that say something, numbered from 1 as in the text.

    A lone number is a page number, unless it is the number of an amount whose unit begins the
    next line.
    """
    found = [line for n, raw in enumerate(text.splitlines(), 1) if (line := _read(n, raw))]
    return tuple(line for i, line in enumerate(found) if not _is_page_number(found, i))


def _read(number: int, raw: str) -> Line | None:
    plain = html.unescape(_TAG.sub(" ", raw.replace("\t", "\0"))).replace("**", "")
    heading = bool(_HEADING.match(plain))
    plain = _LEAD.sub("", _HEADING.sub("", plain))
    cells = _cells(plain)
    words = compact(plain.replace("\0", " "))
    if _RULE.match(words):
        return None
    return Line(number, words, heading, cells)


def _cells(plain: str) -> tuple[str, ...]:
    if "\0" in plain:
        return tuple(compact(cell) for cell in plain.split("\0"))
    if found := _PIPED.fullmatch(plain.strip()):
        return tuple(compact(cell) for cell in found[1].split("|"))
    return ()


def _is_page_number(found: list[Line], i: int) -> bool:
    if found[i].cells or not _PAGE.match(fold(found[i].text)):
        return False
    before = found[i - 1].text if i else ""
    after = found[i + 1].text if i + 1 < len(found) else ""
    return not (_UNIT_FIRST.match(after) and not _NUMBER_LAST.search(before))
