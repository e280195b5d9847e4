"""The official's own paragraphs with their figures put in.

{表1 合计 预算申报数} is that cell as printed, {诊断年度目标} that driver with its unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duixian.fund.figure import count
from duixian.fund.model.records import Section
from duixian.fund.model.year import Year
from duixian.fund.reading.placeholders import PLACE
from duixian.fund.tables.table import Cell
from duixian.fund.why import Answer, NoSuch, find
from duixian.fund.wording import plain
from duixian.fund.work.book import Book
from duixian.fund.work.placeholders import with_drivers
from duixian.rulebook.problems import Place
from duixian.rulebook.units import PURE

NOTHING = "无"
_TYPED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)? ?(?:亿元|万元|元|家|个|项|条|分|%)")
_PIECES = 3


def written(book: Book, heading: str, paper: str = "") -> tuple[str, ...]:
    """The paragraphs under a heading of a paper, figures put in.

    What was written for this paper alone comes before what all papers share. 无 stands alone where
    somebody said so; the empty tuple is a heading under which nobody wrote anything.
    """
    section = section_of(book.year, heading, paper)
    if section is not None:
        return tuple(filled(paragraph, book) for paragraph in section.paragraphs)
    said = heading in {name for name, _ in book.year.nothing}
    return (NOTHING,) if said else ()


def texts(year: Year) -> Iterator[tuple[str, str, Place]]:
    """Everything an official wrote that may hold placeholders: where it stands, text, place."""
    yield from words_of_the_year(year)
    for issue in year.issues:
        for text in (issue.problem, issue.details, issue.measure, issue.steps):
            yield f"问题 {issue.number}", text, issue.place


def words_of_the_year(year: Year) -> Iterator[tuple[str, str, Place]]:
    """The same without problems, which keep the figures of the year they were found in."""
    for section in year.narrative:
        yield from ((section.heading, text, section.place) for text in section.paragraphs)
    for risk in year.risks:
        yield from ((risk.risk, text, risk.place) for text in (risk.risk, risk.response))
    for review in year.reviews:
        for text in (review.summary, *(says for _, says in review.verdicts)):
            yield review.kind, text, review.place
        for heading, opinions in review.opinions:
            yield from ((f"{review.kind} {heading}", text, review.place) for text in opinions)


def section_of(year: Year, heading: str, paper: str = "") -> Section | None:
    """The section under a heading: this paper's own, else the common one."""
    found = {each.paper: each for each in year.narrative if each.heading == heading}
    return found.get(paper) or found.get("")


def filled(paragraph: str, book: Book) -> str:
    """The paragraph with every placeholder replaced by what its table or driver prints.

    A placeholder that leads nowhere stays as it is; the checks name it.
    """

    def text_of(match: re.Match[str]) -> str:
        found = _cell(match[1], book)
        return found.cell.text if isinstance(found, Answer) else match[0]

    return PLACE.sub(text_of, with_drivers(paragraph, book.drivers))


def lost(paragraph: str, book: Book) -> Iterator[tuple[str, NoSuch]]:
    """The placeholders that lead nowhere, and what there is instead."""
    for match in PLACE.finditer(with_drivers(paragraph, book.drivers)):
        found = _cell(match[1], book)
        if isinstance(found, NoSuch):
            yield match[0], found


def typed(paragraph: str) -> tuple[str, ...]:
    """Figures written by hand where a placeholder should stand."""
    return tuple(_TYPED.findall(PLACE.sub("", paragraph)))


def _cell(address: str, book: Book) -> Answer | NoSuch:
    pieces = address.split()
    if len(pieces) == 1:
        return NoSuch(f"没有「{address}」这个驱动因素", tuple(book.drivers))
    if len(pieces) != _PIECES:
        return NoSuch("占位应写「表 行 列」或一个驱动因素", ("{表1 合计 预算申报数}",))
    table, row, column = pieces
    if "、" not in row:
        return find(book, table, row, column)
    return _summed(book, table, row.split("、"), column)


def _summed(book: Book, table: str, rows: Sequence[str], column: str) -> Answer | NoSuch:
    """The count of several rows together; money of several rows is a cell of some table."""
    answers = []
    for row in rows:
        found = find(book, table, row, column)
        if isinstance(found, NoSuch):
            return found
        answers.append(found)
    figures = [each.cell.figure for each in answers if each.cell.figure is not None]
    if len(figures) < len(rows) or any(each.dimension != PURE for each in figures):
        return NoSuch(f"{table} {'、'.join(rows)} {column} 不是可以相加的数量", ())
    whole = count(f"{table} {'、'.join(rows)} {column}", figures)
    return replace(answers[-1], cell=Cell(plain(whole.value), whole))
