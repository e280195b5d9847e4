"""The text of one expression: normalised for reading, with the way back to the columns of the file.

Full-width and half-width forms become the same (NFKC). Characters that would change their meaning
on the way (10² would read as 102) are refused, and so are invisible ones.
"""

import unicodedata
from dataclasses import dataclass

from duixian.rulebook.problems import Place, Problem, error, shorten

MOST_CHARACTERS = 2000
MOST_BRACKETS = 40

Span = tuple[int, int]
"""From the first character to the one after the last, counted in the normalised text."""

_CHANGES_MEANING = {
    "<super>": "上标",
    "<sub>": "下标",
    "<circle>": "带圈字符",
    "<fraction>": "分数字符",
}


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is normalised; character i of it comes from column `origins[i]` (0-based) of `raw`."""

    raw: str
    text: str
    origins: tuple[int, ...] | range
    place: Place

    def at(self, span: Span) -> Place:
        """Where the piece begins in the file."""
        start = self.origins[span[0]] if span[0] < len(self.origins) else len(self.raw)
        return Place(self.place.file, self.place.line, self.place.column + start)

    def piece(self, span: Span) -> str:
        """The piece as normalised."""
        return self.text[span[0] : span[1]]

    def problem(
        self, span: Span, code: str, what: str, why: str = "", instead: str = ""
    ) -> Problem:
        """An error about the piece."""
        return error(code, self.at(span), shorten(self.piece(span)), what, why, instead)


def read_source(raw: str, place: Place) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text made ready for reading, or what forbids reading it; costs nothing on huge input."""
    if len(raw) > MOST_CHARACTERS:
        return None, (_too_long(raw, place),)
    if unicodedata.is_normalized("NFKC", raw):
        source = Source(raw, raw, range(len(raw)), place)
    else:
        source = _normalised(raw, place)
    problems = _odd_characters(raw, place) or _too_deep(source)
    return (None if problems else source), problems


def _too_long(raw: str, place: Place) -> Problem:
    return error(
        "text-too-long",
        place,
        shorten(raw[:100]),
        f"有 {len(raw)} 个字符，超过一个式子的上限 {MOST_CHARACTERS} 个",
        "太长的式子没有人能核对",
        "把它拆成几个条件，或者在 let 里给各部分起名",
    )


def _normalised(raw: str, place: Place) -> Source:
    """Normalise letter by letter, each with the marks that belong to it."""
    pieces: list[str] = []
    origins: list[int] = []
    start = 0
    for end in range(1, len(raw) + 1):
        if end < len(raw) and unicodedata.combining(raw[end]):
            continue
        piece = unicodedata.normalize("NFKC", raw[start:end])
        pieces.append(piece)
        origins.extend([start] * len(piece))
        start = end
    return Source(raw, "".join(pieces), tuple(origins), place)


def _odd_characters(raw: str, place: Place) -> tuple[Problem, ...]:
    if raw.isascii() and raw.isprintable():
        return ()
    problems = []
    for column, character in enumerate(raw):
        what = _oddity(character)
        if what:
            here = Place(place.file, place.line, place.column + column)
            shown = character if character.isprintable() else f"U+{ord(character):04X}"
            problems.append(error("character-refused", here, shown, *what))
    return tuple(problems[:20])


def _oddity(character: str) -> tuple[str, str, str] | None:
    """What is wrong with a character, why, and what to write; None for a sound one."""
    if character in " \t\n" or character.isalpha():
        return _changed(character)
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return "是看不见的或未定义的字符", "看到的和读到的会不一样", "删去这个字符"
    return _changed(character)


def _changed(character: str) -> tuple[str, str, str] | None:
    mark, _, rest = unicodedata.decomposition(character).partition(" ")
    name = _CHANGES_MEANING.get(mark)
    if name is None and mark == "<compat>" and len(rest.split()) > 1 and not character.isalpha():
        name = "合写的编号字符" if character.isnumeric() or "0028" in rest else None
    if name is None:
        return None
    return f"是{name}", "归一化会改变它的意思（10² 会读成 102）", "用普通的数字和文字写出来"


def _too_deep(source: Source) -> tuple[Problem, ...]:
    depth = 0
    for index, character in enumerate(source.text):
        if character in "([":
            depth += 1
            if depth > MOST_BRACKETS:
                what = f"括号套了 {MOST_BRACKETS} 层以上"
                span = (index, index + 1)
                return (source.problem(span, "too-deep", what, "", "在 let 里给里层的部分起名"),)
        elif character in ")]":
            depth -= 1
    return ()
