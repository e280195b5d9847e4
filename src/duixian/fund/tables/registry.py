"""All tables of a year by name: what a paper prints and what one can ask about."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from duixian.fund.model.codes import CodeKind
from duixian.fund.performance.measured import latest_day
from duixian.fund.performance.proposals import forms_with_targets
from duixian.fund.tables.asked import (
    composition,
    items_table,
    subprojects,
    table_1,
    table_2,
    table_3,
    table_4_3,
)
from duixian.fund.tables.counted import drivers, numbers
from duixian.fund.tables.evaluated import (
    evaluation_name,
    next_ceilings,
    next_targets,
    self_evaluation,
)
from duixian.fund.tables.executed import table_4, table_5, table_c, table_d, table_d_with_clauses
from duixian.fund.tables.monitored import MONITORING, monitored
from duixian.fund.tables.obligations import due_by_month
from duixian.fund.tables.planned import plan_table
from duixian.fund.tables.resources import (
    codes_table,
    costs_table,
    equipment_table,
    quotas_table,
    risks_table,
    sources_table,
)
from duixian.fund.tables.reviewed import table_7a, table_7b
from duixian.fund.tables.scored import score_sheet
from duixian.fund.tables.table import Table
from duixian.fund.tables.targeted import target_table
from duixian.fund.tables.themes import themes
from duixian.fund.tables.versions import changes, needs_by_origin
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget

Make = Callable[[], Table]


def tables(book: Book) -> Mapping[str, Make]:
    """The tables this year has, in the order of the papers; each is made when called."""
    return dict(_all(book))


def _all(book: Book) -> Iterator[tuple[str, Make]]:
    asked, reviewed = book.asked, book.latest
    yield "政策项", lambda: items_table(book)
    yield "基本数", lambda: numbers(book)
    yield "测算依据", lambda: drivers(book)
    if asked is not None:
        yield from _of_budget(book, asked)
    for form in book.year.forms:
        if form.official and asked is not None:
            yield "资金构成", lambda: subprojects(asked)
        yield form.name, partial(target_table, book, form)
    if asked is not None and reviewed is not None and reviewed is not asked:
        yield "表7a", lambda: table_7a(asked, reviewed)
        yield "表7b", lambda: table_7b(book, reviewed)
    for before, after in pairwise(book.budgets):
        yield f"变动{after.version.name}", partial(changes, before, after)
    if reviewed is not None:
        yield "需求分年", lambda: needs_by_origin(reviewed)
        yield from _of_resources(book, reviewed)
    yield from _of_records(book)
    yield from _of_performance(book)
    for round_ in dict.fromkeys(mark.round for mark in book.year.marks):
        yield f"评分表{round_}", partial(score_sheet, book, round_)


def _of_resources(book: Book, budget: Budget) -> Iterator[tuple[str, Make]]:
    if book.year.fund.sources:
        yield "资金来源", lambda: sources_table(book, budget)
    yield "预算科目", lambda: codes_table(book, budget)
    if any(each.kind is CodeKind.QUOTA for each in book.year.codes):
        yield "指标额度", lambda: quotas_table(book, budget)
    yield "成本管理", lambda: costs_table(budget)


def _of_records(book: Book) -> Iterator[tuple[str, Make]]:
    if book.year.plan:
        yield "计划", lambda: plan_table(book)
    if book.year.risks:
        yield "风险", lambda: risks_table(book)
    if book.year.equipment:
        yield "设备配置", lambda: equipment_table(book)


def _of_performance(book: Book) -> Iterator[tuple[str, Make]]:
    if book.year.instalments:
        yield "应付分月", lambda: due_by_month(book)
    day = latest_day(book)
    if day is not None:
        for at, name in enumerate(MONITORING):
            yield name, partial(monitored, book, day, at)
    if any(each.theme for each in book.year.targets):
        yield "主题", lambda: themes(book)
    forms = list(forms_with_targets(book))
    for form in forms:
        yield evaluation_name(book, form), partial(self_evaluation, book, form)
    if forms:
        yield "下年目标建议", lambda: next_targets(book, forms[0])
    yield "下年上限建议", lambda: next_ceilings(book)


def _of_budget(book: Book, asked: Budget) -> Iterator[tuple[str, Make]]:
    yield "表1", lambda: table_1(book, asked)
    yield "表2", lambda: table_2(book, asked)
    yield "表3", lambda: table_3(book, asked)
    yield "附件1B", lambda: composition(book, asked)
    yield "4-3", lambda: table_4_3(book, asked)
    if book.execution.past:
        yield "表4", lambda: table_4(book)
        yield "表5", lambda: table_5(book, asked)
        yield "附件1C", lambda: table_c(book)
        yield "附件1D", lambda: table_d(book, asked)
        yield "附件1D明细", lambda: table_d_with_clauses(book, asked)
