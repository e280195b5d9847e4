"""评审报告: the whole report of a fund's review in the official order, its annexes composed."""

from collections.abc import Iterator

from duixian.fund.tables.registry import tables
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Contents, Cover, Heading, Title
from duixian.paper.year.narrative import OPEN, said
from duixian.paper.year.paper import Paper, dated
from duixian.paper.year.tables import grid_of


def blocks(book: Book) -> tuple[Block, ...]:
    """Cover, contents, five chapters, four annexes."""
    return tuple(_report(book))


def _report(book: Book) -> Iterator[Block]:
    yield _cover(book)
    yield Contents()
    yield Title(f"{book.year.fund.name}项目自评报告")
    yield Heading(1, "项目概况")
    yield Heading(2, "项目背景")
    yield from said(book, "项目背景")
    yield Heading(2, "项目内容")
    yield from said(book, "项目内容")
    yield from _table(book, "政策项")


def _cover(book: Book) -> Cover:
    fund = book.year.fund
    day = dated(book)
    return Cover(
        lines=(fund.unit, f"{fund.name}项目", "评审报告", f"（{fund.year} 年度）"),
        fields=(
            ("项目名称", fund.name),
            ("项目单位", fund.unit),
            ("主管部门", fund.department),
        ),
        foot=f"{day.year} 年 {day.month} 月",
    )


def _table(book: Book, name: str, number: str = "") -> Iterator[Block]:
    make = tables(book).get(name)
    if make is None:
        yield OPEN
        return
    yield grid_of(make(), number)


REVIEW_REPORT = Paper("评审报告", blocks)
