"""The four annexes of a review report, composed of the other papers of the year."""

from collections.abc import Iterator

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, NewPage
from duixian.paper.official.grid import Align, Grid, GridCell, label
from duixian.rulebook.views.describe import term_words


def annexes(book: Book) -> Iterator[Block]:
    """附件 1 to 4, each on a page of its own."""
    yield NewPage()
    yield Heading(1, "附件 4：其他相关文件", numbered=False)
    yield Heading(2, "4-1 政策文件", numbered=False, listed=False)
    yield policies(book)


def policies(book: Book) -> Grid:
    """The documents the fund carries out; their texts are the official ones, not repeated here."""
    heads = ("序号", "文号", "名称", "施行期限")
    rows = [
        (
            GridCell(str(at), align=Align.CENTRE),
            GridCell(code),
            GridCell(policy.title if policy else ""),
            GridCell(term_words(policy.term) if policy else ""),
        )
        for at, code in enumerate(book.year.fund.policies, 1)
        for policy in (book.library.policy(code),)
    ]
    return Grid(len(heads), (tuple(label(head) for head in heads), *rows), head=1)
