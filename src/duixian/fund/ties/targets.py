"""Targets against quantities, numbers and measures; forms against each other; plan against time."""

from collections.abc import Iterator
from datetime import date

from duixian.fund.figure import Figure, total
from duixian.fund.model.targets import PERCENT, Form, Operator, Target
from duixian.fund.performance.promised import promised_days
from duixian.fund.tables.targeted import value_text
from duixian.fund.ties.costs import cost_of
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, stand
from duixian.fund.wording import plain
from duixian.fund.work.book import Book
from duixian.fund.work.targets import planned, target_figure
from duixian.rulebook.problems import Severity

_HEADS = {"经济效益指标": "效益指标", "社会效益指标": "效益指标", "可持续影响指标": "效益指标"}


def quantities(book: Book) -> Iterator[Finding]:
    """A number promised that the lines it counts do not hold, in any version of the budget."""
    for form, target in _targets(book):
        figure = target_figure(book, form, target)
        if figure is None or not target.lines or cost_of(book, target) is not None:
            continue
        for budget in book.budgets:
            plan = planned(book, form, target, budget.version.name)
            if plan is not None and plan.value != figure.value:
                yield Finding(
                    Severity.WARNING,
                    "目标与数量",
                    f"{form.name} {target.name} {budget.version.name}",
                    Stand(plain(figure.value), str(target.place)),
                    Stand(plain(plan.value), f"{budget.version.name} {'、'.join(target.lines)}"),
                    plain(figure.value - plan.value),
                    f"{form.name}「{target.name}」目标 {plain(figure.value)}，"
                    f"{budget.version.name}的明细合计 {plain(plan.value)}",
                    budget.version.name,
                )


def unmeasured(book: Book) -> Iterator[Finding]:
    """A target that nothing measures."""
    for form, target in _targets(book):
        if not target.measured and target.operator is not Operator.QUALITY:
            yield Finding(
                Severity.WARNING,
                "目标没有口径",
                f"{form.name} {target.name}",
                Stand(target.name, str(target.place)),
                Stand(UNWRITTEN, "口径"),
                "缺口径",
                f"{form.name}「{target.name}」没有写由什么计量",
            )


def rates(book: Book) -> Iterator[Finding]:
    """A rate promised without saying what is counted above and below."""
    for form, target in _targets(book):
        worded = target.operator in {Operator.QUALITY, Operator.BEFORE}
        if target.unit == PERCENT and not worded and not (target.numerator and target.denominator):
            yield Finding(
                Severity.NOTE,
                "比率没有分子分母",
                f"{form.name} {target.name}",
                Stand(target.name, str(target.place)),
                Stand(target.measured or UNWRITTEN, "口径"),
                "缺分子、分母",
                f"{form.name}「{target.name}」是比率，没有写分子和分母",
            )


def qualitative(book: Book) -> Iterator[Finding]:
    """A word where the policy itself, or the fund's data, offers a number; any other bare word."""
    for form, target in _targets(book):
        if target.operator is not Operator.QUALITY:
            continue
        offered = bool(target.offers)
        tail = f"，可量化为：{target.offers}" if offered else ""
        yield Finding(
            Severity.WARNING if offered else Severity.NOTE,
            "定性目标",
            f"{form.name} {target.name}",
            Stand(target.words, str(target.place)),
            Stand(target.offers or "没有可用的数", "政策或数据"),
            "没有量化",
            f"{form.name}「{target.name}」只写“{target.words}”，没有量化{tail}",
        )


def forms(book: Book) -> Iterator[Finding]:
    """Two targets of one year that promise the same thing and give it different values.

    The same thing: the name, the name stated as 同一指标, or the same two numbers of a rate.
    """
    seen: dict[object, tuple[Form, Target, str]] = {}
    for form, target in _targets(book):
        figure = target_figure(book, form, target)
        text = value_text(form, target, figure) or UNWRITTEN
        before = next((seen[key] for key in _things(target) if key in seen), None)
        for key in _things(target):
            seen.setdefault(key, before or (form, target, text))
        if before is not None and before[2] != text:
            other = target_figure(book, before[0], before[1])
            yield Finding(
                Severity.WARNING,
                "两份文件不一致",
                target.name,
                Stand(before[2], f"{before[0].name} {before[1].place}"),
                Stand(text, f"{form.name} {target.place}"),
                _apart(other, figure),
                f"{before[0].name}「{before[1].name}」是 {before[2]}，"
                f"{form.name}「{target.name}」是 {text}",
            )


def _things(target: Target) -> Iterator[object]:
    """By what another target is known to promise the same."""
    yield target.same_as or target.name
    if target.numerator and target.denominator:
        yield target.numerator, target.denominator


def _apart(left: Figure | None, right: Figure | None) -> str:
    if left is None or right is None or left.dimension != right.dimension:
        return "目标不同"
    return apart(left, right) or "写法不同"


