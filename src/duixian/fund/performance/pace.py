"""What was to be reached by a day, and what the last two values lead to by the end of the year."""

from datetime import date
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.model.performance import Milestone
from duixian.fund.model.targets import PERCENT, Target
from duixian.fund.performance.lights import BOUNDS
from duixian.fund.performance.measured import DECEMBER, Direction, Point, Trend, last_day
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of

LEAST_POINTS = 2


def adds_up(target: Target) -> bool:
    """Whether the value grows through the year from nothing, as counts and sums do.

    Rates do not, nor what must stay below a bound.
    """
    return target.unit != PERCENT and target.operator not in BOUNDS


def planned_target(book: Book, target: Target, goal: Figure, day: date) -> Figure:
    """What the target is to have reached by a day.

    With milestones: the last one due. Without: for what adds up, its goal × the days gone ÷ the
    days of the year; for a rate or a bound, the goal itself.
    """
    own = [
        each
        for each in book.year.milestones
        if (each.form, each.target) == (target.form, target.name)
    ]
    if own:
        return _milestone(book, own, goal, day)
    if not adds_up(target):
        return goal
    gone = Figure("已过天数的比例", _gone(book, day), goal.dimension, f"到 {day}")
    value = goal.value * gone.value
    how = f"年度目标按天数平均到 {day}"
    return Figure(f"{goal.name}到 {day} 的计划", value, goal.dimension, how, (goal,))


def planned_spending(book: Book, item: int, budget: Figure, day: date) -> Figure:
    """What an item is to have spent by a day: the last milestone due, else by whole months."""
    own = [each for each in book.year.milestones if not each.target and each.item == item]
    if own:
        return _milestone(book, own, budget, day)
    months = _whole_months(book, day)
    value = budget.value * months / DECEMBER
    how = f"预算按 12 个月平均到 {months} 月（序时进度）"
    return Figure(f"{budget.name}到 {months} 月的计划", value, budget.dimension, how, (budget,))


def _whole_months(book: Book, day: date) -> int:
    year = book.year.fund.year
    return sum(last_day(year, month) <= day for month in range(1, DECEMBER + 1))


def _milestone(book: Book, own: list[Milestone], goal: Figure, day: date) -> Figure:
    due = [each for each in own if each.day <= day]
    if day >= date(book.year.fund.year, DECEMBER, 31):
        return goal
    if not due:
        first = min(each.day for each in own)
        how = f"第一个阶段目标到 {first} 才到期"
        return Figure(f"{goal.name}到 {day} 的计划", Fraction(0), goal.dimension, how)
    last = max(due, key=lambda each: each.day)
    figure = figure_of(last.value, f"{goal.name}到 {last.day} 的阶段目标", book.drivers)
    return figure.noted(f"阶段目标 {last.place}")


def _gone(book: Book, day: date) -> Fraction:
    year = book.year.fund.year
    first, last = date(year, 1, 1), date(year, DECEMBER, 31)
    if day >= last:
        return Fraction(1)
    return Fraction(max(0, (day - first).days + 1), (last - first).days + 1)


def trend_of(book: Book, points: tuple[Point, ...], *, sums: bool) -> Trend | None:
    """The trend of the last two values; None of fewer."""
    if len(points) < LEAST_POINTS:
        return None
    before, now = points[-2:]
    change = now.figure.value - before.figure.value
    direction = Direction.LEVEL
    if change:
        direction = Direction.UP if change > 0 else Direction.DOWN
    if not sums:
        return Trend(direction, None)
    left = max(0, (date(book.year.fund.year, DECEMBER, 31) - now.day).days)
    value = now.figure.value + change * left / (now.day - before.day).days
    how = f"按 {before.day} 至 {now.day} 的速度到年底"
    parts = (before.figure, now.figure)
    name = f"{now.figure.name}的年底推算"
    projected = Figure(
        name, max(Fraction(0), value), now.figure.dimension, how, parts, "", now.figure.unit
    )
    return Trend(direction, projected)
