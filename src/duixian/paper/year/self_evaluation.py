"""项目支出绩效自评表: 10/50/30/10 by rule; what is not known yet stays open."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.model.targets import Form
from duixian.fund.performance.evaluation import Evaluation, evaluate
from duixian.fund.performance.proposals import forms_with_targets
from duixian.fund.tables.evaluated import evaluation_name
from duixian.fund.tables.registry import tables
from duixian.fund.wording import decimals, in_wan, rate
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, NewPage, Title
from duixian.paper.official.grid import Grid, GridRow, label, value
from duixian.paper.year.narrative import OPEN
from duixian.paper.year.paper import Paper
from duixian.paper.year.tables import grid_of

_UNKNOWN = "未知"
_NOTE = "得分未知的，列出最低和最高；没有实际完成值的不按零计。"
_HEADS = ("年初预算数", "全年预算数", "全年执行数", "执行率")


def blocks(book: Book) -> tuple[Block, ...]:
    """A form for each target form; () where the year has no targets."""
    forms = tuple(forms_with_targets(book))
    found: list[Block] = []
    for form in forms:
        found += [NewPage(across=True), *_form(book, form)]
    return tuple(found)


def _form(book: Book, form: Form) -> Iterator[Block]:
    fund = book.year.fund
    found = evaluate(book, form)
    yield Title("项目支出绩效自评表", (f"（{fund.year} 年度，{form.name}）",))
    yield Grid(5, tuple(_head(book, found)), dense=True)
    made = grid_of(tables(book)[evaluation_name(book, form)](), merged=2)
    yield replace(made, caption="", notes=(_NOTE,), dense=True)


def _head(book: Book, found: Evaluation) -> Iterator[GridRow]:
    fund = book.year.fund
    yield label("项目名称"), value(fund.name, across=4)
    yield label("项目单位"), value(fund.unit, across=2), label("主管部门"), value(fund.department)
    yield (label("预算执行（万元）", down=2), *(label(head) for head in _HEADS))
    asked = book.execution.approved(fund.year)
    sums = (asked, found.budget, found.spent)
    yield (
        *(label(_UNKNOWN if each is None else in_wan(each.value)) for each in sums),
        label(_UNKNOWN if found.rate is None else rate(found.rate.value)),
    )
    low, high = (decimals(each.value, 2) for each in (found.total.low, found.total.high))
    marks = low if low == high else f"{low} 至 {high}"
    yield label("总分"), value(marks, across=2), label("等级"), value(found.grade or OPEN.text)


SELF_EVALUATION = Paper("项目支出绩效自评表", blocks, needs="目标表（forms 和 targets）")
