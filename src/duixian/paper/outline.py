"""Which lines open a chapter, article or item, and where in the document that puts what follows."""

import re
from dataclasses import dataclass, field

from duixian.paper.addresses import Address, Level, Part
from duixian.paper.numerals import CHINESE, chinese_number

_B = r"\s*"
_HAN = rf"[{CHINESE}]+"
_NUMBER = rf"(?:{_HAN}|\d+)"
_MARKS = (
    (Level.BOOK_CHAPTER, re.compile(rf"第{_B}({_HAN}|\d+){_B}章{_B}")),
    (Level.SECTION, re.compile(rf"第{_B}({_HAN}|\d+){_B}节{_B}")),
    (
        Level.ARTICLE,
        re.compile(
            rf"第{_B}({_HAN}|\d+){_B}条(?!第(?!{_NUMBER}条)|[款的之、，。;]|规定|所[列述称]|[至和或]第)"
            rf"{_B}[、:]?"
        ),
    ),
    (Level.CHAPTER, re.compile(rf"({_HAN}){_B}、(?!{_HAN}[、等])")),
    (Level.ITEM, re.compile(rf"\({_B}({_HAN}){_B}\)[、.]?")),
    (Level.SUBPOINT, re.compile(rf"\({_B}(\d{{1,2}}){_B}\)[、.]?")),
    (Level.POINT, re.compile(r"(\d{1,2})\s*[.、)](?!\d)")),
    (Level.ANNEX, re.compile(r"附件\s*(\d+|[一二三四五六七八九十]+)?(?=[:\s]|$)[:\s]*")),
)
_SUPPLEMENT = re.compile(r"附\s*则(?=[:\s本第]|$)[:\s]*")
_ABOVE_ARTICLES = (Level.ANNEX, Level.BOOK_CHAPTER, Level.SECTION, Level.CHAPTER, Level.SUPPLEMENT)
_LARGEST_GAP = 2


@dataclass(slots=True)
class Outline:
    """The place reached while reading down a document; it opens at the preamble."""

    parts: list[Part] = field(default_factory=list)
    _last: dict[Level, int] = field(default_factory=dict)

    def address(self) -> Address:
        """Where a clause read now stands."""
        return Address(tuple(self.parts) or (Part(Level.PREAMBLE),))

    def open(self, text: str) -> str:
        """The text without the numbers it begins with; the place moves to them."""
        opened: set[Level] = set()
        while (found := self._mark(text)) and found[0].level not in opened:
            part, length = found
            opened.add(part.level)
            self._supplement() if part.level is Level.SUPPLEMENT else self._move(part)
            text = text[length:]
        return text

    def opens(self, text: str) -> bool:
        """Whether the text begins with a number that leads on from the place reached.

        A number counts only when it follows from what was read before, so that a wrapped line
        that happens to begin with 「（三）」 is not taken for a new item. Articles may skip some:
        a page may be missing, and a line that begins with 「第…条」 is seldom anything else.
        """
        return self._mark(text) is not None

    def _mark(self, text: str) -> tuple[Part, int] | None:
        if found := _SUPPLEMENT.match(text):
            return Part(Level.SUPPLEMENT), found.end()
        for level, pattern in _MARKS:
            if (found := pattern.match(text)) and self._follows(level, number := _count(found[1])):
                return Part(level, number), found.end()
        return None

    def _follows(self, level: Level, number: int) -> bool:
        if level is Level.ANNEX:
            return True
        last = self._last.get(level)
        if level is Level.ARTICLE:
            return last is None or number > last
        return number == 1 or (last is not None and 0 < number - last <= _LARGEST_GAP)

    def _move(self, part: Part) -> None:
        levels = [p.level for p in self.parts]
        if part.level is Level.ANNEX:
            self.parts, self._last = [], {}
        elif part.level in levels:
            del self.parts[levels.index(part.level) :]
        elif part.level is Level.ARTICLE:
            self.parts = [p for p in self.parts if p.level in _ABOVE_ARTICLES]
        self.parts.append(part)
        self._last[part.level] = part.number

    def _supplement(self) -> None:
        above = (
            self.parts[-1:]
            if self.parts and self.parts[-1].level in (Level.CHAPTER, Level.BOOK_CHAPTER)
            else []
        )
        self.parts = [*above, Part(Level.SUPPLEMENT)]


def _count(words: str | None) -> int:
    if not words:
        return 0
    return int(words) if words.isdecimal() else chinese_number(words)
