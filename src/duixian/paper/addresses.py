"""Where a clause stands, as a tuple of parts with one text form.

The forms are 一（三）, 第三条, 第六条（一）2（2）, 附则, 第三条第2句, 第11行扶持标准（2）.

Parts of a rule author's citation may leave out what stands above them, as long as only one place
is meant: （三） for 一（三）, 附则 for 五附则, 区级智能工厂 for a row under its headings.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from duixian.paper.numerals import CHINESE, chinese_number
from duixian.paper.reading import fold, kept


class Level(StrEnum):
    """The kinds of parts, by how they are written."""

    PREAMBLE = "序言"
    BOOK_CHAPTER = "第…章"
    SECTION = "第…节"
    CHAPTER = "一、"
    ARTICLE = "第…条"
    ITEM = "（一）"
    POINT = "1."
    SUBPOINT = "（1）"
    SUPPLEMENT = "附则"
    ANNEX = "附件"
    ROW = "第…行"
    NAME = "名称"


@dataclass(frozen=True, slots=True)
class Part:
    """One step of an address: a number, or a name (a column, a row's label)."""

    level: Level
    number: int = 0
    name: str = ""

    def __str__(self) -> str:
        han, n = chinese_text(self.number), self.number
        return {
            Level.PREAMBLE: "序言",
            Level.BOOK_CHAPTER: f"第{han}章",
            Level.SECTION: f"第{han}节",
            Level.CHAPTER: han,
            Level.ARTICLE: f"第{han}条",
            Level.ITEM: f"（{han}）",
            Level.POINT: str(n),
            Level.SUBPOINT: f"（{n}）",
            Level.SUPPLEMENT: "附则",
            Level.ANNEX: f"附件{n or ''}",
            Level.ROW: f"第{n}行",
            Level.NAME: self.name,
        }[self.level]


@dataclass(frozen=True, slots=True)
class Address:
    """The parts from the outside in.

    `sentence` counts full stops within the innermost part; 0 means all of it.
    """

    parts: tuple[Part, ...]
    sentence: int = 0

    def __str__(self) -> str:
        text = ""
        for before, part in zip((None, *self.parts), self.parts, strict=False):
            apart = (
                before is not None
                and before.level is Level.NAME
                and part.level in (Level.NAME, Level.POINT)
            )
            text += (" " if apart else "") + str(part)
        return text + (f"第{self.sentence}句" if self.sentence else "")

    def skipped(self, clause: "Address") -> tuple[Part, ...] | None:
        """What this citation leaves out above the clause; None when it does not cover it."""
        if self.sentence and (
            self.sentence != clause.sentence or clause.parts[-len(self.parts) :] != self.parts
        ):
            return None
        for start in range(len(clause.parts) - len(self.parts) + 1):
            if all(map(_same, self.parts, clause.parts[start:])):
                return clause.parts[:start]
        return None


def _same(cited: Part, actual: Part) -> bool:
    """A column or row name may be cited by its beginning: 申请条件 for 申请条件（核心内容）."""
    if cited.level is Level.NAME:
        return actual.level is Level.NAME and actual.name.startswith(cited.name)
    return cited == actual


_HAN = rf"[{CHINESE}]+"
_COUNT = rf"({_HAN}|\d+)"
_STEPS = (
    (re.compile(r"序言|前言"), Level.PREAMBLE),
    (re.compile(rf"第{_COUNT}章"), Level.BOOK_CHAPTER),
    (re.compile(rf"第{_COUNT}节"), Level.SECTION),
    (re.compile(rf"第{_COUNT}条"), Level.ARTICLE),
    (re.compile(rf"第{_COUNT}行"), Level.ROW),
    (re.compile(rf"第?\(({_HAN})\)项?"), Level.ITEM),
    (re.compile(r"第?\((\d{1,2})\)[项目]?"), Level.SUBPOINT),
    (re.compile(r"附则"), Level.SUPPLEMENT),
    (re.compile(rf"附件(?:{_COUNT})?"), Level.ANNEX),
    (re.compile(r"(\d{1,2})[.、)]?(?![\w.])"), Level.POINT),
    (re.compile(rf"({_HAN})(?:、|(?=[(\d附]|第|$))"), Level.CHAPTER),
    (re.compile(rf"(?!第)\w(?:(?!第\d+句|\((?:{_HAN}|\d+)\)).)*"), Level.NAME),
)
_SENTENCE = re.compile(rf"第{_COUNT}句$")


def parse_address(text: str) -> Address | None:
    """The address a rule author wrote, or None when it is not one.

    Blanks separate the names of a table's rows and columns; everywhere else they mean nothing.
    """
    words = fold(text).split()
    sentence = 0
    if words and (found := _SENTENCE.search(words[-1])):
        sentence = _count(found[1])
        words[-1] = words[-1][: found.start()]
    parts: list[Part] = []
    for word in filter(None, words):
        read = _steps(word)
        if read is None:
            return None
        parts += read
    return Address(tuple(parts), sentence) if parts else None


def _steps(word: str) -> list[Part] | None:
    parts: list[Part] = []
    while word:
        for pattern, level in _STEPS:
            if found := pattern.match(word):
                parts.append(_part(level, found))
                word = word[found.end() :]
                break
        else:
            return None
    return parts


def _part(level: Level, found: re.Match[str]) -> Part:
    if level is Level.NAME:
        return Part(level, name=kept(found.group()))
    return Part(level, _count(found[1]) if found.re.groups and found[1] else 0)


def _count(words: str) -> int:
    return int(words) if words.isdecimal() else chinese_number(words)


def chinese_text(n: int) -> str:
    """The Chinese numeral of 0 to 9999 as articles write it: 十 for 10, 一百零五 for 105."""
    if n == 0:
        return "零"
    text = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            text += "零一二三四五六七八九"[digit] + word
        elif text and n:
            text = text.rstrip("零") + "零"
    return text.removeprefix("一") if text.startswith("一十") else text
