"""项目描述: what the project is, what it aims at, costs, does, and what became of old findings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from duixian.fund.model.records import Review, Step
from duixian.fund.model.targets import Form
from duixian.fund.narrative import filled, section_of
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, Paragraph, Signature, Title
from duixian.paper.official.grid import Grid, label, value
from duixian.paper.year.narrative import OPEN, said
from duixian.paper.year.paper import Paper
from duixian.paper.year.tables import table_of

NAME = "项目描述"
NEEDS = "项目描述的正文（narrative），或不用财政申报表格式的目标表"
_OF_PROJECT = ("项目背景", "依据充分性", "项目必要性和重要性", "项目的可行性")
_OF_MONEY = ("资金来源情况", "成本管理情况", "设备配置标准情况")
OUTSIDE = "第三方后评价"
"""Whose findings this paper answers; those of the coming review are in its own report."""


def blocks(book: Book) -> tuple[Block, ...]:
    """The paper as it stands alone, its comparison of years counting the clauses of each item.

    () for a year whose targets stand in the official form alone and that says nothing of a project.
    """
    told = any(section_of(book.year, heading, NAME) for heading in (*_OF_PROJECT, *_OF_MONEY))
    if own_form(book) is None and not told:
        return ()
    return tuple(description(book, "附件1D明细"))


def description(book: Book, by_item: str) -> Iterator[Block]:
    """The seven headings, and who filled it in when; `by_item` is the table of spending by item."""
    yield Title(f"{book.year.fund.name}项目描述")
    yield Heading(1, "项目概况")
    for heading in _OF_PROJECT:
        yield from _said(book, heading)
    yield from _targets(book)
    yield from _money(book, by_item)
    yield Heading(1, "项目计划活动")
    yield from _said(book, "项目活动内容")
    yield from _said(book, "实施范围和对象")
    yield Heading(3, "项目实施计划")
    yield from stages(book)
    yield Heading(1, "保证项目实施的制度、措施")
    yield from said(book, "保证项目实施的制度、措施", NAME)
    yield Heading(1, "项目整改情况")
    yield from _rectified(book)
    yield Heading(1, "风险因素分析")
    yield from risks(book)
    yield from _filled_in(book)


def _said(book: Book, heading: str) -> Iterator[Block]:
    yield Heading(3, heading)
    yield from said(book, heading, NAME)


def _targets(book: Book) -> Iterator[Block]:
    yield Heading(1, "项目绩效目标设定情况")
    yield Heading(3, "项目的总体目标")
    yield from said(book, "总目标", NAME)
    yield Heading(3, "项目的具体目标")
    form = own_form(book)
    made = table_of(book, form.name, merged=1) if form is not None else OPEN
    yield replace(made, caption="项目的具体目标") if isinstance(made, Grid) else made
    yield Heading(3, "阶段性工作目标")
    yield from stages(book)


def own_form(book: Book) -> Form | None:
    """The target form of this paper: 附件1 where the year has it, else the first of its kind."""
    forms = [form for form in book.year.forms if not form.official]
    return next((form for form in forms if form.name == "附件1"), forms[0] if forms else None)


def _money(book: Book, by_item: str) -> Iterator[Block]:
    yield Heading(1, "项目投入情况")
    yield Heading(3, "项目总投入和构成情况")
    yield from said(book, "项目总投入和构成情况", NAME)
    yield table_of(book, "附件1B", merged=1)
    yield Heading(3, "经常性项目执行情况")
    yield table_of(book, "附件1C", remarks=True)
    yield table_of(book, by_item)
    for heading in _OF_MONEY:
        yield from _said(book, heading)


def stages(book: Book) -> Iterator[Block]:
    """The steps of the plan, each as what is done by when."""
    if not book.year.plan:
        yield OPEN
    last = len(book.year.plan)
    for at, step in enumerate(book.year.plan, 1):
        yield Paragraph(f"{_by(step)}，完成{_what(book, step)}{'。' if at == last else '；'}")


def _by(step: Step) -> str:
    """6 月底前, or the day where it is not the last of its month."""
    day = step.end
    if (day + timedelta(days=1)).month != day.month:
        return f"{day.month} 月底前"
    return f"{day.month} 月 {day.day} 日前"


def _what(book: Book, step: Step) -> str:
    item = book.year.item(step.item)
    whose = f"“{item.name}”" if item is not None else ""
    return f"{whose}{step.step}{f'（{step.batch}）' if step.batch else ''}"


def _rectified(book: Book) -> Iterator[Block]:
    yield from said(book, "项目整改情况", NAME)
    for review in book.year.reviews:
        if review.kind == OUTSIDE:
            yield Paragraph(_evaluated(review))
    issues = [issue for issue in book.year.issues if issue.source == OUTSIDE]
    for heading, pairs in (
        ("提出的问题", [(each.problem, each.details) for each in issues]),
        ("改进情况", [(each.measure, each.steps) for each in issues]),
    ):
        yield Heading(3, heading)
        if not pairs:
            yield OPEN
        for at, (title, more) in enumerate(pairs, 1):
            text = f"{title}。{more}" if title else "（未填写）"
            yield Paragraph(f"（{at}）{filled(text, book)}")


def _evaluated(review: Review) -> str:
    """On what basis, by whom and when the evaluation was made."""
    day = f"；日期：{review.day}" if review.day else ""
    who = "、".join(review.panel) or OPEN.text
    return f"评价依据：{review.basis or OPEN.text}；评价人员：{who}{day}。"


def risks(book: Book) -> Iterator[Block]:
    """The risks with responses and owners; 无 only where somebody said there are none."""
    if not book.year.risks:
        yield from said(book, "风险因素分析", NAME)
        return
    head = tuple(label(text) for text in ("序号", "风险", "应对措施", "责任人"))
    rows = [
        (
            label(str(at)),
            value(filled(risk.risk, book)),
            value(filled(risk.response, book)),
            value(risk.owner),
        )
        for at, risk in enumerate(book.year.risks, 1)
    ]
    yield Grid(len(head), (head, *rows), head=1)


def _filled_in(book: Book) -> Iterator[Block]:
    if book.asked is not None:
        day = book.asked.version.day
        written = f"{day.year} 年 {day.month} 月 {day.day} 日"
        yield Signature((("填报单位", book.asked.version.by), ("日期", written)))


PROJECT_DESCRIPTION = Paper(NAME, blocks, needs=NEEDS)
