"""Working papers and what cites them: [预 1-1] in a source, a note or the official's words."""

import re
from collections.abc import Iterator

from duixian.fund.narrative import texts
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Place, Severity

_CITED = re.compile(r"\[(预 ?[^\]]+)\]")


def citations(book: Book) -> Iterator[Finding]:
    """A working paper that is cited and not there, and one that nothing cites."""
    cited: dict[str, Place] = {}
    for text, place in _places(book):
        for match in _CITED.finditer(text):
            cited.setdefault(_plain(match[1]), place)
    known = {_plain(paper.number): paper for paper in book.year.papers}
    for number, place in cited.items():
        if number not in known:
            says = f"引用了 [{number}]，编制底稿里没有"
            yield _finding(Severity.WARNING, number, str(place), "papers", "缺底稿", says)
    for number, paper in known.items():
        if number not in cited:
            says = f"编制底稿 [{paper.number}]「{paper.title}」没有被引用"
            where = "来源、说明和正文"
            yield _finding(Severity.NOTE, number, str(paper.place), where, "缺引用", says)


def _places(book: Book) -> Iterator[tuple[str, Place]]:
    yield from ((driver.source, driver.place) for driver in book.year.drivers)
    yield from ((part.note, part.place) for part in book.year.parts)
    yield from ((text, place) for _, text, place in texts(book.year))


def _plain(number: str) -> str:
    """预 1-1 however its blanks are written."""
    return re.sub(r"^预\s*", "预 ", number.strip())


def _finding(  # noqa: PLR0913, PLR0917 - both sides and what is missing
    severity: Severity, number: str, place: str, other: str, missing: str, says: str
) -> Finding:
    left, right = Stand(f"[{number}]", place), Stand(UNWRITTEN, other)
    return Finding(severity, "底稿引用", number, left, right, missing, says)
