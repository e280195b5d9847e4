"""The official's own paragraphs with their figures put in: {表1 合计 预算申报数} is that cell."""

import re
from collections.abc import Iterator

from duixian.fund.why import Answer, NoSuch, find
from duixian.fund.work.book import Book

_PLACE = re.compile(r"\{([^{}]*)\}")
_TYPED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)? ?(?:亿元|万元|元|家|个|项|条|分|%)")
_PIECES = 3


def filled(paragraph: str, book: Book) -> str:
    """The paragraph with every placeholder replaced by what its table prints.

    A placeholder that leads nowhere stays as it is; the checks name it.
    """

    def text_of(match: re.Match[str]) -> str:
        found = _cell(match[1], book)
        return found.cell.text if isinstance(found, Answer) else match[0]

    return _PLACE.sub(text_of, paragraph)


def lost(paragraph: str, book: Book) -> Iterator[tuple[str, NoSuch]]:
    """The placeholders that lead nowhere, and what there is instead."""
    for match in _PLACE.finditer(paragraph):
        found = _cell(match[1], book)
        if isinstance(found, NoSuch):
            yield match[0], found


def typed(paragraph: str) -> tuple[str, ...]:
    """Figures written by hand where a placeholder should stand."""
    return tuple(_TYPED.findall(_PLACE.sub("", paragraph)))


def _cell(address: str, book: Book) -> Answer | NoSuch:
    pieces = address.split()
    if len(pieces) != _PIECES:
        return NoSuch("占位应写「表 行 列」，以空格分开", ("{表1 合计 预算申报数}",))
    return find(book, *pieces)
