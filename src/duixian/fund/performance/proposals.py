"""The loop: what execution, results and unmet need say about next year's ceilings and targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.figure import Figure, difference, given, ratio, total
from duixian.fund.model.fund import Item
from duixian.fund.model.targets import Form, Operator
from duixian.fund.performance.evaluation import Evaluation
from duixian.fund.performance.lights import reached_part
from duixian.fund.performance.marking import Ruling, TargetMarks
from duixian.fund.performance.measured import DECEMBER, spent_points
from duixian.fund.performance.monitoring import authorised
from duixian.fund.wording import rate, said
from duixian.fund.work.book import Book

IDLE = Fraction(4, 5)
"""An item that spent less than this of its budget is proposed what it spent."""
FULL = Fraction(19, 20)
"""An item that spent at least this much is proposed its unmet need besides."""
HOPELESS = Fraction(3, 5)
"""A target of which less was reached is proposed what was reached."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What next year should have, None where nothing follows; `now` is this year's."""

    subject: str
    name: str
    now: Figure | None
    proposed: Figure | None
    reason: str


def propose_ceilings(book: Book) -> tuple[Proposal, ...]:
    """A ceiling for each item."""
    return tuple(_ceiling(book, item) for item in book.year.items)


def _ceiling(book: Book, item: Item) -> Proposal:
    year = book.year.fund.year
    budget = authorised(book, item.number)
    points = spent_points(book, item.number, date(year, DECEMBER, 31))
    owed = owed_next_year(book, item)
    if budget is None or not budget.value or not points or points[-1].day.month != DECEMBER:
        least = owed if owed.value else None
        tail = f"；{year + 1} 年已决定应付 {said(owed)}，至少要安排" if least else ""
        reason = f"没有全年的预算和支出，不能由执行情况推出{tail}"
        return Proposal(str(item.number), item.name, budget, least, reason)
    spent = points[-1].figure
    used = ratio("执行率", spent, budget)
    executed = used.value if used is not None else Fraction(0)
    parts, reasons = [_base(budget, spent, executed)], [_said_of(executed)]
    unmet = unmet_need(book, item)
    if executed >= FULL and unmet is not None:
        parts.append(unmet)
        reasons.append(f"另加没有满足的需求 {said(unmet)}")
    proposed = total(f"{item.name}下年上限", parts)
    if owed.value > proposed.value:
        proposed = owed.named(proposed.name)
        reasons = [f"{year + 1} 年已决定应付 {said(owed)}，高于按执行情况推出的数"]
    return Proposal(str(item.number), item.name, budget, proposed, "；".join(reasons))


def _base(budget: Figure, spent: Figure, executed: Fraction) -> Figure:
    return budget if IDLE <= executed <= 1 else spent


def _said_of(executed: Fraction) -> str:
    words = f"执行率 {rate(executed)}"
    if executed < IDLE:
        return f"{words}，低于 {rate(IDLE, 0)}，按实际支出"
    return f"{words}，按本年预算" if executed <= 1 else f"{words}，超过预算，按实际支出"


def unmet_need(book: Book, item: Item) -> Figure | None:
    """The need that the latest version leaves out; None where it leaves none."""
    latest = book.latest
    if latest is None:
        return None
    figures = latest.item(item.number)
    left = difference("没有满足的需求", figures.need, figures.amount)
    return left if left.value > 0 else None


def owed_next_year(book: Book, item: Item) -> Figure:
    """What decisions taken so far make due next year and nobody has paid."""
    year = book.year.fund.year + 1
    amount = sum(
        each.amount
        for each in book.instalments_of(item.number)
        if each.due.year == year and each.paid is None
    )
    return given(f"{item.name} {year} 年到期的承诺", amount, "奖补台账")


def propose_targets(evaluation: Evaluation) -> tuple[Proposal, ...]:
    """A value for each target of the form."""
    return tuple(_target(row) for head in evaluation.heads for row in head.targets)


def _target(row: TargetMarks) -> Proposal:
    proposed, reason = _next_value(row)
    return Proposal(row.form.name, row.target.name, row.goal, proposed, reason)


def _next_value(row: TargetMarks) -> tuple[Figure | None, str]:
    target, goal = row.target, row.goal
    if target.operator is Operator.QUALITY:
        tail = f"，可量化为：{target.offers}" if target.offers else "，写出可以计量的数"
        return None, f"定性目标{tail}"
    if target.operator is Operator.BEFORE:
        if row.ruling is Ruling.UNKNOWN:
            return None, "没有完成记录，时点照旧，先落实登记"
        late = row.marks.high.value < row.weight.value
        return None, "有批次迟了，时点连同责任科室一起定" if late else "时点照旧"
    if goal is None:
        return None, "本年没有目标值，先定目标值"
    if row.point is None or row.ruling is Ruling.SO_FAR:
        return goal, "没有全年的实际值，目标照旧，先落实计量"
    actual = row.point.figure
    part = reached_part(actual.value, target.operator, goal.value)
    words = f"完成 {rate(part)}"
    cause = f"（{row.deviation.cause}）" if row.deviation is not None else ""
    if row.ruling in {Ruling.TOO_LOW, Ruling.MAYBE_TOO_LOW}:
        return actual.named(target.name), f"{words}，目标偏低，按实际值{cause}"
    if row.ruling is Ruling.MET:
        return goal, f"{words}，达成，目标照旧"
    if part < HOPELESS:
        return actual.named(target.name), f"{words}，不到 {rate(HOPELESS, 0)}，按实际值{cause}"
    return goal, f"{words}，没有达成，目标照旧，先改进{cause}"


def forms_with_targets(book: Book) -> Iterator[Form]:
    """The forms that have any target, in order."""
    used = {each.form for each in book.year.targets}
    return (form for form in book.year.forms if form.name in used)
