"""专家组综合评审意见: the marks, the opinions by heading, room to sign."""

from collections.abc import Iterator
from datetime import date

from duixian.fund.model.records import Review
from duixian.fund.narrative import filled
from duixian.fund.wording import decimals, plain
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Title
from duixian.paper.official.grid import Grid, GridRow, label, value
from duixian.paper.official.numbering import chinese
from duixian.paper.year.narrative import OPEN
from duixian.paper.year.paper import Paper, apart

EXPERTS = "专家评审"
ROOM = "\n\n\n"
"""Lines left free where somebody signs by hand."""


def blocks(book: Book) -> tuple[Block, ...]:
    """A form for each review by experts; () where there was none."""
    reviews = [each for each in book.year.reviews if each.kind == EXPERTS]
    return apart(_form(book, review) for review in reviews)


def _form(book: Book, review: Review) -> Iterator[Block]:
    fund = book.year.fund
    yield Title(review.basis or f"{fund.year} 年项目预算前评审", ("专家组综合评审意见",))
    rows: tuple[GridRow, ...] = (
        (label("项目单位"), value(fund.unit)),
        (label("项目名称"), value(fund.name)),
        (label("评审专家"), value("、".join(review.panel) or OPEN.text)),
        (label("汇总得分"), value(marks(book, review))),
        (label("评审综合意见"), value("\n".join(opinions(book, review)) or OPEN.text)),
        (label("项目单位签名"), value(ROOM)),
        (label("专家组签名"), value("、".join(review.signatures) or ROOM)),
        (label("评审日期"), value(written_day(review.day))),
    )
    yield Grid(2, rows, weights=(34, 122), row_height=12)


def written_day(day: date | None) -> str:
    """2021 年 10 月 20 日; empty where no day is known."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def marks(book: Book, review: Review) -> str:
    """What the review came to in its round of marks; open where nothing was scored."""
    scores = book.scores(review.round)
    total = scores.total() if scores is not None else None
    if total is None:
        return OPEN.text
    whole = total.value.denominator == 1
    return f"{plain(total.value) if whole else decimals(total.value, 2)} 分"


def opinions(book: Book, review: Review) -> Iterator[str]:
    """The summary, then heading by heading what the reviewers say."""
    if review.summary:
        yield filled(review.summary, book)
    for number, (heading, says) in enumerate(review.opinions, 1):
        yield f"{chinese(number)}、{heading}"
        yield from (f"{at}、{filled(text, book)}" for at, text in enumerate(says, 1))


JOINT_OPINION = Paper("专家组综合评审意见", blocks, needs="专家评审的记录（reviews）")
