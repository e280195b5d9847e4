"""The four annexes of a review report, composed of the other papers of the year."""

from collections.abc import Iterator

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, NewPage, annexed
from duixian.paper.year import budget_notes, joint_opinion, policies, standards
from duixian.paper.year.narrative import NO_DATA
from duixian.paper.year.project_description import description
from duixian.paper.year.score_sheets import self_sheet

BY_ITEM = "附件1D"
"""The comparison of years as the annex prints it, with what is asked for this year."""


def annexes(book: Book) -> Iterator[Block]:
    """附件 1 to 4, each beginning a page."""
    yield from _annex("附件 1：项目描述", tuple(description(book, BY_ITEM)))
    yield from _annex("附件 2：项目预算评审评分表", self_sheet(book))
    yield from _annex("附件 3：专家评审意见", joint_opinion.blocks(book))
    yield NewPage()
    yield Heading(1, "附件 4：其他相关文件", numbered=False)
    yield from _part("4-1 政策文件", policies.blocks(book))
    yield from _part("4-2 政策标准梳理", standards.blocks(book))
    yield from _part("4-3 预算编制说明", budget_notes.blocks(book))


def _annex(heading: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    yield NewPage()
    yield Heading(1, heading, numbered=False)
    yield from annexed(blocks) if blocks else (NO_DATA,)


def _part(heading: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A part under its heading, which stands on the page where the part itself begins."""
    first, *rest = blocks or (NO_DATA,)
    if isinstance(first, NewPage):
        yield first
    yield Heading(2, heading, numbered=False, listed=False)
    yield from annexed(tuple(rest) if isinstance(first, NewPage) else (first, *rest))