def heads(book: Book) -> Iterator[Finding]:
    """A row that stands under the wrong first level."""
    for form, target in _targets(book):
        right = _HEADS.get(target.levels[-1], target.levels[0])
        if right != target.levels[0]:
            yield Finding(
                Severity.WARNING,
                "指标放错位置",
                f"{form.name} {target.name}",
                Stand(target.levels[0], str(target.place)),
                Stand(right, "财政指标体系"),
                "一级指标不同",
                f"{target.levels[1]}列在{target.levels[0]}下，应在{right}下",
            )


def deadlines(book: Book) -> Iterator[Finding]:
    """A date promised outside the year of the form, or after the policy ends; the last day counts.

    The difference is the days from the last day promised to the nearest day that is inside.
    """
    fund = book.year.fund
    first, last = date(fund.year, 1, 1), date(fund.year, 12, 31)
    for form, target in _targets(book):
        if target.operator is not Operator.BEFORE:
            continue
        for day in promised_days(target.words, fund.year):
            promised = day.toordinal() - 1
            early, late = promised - first.toordinal(), promised - last.toordinal()
            if early < 0 or late > 0:
                yield Finding(
                    Severity.WARNING,
                    "目标日期与年度",
                    f"{form.name} {target.name}",
                    Stand(target.words, str(target.place)),
                    Stand(str(fund.year), "表的年度"),
                    _days(early if early < 0 else late),
                    f"「{target.name}」定在 {target.words}，不在 {fund.year} 年度内",
                )
            over = promised - fund.in_force[1].toordinal() if fund.in_force is not None else 0
            if fund.in_force is not None and over > 0:
                yield Finding(
                    Severity.WARNING,
                    "目标日期与政策期限",
                    f"{form.name} {target.name}",
                    Stand(target.words, str(target.place)),
                    Stand(str(fund.in_force[1]), "政策止"),
                    _days(over),
                    f"「{target.name}」定在 {target.words}，政策 {fund.in_force[1]} 已经到期",
                )


def _days(number: int) -> str:
    return f"{number:+d} 天".replace("-", "−")


def plan(book: Book) -> Iterator[Finding]:
    """A step of the plan that ends after the date the target promises, or outside any policy."""
    for form, target in _targets(book):
        dates = list(promised_days(target.words, book.year.fund.year))
        if target.operator is not Operator.BEFORE or not dates:
            continue
        steps = [step for step in book.year.plan if _about(target.name, step.step)]
        for promised, step in zip(dates, sorted(steps, key=lambda each: each.end), strict=False):
            if step.end >= promised:
                yield Finding(
                    Severity.WARNING,
                    "计划与时效目标",
                    f"{form.name} {step.step} {step.batch}",
                    Stand(str(step.end), str(step.place)),
                    Stand(target.words, str(target.place)),
                    f"+{(step.end - promised).days + 1} 天",
                    f"{step.step}{step.batch}计划到 {step.end}，目标「{target.name}」是"
                    f"{target.words}",
                )
    for step in book.year.plan:
        if step.start is None:
            yield Finding(
                Severity.NOTE,
                "计划没有起日",
                f"{step.step} {step.batch}",
                Stand(UNWRITTEN, str(step.place)),
                Stand(str(step.end), "止"),
                "缺起日",
                f"{step.step}{step.batch}只有止日 {step.end}，没有起日",
            )
    planned_items = {step.item for step in book.year.plan}
    missing = [item for item in book.year.items if item.number not in planned_items]
    if book.year.plan and missing:
        yield Finding(
            Severity.WARNING,
            "计划不分政策项",
            "计划",
            Stand(f"{len(book.year.items) - len(missing)} 项", "plan 有自己日程的政策项"),
            Stand(f"{len(book.year.items)} 项", "year.yaml 的 items"),
            f"−{len(missing)} 项",
            f"{len(missing)} 个政策项没有各自的申报、审核、公示和拨付日程",
        )


def _about(target: str, step: str) -> bool:
    return ("受理" in target and "申报" in step) or ("拨付" in target and "下拨" in step)


def coverage(book: Book) -> Iterator[Finding]:
    """An item that no target of any form speaks of."""
    if not book.year.targets:
        return
    counted = {code for target in book.year.targets for code in target.lines}
    counted_items = {target.item for target in book.year.targets}
    budget = book.asked
    for item in budget.items if budget else ():
        codes = {line.line.code for line in item.shown}
        if codes and not codes & counted and item.item.number not in counted_items:
            amounts = total(item.item.name, [item.amount])
            yield Finding(
                Severity.WARNING,
                "预算没有目标",
                str(item.item.number),
                stand(amounts, item.item.place),
                Stand(UNWRITTEN, "目标表"),
                "缺数量目标",
                f"{item.item.name}有预算而没有数量目标",
            )


def _targets(book: Book) -> Iterator[tuple[Form, Target]]:
    named = {form.name: form for form in book.year.forms}
    for target in book.year.targets:
        yield named[target.form], target
