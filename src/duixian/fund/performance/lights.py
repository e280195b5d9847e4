"""The light of a target, of an item's spending and of a step, with the rule that gave it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.model.performance import Band
from duixian.fund.model.targets import Operator
from duixian.fund.performance.measured import Trend

NEARLY = Fraction(4, 5)
"""From this share of its plan on, what is behind is yellow; below it is red."""
STALE_DAYS = 92
"""A value older than a quarter says nothing of today."""

BOUNDS = frozenset({Operator.AT_MOST, Operator.LESS})


class Light(StrEnum):
    """Green, yellow or red only of what was measured."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    UNKNOWN = "未知"
    NOT_DUE = "未到期"


@dataclass(frozen=True, slots=True)
class Signal:
    """A light and why."""

    light: Light
    why: str


UNMEASURED = Signal(Light.UNKNOWN, "没有测得的值")


def reaches(value: Fraction, operator: Operator, goal: Fraction) -> bool:
    """Whether a value meets a goal; to reach a goal written with = is to be at least that."""
    match operator:
        case Operator.MORE:
            return value > goal
        case Operator.LESS:
            return value < goal
        case Operator.AT_MOST:
            return value <= goal
        case _:
            return value >= goal


def reached_part(value: Fraction, operator: Operator, goal: Fraction) -> Fraction:
    """How much of the goal is reached, 1 for all of it; of a bound, how far it is kept."""
    if operator in BOUNDS:
        return goal / value if value else Fraction(1)
    return value / goal if goal else Fraction(1)


def of_value(
    actual: Figure, operator: Operator, planned: Figure, goal: Figure, trend: Trend | None
) -> Signal:
    """Green at its plan, unless its pace misses the goal; yellow from 80 % of it; else red."""
    bounded = operator in BOUNDS or planned.value == goal.value
    ahead = operator if bounded else Operator.AT_LEAST
    if reaches(actual.value, ahead, planned.value):
        end = trend.projected if trend is not None else None
        if end is not None and not reaches(end.value, operator, goal.value):
            return Signal(Light.YELLOW, "进度已到，按近来的速度年底达不到目标")
        return Signal(Light.GREEN, "达到进度")
    if reached_part(actual.value, operator, planned.value) >= NEARLY:
        return Signal(Light.YELLOW, "落后于进度，不到两成")
    return Signal(Light.RED, "落后于进度两成以上")


def of_band(band: Band) -> Signal:
    """The three bands of what is judged in words."""
    light = {Band.REACHED: Light.GREEN, Band.PARTLY: Light.YELLOW, Band.MISSED: Light.RED}[band]
    return Signal(light, f"定性评价为{band.value}")


def of_days(promised: tuple[date, ...], done: tuple[date, ...], as_of: date) -> Signal:
    """Batch by batch: red once one was late, unknown while one is due and nothing was recorded."""
    late = [day for day, limit in zip(done, promised, strict=False) if day >= limit]
    if late:
        return Signal(Light.RED, f"{'、'.join(map(str, late))} 完成，迟于目标")
    open_ = promised[len(done) :]
    overdue = [limit for limit in open_ if limit <= as_of]
    if overdue:
        return Signal(Light.UNKNOWN, f"应在 {overdue[0]} 前完成，没有完成记录")
    if not promised:
        return Signal(Light.UNKNOWN, "文字里读不出日期")
    if not done:
        return Signal(Light.NOT_DUE, f"应在 {promised[0]} 前完成，还没有到期")
    return Signal(Light.GREEN, "按时完成" if not open_ else "到期的各批按时完成")


def stale(day: date, as_of: date) -> Signal | None:
    """Unknown, where the latest value is older than a quarter."""
    if (as_of - day).days <= STALE_DAYS:
        return None
    return Signal(Light.UNKNOWN, f"最近一次的值是 {day} 的，已过 {STALE_DAYS} 天")
