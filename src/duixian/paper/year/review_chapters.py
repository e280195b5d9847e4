"""The five chapters of a review report: project, review, problems, opinion on the budget, use."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.model.records import Issue
from duixian.fund.narrative import filled
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, NewPage, Paragraph
from duixian.paper.official.grid import Grid
from duixian.paper.year.narrative import OPEN, said
from duixian.paper.year.tables import table_of

EXPERTS = "专家评审"


def chapters(book: Book, paper: str) -> Iterator[Block]:
    """All chapters in order; `paper` is under whose name words may stand for this paper alone."""
    yield Heading(1, "项目概况")
    yield from _background(book, paper)
    yield from _budget(book, paper)
    yield from _targets(book, paper)
    yield Heading(1, "项目评审情况")
    yield from said(book, "项目评审情况", paper)
    yield from _verdicts(book)
    yield Heading(1, "项目存在问题与改进建议")
    yield from _problems(book, paper)
    yield Heading(1, "项目预算审核意见")
    yield Heading(2, "总体审核意见")
    yield from said(book, "总体审核意见", paper)
    yield Heading(2, "预算审核结果")
    yield from said(book, "预算审核结果", paper)
    yield table_of(book, "表7a", "表 7")
    detail = table_of(book, "表7b", "表 7", merged=3)
    yield from (NewPage(across=True), detail, NewPage()) if isinstance(detail, Grid) else ()
    yield Heading(1, "项目结果应用情况")
    yield from said(book, "项目结果应用情况", paper)


def _background(book: Book, paper: str) -> Iterator[Block]:
    yield Heading(2, "项目背景")
    yield from said(book, "项目背景", paper)
    yield Heading(2, "项目内容")
    yield from said(book, "项目内容", paper)
    items = table_of(book, "政策项")
    yield replace(items, caption="") if isinstance(items, Grid) else items


def _budget(book: Book, paper: str) -> Iterator[Block]:
    year = book.year.fund.year
    yield Heading(2, "项目预算")
    yield Heading(3, f"{year} 年预算申报情况")
    yield from said(book, "预算申报情况", paper)
    yield table_of(book, "表1", "表 1")
    yield table_of(book, "表2", "表 2")
    yield table_of(book, "表3", "表 3", merged=2)
    yield Heading(3, "以前年度预算执行情况")
    yield from said(book, "以前年度预算执行情况", paper)
    yield Heading(4, "近三年项目预算安排及执行情况")
    yield table_of(book, "表4", "表 4", remarks=True)
    yield Heading(4, "各年度支出项金额比较")
    yield table_of(book, "表5", "表 5")


def _targets(book: Book, paper: str) -> Iterator[Block]:
    yield Heading(2, f"{book.year.fund.year} 年绩效目标")
    yield Heading(3, "总目标")
    yield from said(book, "总目标", paper)
    yield Heading(3, "年度目标")
    yield from said(book, "年度目标", paper)
    yield Heading(3, "具体绩效目标")
    yield table_of(book, "表6", "表 6", merged=1)


def _verdicts(book: Book) -> Iterator[Block]:
    """What the review says of decision, management and performance, the experts' before others."""
    found = [review for review in book.year.reviews if review.verdicts]
    found.sort(key=lambda review: review.kind != EXPERTS)
    for about, says in found[0].verdicts if found else ():
        yield Paragraph(f"从{about}上看：{filled(says, book)}")


def _problems(book: Book, paper: str) -> Iterator[Block]:
    issues = [issue for issue in book.year.issues if issue.source == paper]
    if not issues:
        yield OPEN
    for issue in issues:
        yield Heading(2, f"问题：{filled(issue.problem, book)}", listed=False)
        yield from _paragraph(issue.details, book)
        yield from _measure(issue, book)


def _measure(issue: Issue, book: Book) -> Iterator[Block]:
    if not issue.measure:
        yield OPEN
        return
    yield Heading(3, f"改进措施：{filled(issue.measure, book)}", numbered=False)
    yield from _paragraph(issue.steps, book)


def _paragraph(text: str, book: Book) -> Iterator[Block]:
    if text:
        yield Paragraph(filled(text, book))
