"""自评和后评价意见: each review that is not by experts, with its basis, panel and findings."""

from collections.abc import Iterator

from duixian.fund.model.records import Review
from duixian.fund.narrative import filled
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Title
from duixian.paper.official.grid import Grid, GridRow, label, value
from duixian.paper.year.joint_opinion import EXPERTS, ROOM, marks, opinions, written_day
from duixian.paper.year.narrative import OPEN
from duixian.paper.year.paper import Paper, apart


def blocks(book: Book) -> tuple[Block, ...]:
    """A form for each review of another kind; () where there was none."""
    reviews = [each for each in book.year.reviews if each.kind != EXPERTS]
    return apart(_form(book, review) for review in reviews)


def _form(book: Book, review: Review) -> Iterator[Block]:
    fund = book.year.fund
    yield Title(f"{review.kind}意见", (f"（{fund.year} 年度）",))
    fields = {
        "项目单位": fund.unit,
        "项目名称": fund.name,
        "评价依据": review.basis,
        "评价人员": "、".join(review.panel),
        "得分": marks(book, review),
        "评价结论": "\n".join(f"{about}：{filled(says, book)}" for about, says in review.verdicts),
        "评价意见": "\n".join(opinions(book, review)),
        "发现的问题": "\n".join(_found(book, review)),
        "签名": "、".join(review.signatures) or ROOM,
        "评价日期": written_day(review.day),
    }
    rows: tuple[GridRow, ...] = tuple(
        (label(name), value(text or OPEN.text)) for name, text in fields.items()
    )
    yield Grid(2, rows, weights=(34, 122), row_height=12)


def _found(book: Book, review: Review) -> Iterator[str]:
    """The problems of the year whose source is this review."""
    issues = [issue for issue in book.year.issues if issue.source == review.kind]
    for number, issue in enumerate(issues, 1):
        yield f"{number}、{filled(issue.problem, book)}"


OTHER_REVIEWS = Paper("自评和后评价意见", blocks, needs="自评或后评价的记录（reviews）")
