"""Monitoring through the year: plan, actual, trend and light of targets, items and steps."""

from dataclasses import dataclass
from datetime import date

from duixian.fund.figure import Figure, total
from duixian.fund.model.fund import Item
from duixian.fund.model.performance import Deviation
from duixian.fund.model.records import State, Step
from duixian.fund.model.targets import Form, Operator, Target
from duixian.fund.performance.lights import (
    UNMEASURED,
    Light,
    Signal,
    of_band,
    of_days,
    of_value,
    stale,
)
from duixian.fund.performance.measured import Point, Trend, actuals_of, points_of, spent_points
from duixian.fund.performance.pace import (
    adds_up,
    planned_spending,
    planned_target,
    trend_of,
)
from duixian.fund.performance.promised import promised_days
from duixian.fund.work.book import Book
from duixian.fund.work.targets import target_figure
from duixian.fund.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a number is: its goal for the year, the plan by `point`'s day, trend and light."""

    goal: Figure | None
    planned: Figure | None
    point: Point | None
    trend: Trend | None
    signal: Signal
    deviation: Deviation | None


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """A target with how far it is; `words` is what was entered of a word or of dates."""

    form: Form
    target: Target
    progress: Progress
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """The spending of an item against its budget."""

    item: Item
    progress: Progress


@dataclass(frozen=True, slots=True)
class StepStatus:
    """A step of the plan; `late` in working days, None where it is not (known to be) late."""

    step: Step
    late: WorkingDays | None
    signal: Signal


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Everything as of a day."""

    as_of: date
    targets: tuple[TargetStatus, ...]
    items: tuple[ItemStatus, ...]
    steps: tuple[StepStatus, ...]


def monitor(book: Book, as_of: date) -> Monitoring:
    """How far everything is on a day; what was not measured is unknown, never green."""
    forms = {form.name: form for form in book.year.forms}
    return Monitoring(
        as_of,
        tuple(_target(book, forms[each.form], each, as_of) for each in book.year.targets),
        tuple(ItemStatus(item, _spending(book, item, as_of)) for item in book.year.items),
        tuple(_step(book, step, as_of) for step in book.year.plan),
    )


def _target(book: Book, form: Form, target: Target, as_of: date) -> TargetStatus:
    if target.operator is Operator.QUALITY:
        return _worded(book, form, target, as_of)
    if target.operator is Operator.BEFORE:
        return _dated(book, form, target, as_of)
    goal = target_figure(book, form, target)
    points = points_of(book, target, as_of)
    deviation = _deviation(book, as_of, form=form.name, target=target.name)
    if goal is None:
        signal = Signal(Light.UNKNOWN, "没有目标值")
        return TargetStatus(form, target, Progress(None, None, _last(points), None, signal, None))
    if not points:
        planned = planned_target(book, target, goal, as_of)
        progress = Progress(goal, planned, None, None, UNMEASURED, deviation)
        return TargetStatus(form, target, progress)
    point = points[-1]
    planned = planned_target(book, target, goal, point.day)
    trend = trend_of(book, points, sums=adds_up(target))
    signal = stale(point.day, as_of) or of_value(
        point.figure, target.operator, planned, goal, trend
    )
    return TargetStatus(form, target, Progress(goal, planned, point, trend, signal, deviation))


def _worded(book: Book, form: Form, target: Target, as_of: date) -> TargetStatus:
    found = [each for each in actuals_of(book, target, as_of) if each.band is not None]
    deviation = _deviation(book, as_of, form=form.name, target=target.name)
    signal, words = UNMEASURED, ""
    if found and found[-1].band is not None:
        words = found[-1].band.value
        signal = stale(found[-1].day, as_of) or of_band(found[-1].band)
    return TargetStatus(form, target, Progress(None, None, None, None, signal, deviation), words)


def _dated(book: Book, form: Form, target: Target, as_of: date) -> TargetStatus:
    done = done_days(book, target, as_of)
    promised = tuple(promised_days(target.words, book.year.fund.year))
    deviation = _deviation(book, as_of, form=form.name, target=target.name)
    signal = of_days(promised, done, as_of)
    words = "、".join(str(day) for day in done)
    return TargetStatus(form, target, Progress(None, None, None, None, signal, deviation), words)


def done_days(book: Book, target: Target, until: date) -> tuple[date, ...]:
    """The days on which the batches of a target of time were done, as last entered."""
    found = [each.done for each in actuals_of(book, target, until) if each.done]
    return tuple(sorted(day for day in found[-1] if day <= until)) if found else ()


def _spending(book: Book, item: Item, as_of: date) -> Progress:
    budget = authorised(book, item.number)
    points = spent_points(book, item.number, as_of)
    deviation = _deviation(book, as_of, item=item.number)
    if budget is None:
        signal = Signal(Light.UNKNOWN, "没有预算数")
        return Progress(None, None, _last(points), None, signal, deviation)
    if not points:
        planned = planned_spending(book, item.number, budget, as_of)
        return Progress(budget, planned, None, None, UNMEASURED, deviation)
    point = points[-1]
    planned = planned_spending(book, item.number, budget, point.day)
    trend = trend_of(book, points, sums=True)
    signal = stale(point.day, as_of) or _spending_light(point, planned, budget)
    return Progress(budget, planned, point, trend, signal, deviation)


def _spending_light(point: Point, planned: Figure, budget: Figure) -> Signal:
    if point.figure.value > budget.value:
        return Signal(Light.RED, "支出超过预算，要办调剂")
    return of_value(point.figure, Operator.AT_LEAST, planned, budget, None)


def authorised(book: Book, item: int) -> Figure | None:
    """What an item may spend: its adjusted budget with transfers, else the latest version's sum."""
    year = book.year.fund.year
    adjusted = book.execution.adjusted(year, item)
    if adjusted is not None:
        moved = book.execution.moved(year, item)
        return total(f"{adjusted.name}（含调剂）", (adjusted, moved)) if moved.value else adjusted
    latest = book.latest
    return latest.item(item).amount if latest is not None else None


def _step(book: Book, step: Step, as_of: date) -> StepStatus:
    done = step.done if step.done is not None and step.done <= as_of else None
    if done is not None:
        late = book.calendar.after(step.end, done) if done > step.end else None
        if late is None:
            return StepStatus(step, None, Signal(Light.GREEN, "按时完成"))
        return StepStatus(step, late, Signal(Light.YELLOW, f"完成迟了 {late}"))
    if as_of <= step.end:
        return StepStatus(step, None, Signal(Light.NOT_DUE, f"{step.end} 到期"))
    late = book.calendar.after(step.end, as_of)
    if step.state in {State.WAITING, State.GOING}:
        return StepStatus(step, late, Signal(Light.RED, f"{step.state}，已超期 {late}"))
    return StepStatus(step, late, Signal(Light.UNKNOWN, f"没有完成记录，已过期 {late}"))


def _deviation(
    book: Book, as_of: date, *, form: str = "", target: str = "", item: int = 0
) -> Deviation | None:
    own = [
        each
        for each in book.year.deviations
        if (each.form, each.target, each.item) == (form, target, item) and each.day <= as_of
    ]
    return max(own, key=lambda each: each.day, default=None)


def _last(points: tuple[Point, ...]) -> Point | None:
    return points[-1] if points else None
