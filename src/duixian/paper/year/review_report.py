"""评审报告: the whole report of a fund's review in the official order, its annexes composed."""

from collections.abc import Iterator

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Contents, Cover, Title
from duixian.paper.year.annexes import annexes
from duixian.paper.year.paper import Paper, dated
from duixian.paper.year.review_chapters import chapters

NAME = "评审报告"
NEEDS = (
    "评分表（sheets）、评审记录（reviews），或不用财政申报表格式的目标表；"
    "只有财政申报表的年度，报告各章几乎都是未填写"
)


def blocks(book: Book) -> tuple[Block, ...]:
    """Cover, contents, five chapters, four annexes.

    () for a year that has the official form of targets alone, without score sheets and reviews.
    """
    year = book.year
    other = bool(year.forms) and all(form.official for form in year.forms)
    return () if other and not year.sheets and not year.reviews else tuple(_report(book))


def _report(book: Book) -> Iterator[Block]:
    yield _cover(book)
    yield Contents()
    yield Title(f"{book.year.fund.name}项目自评报告")
    yield from chapters(book, NAME)
    yield from annexes(book)


def _cover(book: Book) -> Cover:
    fund = book.year.fund
    day = dated(book)
    return Cover(
        lines=(fund.unit, f"{fund.name}项目", NAME, f"（{fund.year} 年度）"),
        fields=(
            ("项目名称", fund.name),
            ("项目单位", fund.unit),
            ("主管部门", fund.department),
        ),
        foot=f"{day.year} 年 {day.month} 月",
    )


REVIEW_REPORT = Paper(NAME, blocks, needs=NEEDS)
