"""A paper of a year: its name, what makes it, and in which formats it is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Document, NewPage
from duixian.paper.year.illustrative import MARK, marked

FORMATS = ("docx", "pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Paper:
    """`blocks` makes the paper of a year; () where the year has nothing for it, and no file.

    `needs` says in Chinese what a year must have for it.
    """

    name: str
    blocks: Callable[[Book], tuple[Block, ...]]
    formats: tuple[str, ...] = FORMATS
    needs: str = ""


def document(paper: Paper, book: Book) -> Document:
    """The paper with what a file says of itself; it is dated by the data, never by the clock."""
    fund = book.year.fund
    title = f"{fund.year} 年度 {fund.name} {paper.name}"
    blocks = paper.blocks(book)
    if fund.illustrative:
        title += f"（{MARK}）"
        blocks = tuple(marked(blocks, fund.illustrative))
    return Document(title, fund.unit, dated(book), blocks)


def dated(book: Book) -> date:
    """The last day the year's versions and reviews name; the first of the year where none does."""
    days = [version.day for version in book.year.versions]
    days += [review.day for review in book.year.reviews if review.day is not None]
    return max(days, default=date(book.year.fund.year, 1, 1))


def apart(forms: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    """Several forms in one paper, each beginning on a page of its own."""
    found: list[Block] = []
    for form in forms:
        found += [NewPage(), *form] if found else form
    return tuple(found)
