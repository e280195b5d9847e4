"""year.yaml of the next year: the same fund, its items as continuing, its forms and sheets."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.following.tables import HISTORY
from duixian.fund.model.scores import Aggregation, Criterion
from duixian.fund.model.year import Year
from duixian.fund.wording import in_wan, plain

_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff 〔〕（）《》“”、，。；.+-]*")
TO_FILL = """\
# 由 {last} 年的年度文件夹建立。还要填写（duixian year check 会逐项说明）：
#   approved  {last} 年、{year} 年批复的预算总额
#   versions  预算版本：申报、审核、批复 ……，各有名称、日期、提出人
#   forms     每张目标表对应的预算版本（version）
# 各表的填写说明见 填写说明.md。
"""


def following_head(last: Year, year: int) -> str:
    """The text of year.yaml."""
    lines = [
        TO_FILL.format(last=last.fund.year, year=year).rstrip("\n"),
        *_fund(last, year),
        *_mapping("policies", last.fund.aliases),
        *_mapping("sources", tuple((who, str(part)) for who, part in last.fund.sources)),
        *_approvals(last, year),
        *_items(last),
        *_forms(last),
        *_sheets(last),
    ]
    return "\n".join(lines) + "\n"


def _fund(last: Year, year: int) -> Iterator[str]:
    fund = last.fund
    yield f"fund: {_text(fund.name)}"
    yield f"unit: {_text(fund.unit)}"
    yield f"department: {_text(fund.department)}"
    yield f"level: {_text(fund.level)}"
    yield f"region: {fund.region}"
    yield f"year: {year}"
    if fund.purpose:
        yield f"purpose: {_text(fund.purpose)}"
    if fund.illustrative:
        yield f"illustrative: {_text(fund.illustrative)}"
    if fund.in_force:
        yield f"from: {fund.in_force[0]}"
        yield f"to: {fund.in_force[1]}"


def _mapping(key: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if pairs:
        yield f"{key}:"
        yield from (f"  {_text(name)}: {_text(value)}" for name, value in pairs)


def _approvals(last: Year, year: int) -> Iterator[str]:
    kept = [each for each in last.approvals if year - HISTORY <= each.year < year]
    if kept:
        yield "approved:"
    for each in kept:
        yield f"  - year: {each.year}"
        yield f"    sum: {in_wan(Fraction(each.amount), 6).rstrip('0').rstrip('.')} 万元"
        yield f"    source: {_text(each.source)}"


def _items(last: Year) -> Iterator[str]:
    yield "items:"
    for item in last.items:
        yield f"  - number: {item.number}"
        yield f"    name: {_text(item.name)}"
        yield f"    office: {_text(item.office)}"
        if item.goal:
            yield f"    goal: {_text(item.goal)}"
        if item.scope:
            yield f"    scope: {_text(item.scope)}"


def _forms(last: Year) -> Iterator[str]:
    if last.forms:
        yield "forms:"
    for form in last.forms:
        yield f"  - name: {_text(form.name)}"
        if form.official:
            yield "    official: 是"


def _sheets(last: Year) -> Iterator[str]:
    if last.sheets:
        yield "sheets:"
    for sheet in last.sheets:
        yield f"  - name: {_text(sheet.name)}"
        if sheet.aggregation is not Aggregation.MEAN:
            yield f"    scorers: {sheet.aggregation}"
        yield "    criteria:"
        for each in sheet.criteria:
            yield from _criterion(each)
        yield "    bands:"
        for name, least in sheet.bands:
            yield f"      - name: {_text(name)}"
            yield f"        from: {plain(least)}"


def _criterion(each: Criterion) -> Iterator[str]:
    yield f"      - code: {_text(each.code)}"
    yield f"        name: {_text(each.name)}"
    if each.marks:
        yield f"        marks: {plain(each.marks)}"
    if each.parent:
        yield f"        parent: {_text(each.parent)}"
    if each.shared:
        yield f"        {'either' if each.either else 'shared'}: {_text(each.shared)}"


def _text(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
