"""Monitoring as tables: targets, spending of items, steps of the plan."""

from datetime import date

from duixian.fund.figure import Figure
from duixian.fund.model.targets import PERCENT, Target
from duixian.fund.performance.measured import Trend
from duixian.fund.performance.monitoring import (
    ItemStatus,
    Monitoring,
    Progress,
    StepStatus,
    TargetStatus,
    monitor,
)
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.tables.targeted import value_text
from duixian.fund.wording import FEN_A_WAN, in_wan, plain
from duixian.fund.work.book import Book
from duixian.rulebook.units import MONEY

MONITORING = ("监控目标", "监控支出", "监控计划")
_PROGRESS = ("灯", "说明", "原因", "纠正")


def monitored(book: Book, as_of: date, at: int) -> Table:
    """One of the three tables."""
    return monitoring_tables(book, as_of)[at]


def monitoring_tables(book: Book, as_of: date) -> tuple[Table, Table, Table]:
    """Targets, spending and plan as of a day."""
    found = monitor(book, as_of)
    return _targets(found), _items(found), _steps(found)


def _targets(found: Monitoring) -> Table:
    rows = tuple(
        Row(f"{each.form.name} {each.target.name}", _target(each)) for each in found.targets
    )
    columns = (
        Column("目标表"),
        Column("指标"),
        Column("目标值", figures=True),
        Column("到期进度", figures=True),
        Column("实际值", figures=True),
        Column("日期"),
        Column("趋势"),
        Column("年底推算", figures=True),
        *(Column(head) for head in _PROGRESS),
    )
    return Table(MONITORING[0], f"绩效目标监控（截至 {found.as_of}）", columns, rows)


def _target(status: TargetStatus) -> tuple[Cell, ...]:
    target, progress = status.target, status.progress
    goal = value_text(status.form, target, progress.goal)
    point = progress.point
    actual = words(status.words or EMPTY)
    if point is not None:
        actual = number(point.figure, measured_text(target, point.figure))
    return (
        words(status.form.name),
        words(target.name),
        Cell(goal, progress.goal),
        _measured(target, progress.planned),
        actual,
        words(str(point.day) if point is not None else ""),
        words(_direction(progress.trend)),
        _measured(target, progress.trend.projected if progress.trend else None),
        *_signal(progress),
    )


def measured_text(target: Target, figure: Figure) -> str:
    """A measured value in the unit of its target, without an operator."""
    value = figure.value * 100 if target.unit == PERCENT else figure.value
    if figure.dimension == MONEY:
        value = figure.value / FEN_A_WAN
    blank = "" if target.unit in {"", PERCENT} else " "
    return f"{plain(value)}{blank}{target.unit}"


def _measured(target: Target, figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, measured_text(target, figure))


def _direction(trend: Trend | None) -> str:
    return trend.direction.value if trend is not None else EMPTY


def _signal(progress: Progress) -> tuple[Cell, ...]:
    why = progress.deviation
    cause, correction = (why.cause, why.correction) if why is not None else ("", "")
    signal = progress.signal
    return words(signal.light.value), words(signal.why), words(cause), words(correction)


def _items(found: Monitoring) -> Table:
    rows = tuple(Row(str(each.item.number), _item(each)) for each in found.items)
    columns = (
        Column("序号"),
        Column("政策项"),
        Column("预算", figures=True),
        Column("到期进度", figures=True),
        Column("支出", figures=True),
        Column("截至"),
        Column("趋势"),
        Column("年底推算", figures=True),
        *(Column(head) for head in _PROGRESS),
    )
    caption = f"预算执行监控（截至 {found.as_of}）"
    return Table(MONITORING[1], caption, columns, rows, "万元")


def _item(status: ItemStatus) -> tuple[Cell, ...]:
    progress = status.progress
    point = progress.point
    return (
        words(str(status.item.number)),
        words(status.item.name),
        _wan(progress.goal),
        _wan(progress.planned),
        _wan(point.figure if point is not None else None),
        words(str(point.day) if point is not None else ""),
        words(_direction(progress.trend)),
        _wan(progress.trend.projected if progress.trend else None),
        *_signal(progress),
    )


def _wan(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, in_wan(figure.value))


def _steps(found: Monitoring) -> Table:
    columns = ("环节", "批次", "政策项", "止", "完成", "责任科室", "灯", "说明")
    rows = tuple(
        Row(f"{each.step.step} {each.step.batch}".strip(), _step(each, found.as_of))
        for each in found.steps
    )
    caption = f"计划执行监控（截至 {found.as_of}）"
    return Table(MONITORING[2], caption, tuple(Column(head) for head in columns), rows)


def _step(status: StepStatus, day: date) -> tuple[Cell, ...]:
    step = status.step
    done = step.done if step.done is not None and step.done <= day else None
    return (
        words(step.step),
        words(step.batch),
        words(str(step.item or "全部")),
        words(str(step.end)),
        words(str(done or "")),
        words(step.office),
        words(status.signal.light.value),
        words(status.signal.why),
    )
