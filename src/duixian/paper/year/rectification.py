"""整改清单: every problem found, what is done about it, who, by when, and how far that is."""

from duixian.fund.model.records import Issue
from duixian.fund.narrative import filled
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, NewPage, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.paper import Paper

_HEADS = ("编号", "来源", "年度", "问题", "整改措施", "责任人", "期限", "状态", "佐证")
_WEIGHTS = (9, 18, 12, 59, 59, 18, 25, 15, 26)
_OPEN = "（未填写）"


def blocks(book: Book) -> tuple[Block, ...]:
    """The list across the page; () where nothing was found."""
    if not book.year.issues:
        return ()
    fund = book.year.fund
    head = tuple(label(text) for text in _HEADS)
    rows = tuple(_row(book, issue) for issue in book.year.issues)
    grid = Grid(len(head), (head, *rows), head=1, weights=_WEIGHTS)
    return NewPage(across=True), Title("整改清单", (f"（{fund.name}，{fund.year} 年度）",)), grid


def _row(book: Book, issue: Issue) -> GridRow:
    return (
        _centred(issue.number),
        value(issue.source),
        _centred(str(issue.year)),
        value(_with_more(book, issue.problem, issue.details)),
        value(_with_more(book, issue.measure, issue.steps) or _OPEN),
        value(issue.owner or _OPEN),
        _centred(str(issue.due or _OPEN)),
        _centred(issue.state),
        value(issue.evidence),
    )


def _with_more(book: Book, title: str, more: str) -> str:
    return "\n".join(filled(text, book) for text in (title, more) if text)


def _centred(text: str) -> GridCell:
    return GridCell(text, align=Align.CENTRE)


RECTIFICATION = Paper("整改清单", blocks, needs="问题（problems）")
