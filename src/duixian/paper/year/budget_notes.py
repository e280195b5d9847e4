"""预算编制说明 (4-3): what each line costs and how that was worked out, with its working papers."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, NewPage, Title
from duixian.paper.official.grid import Grid, label, value
from duixian.paper.year.paper import Paper
from duixian.paper.year.tables import table_of

_WEIGHTS = (24, 29, 30, 34, 20, 15, 73)
_SHOWN = 16
"""Characters of a hash that tell two files apart on paper; the whole stands in the year's data."""


def blocks(book: Book) -> tuple[Block, ...]:
    """The table across the page, then the list of working papers; () without a budget."""
    return tuple(_paper(book)) if book.asked is not None else ()


def _paper(book: Book) -> Iterator[Block]:
    yield NewPage(across=True)
    yield Title(f"{book.year.fund.year} 年预算编制说明", ("（预算申报）",))
    made = table_of(book, "4-3", merged=1)
    yield replace(made, caption="", weights=_WEIGHTS) if isinstance(made, Grid) else made
    if book.year.papers:
        yield Heading(1, "编制底稿", listed=False)
        yield working_papers(book)


def working_papers(book: Book) -> Grid:
    """The numbered working papers with file, hash, and the lines they bear out."""
    heads = ("编号", "名称", "文件", "指纹（SHA-256 前 16 位）", "明细")
    rows = [
        (
            label(f"[{each.number}]"),
            value(each.title),
            value(each.file or "（未归档）"),
            value(each.digest[:_SHOWN] or "—"),
            value("、".join(each.lines)),
        )
        for each in book.year.papers
    ]
    return Grid(len(heads), (tuple(label(head) for head in heads), *rows), head=1)


BUDGET_NOTES = Paper("预算编制说明", blocks, needs="申报版本的需求（versions 和 needs）")
