"""The marks of one target by rule; what is not measured is an interval, never nothing.

The rules are those of 财预〔2020〕10号 (项目支出绩效评价管理办法). A goal that is met has all its
marks; one missed has them in proportion; one far surpassed because it had been set too low has
them reduced by degree; a judgement in words has a band. From which excess on a goal counts as far
surpassed is not fixed there: `FAR` is ours.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure, half_up
from duixian.fund.model.performance import Actual, Deviation
from duixian.fund.model.targets import Form, Operator, Target
from duixian.fund.performance.lights import BOUNDS, reached_part, reaches
from duixian.fund.performance.measured import DECEMBER, END, Point, actuals_of, points_of
from duixian.fund.performance.pace import adds_up
from duixian.fund.performance.promised import promised_days
from duixian.fund.reading.performance_tables import BOUNDS as BANDS
from duixian.fund.wording import plain
from duixian.fund.work.book import Book
from duixian.fund.work.targets import target_figure
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.units import PURE

FAR = Fraction(13, 10)
"""A value of more than 130 % of its goal may show that the goal had been too low."""
STEP = Fraction(1, 100)
"""Marks are rounded half up to this, once, target by target."""


class Ruling(StrEnum):
    """Which rule gave the marks."""

    MET = "达成"
    IN_PROPORTION = "按完成比例"
    TOO_LOW = "超额，目标偏低"
    MAYBE_TOO_LOW = "超额三成以上，目标是否偏低没有说明"
    BAND = "定性评档"
    IN_TIME = "按时完成的批次"
    SO_FAR = "年中的值，全年未知"
    UNKNOWN = "没有测得"
    NO_GOAL = "没有目标值"


@dataclass(frozen=True, slots=True)
class Marks:
    """At least `low` and at most `high` marks; alike where they are known."""

    low: Figure
    high: Figure

    @property
    def known(self) -> bool:
        """Whether there is one number."""
        return self.low.value == self.high.value


@dataclass(frozen=True, slots=True)
class TargetMarks:
    """The marks of a target, out of `weight`, with what they rest on."""

    form: Form
    target: Target
    weight: Figure
    goal: Figure | None
    point: Point | None
    words: str
    marks: Marks
    ruling: Ruling
    deviation: Deviation | None


@dataclass(frozen=True, slots=True)
class _Given:
    """What bears on a target: `low` and `high` are shares of its marks."""

    low: Fraction
    high: Fraction
    ruling: Ruling
    goal: Figure | None = None
    point: Point | None = None
    words: str = ""


UNKNOWN = _Given(Fraction(0), Fraction(1), Ruling.UNKNOWN)
WHOLE = Fraction(1)


def mark(book: Book, form: Form, target: Target, weight: Figure) -> TargetMarks:
    """The marks of a target out of its weight, from everything entered of the year."""
    why = _deviation(book, target)
    given = _given(book, form, target, why)
    parts = (weight, *(figure for figure in (given.goal, _figure(given.point)) if figure))
    low, high = (_part(target, weight, share, given, parts) for share in (given.low, given.high))
    return TargetMarks(
        form, target, weight, given.goal, given.point, given.words, Marks(low, high), given.ruling,
        why,
    )  # fmt: skip


def _figure(point: Point | None) -> Figure | None:
    return point.figure if point is not None else None


def _part(
    target: Target, weight: Figure, share: Fraction, given: _Given, parts: tuple[Figure, ...]
) -> Figure:
    value = half_up(weight.value * share, STEP)
    percent = half_up(share * 100, STEP)
    how = f"{given.ruling}：分值 × {plain(percent)}%，四舍五入到 0.01"
    return Figure(f"{target.name}得分", value, PURE, how, parts, "", COUNT)


def _given(book: Book, form: Form, target: Target, why: Deviation | None) -> _Given:
    match target.operator:
        case Operator.QUALITY:
            return _of_band(book, target)
        case Operator.BEFORE:
            return _of_days(book, target)
    goal = target_figure(book, form, target)
    points = points_of(book, target, END)
    if goal is None:
        return _Given(Fraction(0), WHOLE, Ruling.NO_GOAL, None, points[-1] if points else None)
    if not points:
        return _Given(Fraction(0), WHOLE, Ruling.UNKNOWN, goal)
    return _of_value(book, target, goal, points[-1], why)


def _of_value(
    book: Book, target: Target, goal: Figure, point: Point, why: Deviation | None
) -> _Given:
    value = point.figure.value
    part = reached_part(value, target.operator, goal.value)
    low, high, ruling = min(part, WHOLE), min(part, WHOLE), Ruling.IN_PROPORTION
    if reaches(value, target.operator, goal.value):
        low, high, ruling = WHOLE, WHOLE, Ruling.MET
        if target.operator not in BOUNDS and goal.value and part > FAR:
            low, high, ruling = _surpassed(part, why)
    if not is_final(book, point.day):
        low = low if adds_up(target) and ruling is not Ruling.MET else Fraction(0)
        low, high, ruling = min(low, WHOLE), WHOLE, Ruling.SO_FAR
    return _Given(low, high, ruling, goal, point)


def _surpassed(part: Fraction, why: Deviation | None) -> tuple[Fraction, Fraction, Ruling]:
    reduced = FAR / part
    too_low = why.too_low if why is not None else None
    if too_low is None:
        return reduced, WHOLE, Ruling.MAYBE_TOO_LOW
    return (reduced, reduced, Ruling.TOO_LOW) if too_low else (WHOLE, WHOLE, Ruling.MET)


def is_final(book: Book, day: date) -> bool:
    """Whether a value speaks for the whole year: it is of December or later."""
    return day >= date(book.year.fund.year, DECEMBER, 1)


def _of_band(book: Book, target: Target) -> _Given:
    found: list[Actual] = [e for e in actuals_of(book, target, END) if e.band is not None]
    if not found:
        return UNKNOWN
    last = found[-1]
    if last.band is None or not is_final(book, last.day):
        return _Given(Fraction(0), WHOLE, Ruling.SO_FAR, words=str(last.band or ""))
    low, high = BANDS[last.band]
    if last.share is not None:
        low = high = fixed_value(last.share) or Fraction(0)
    return _Given(low, high, Ruling.BAND, words=last.band.value)


def _of_days(book: Book, target: Target) -> _Given:
    promised = tuple(promised_days(target.words, book.year.fund.year))
    found = [each for each in actuals_of(book, target, END) if each.done]
    done = tuple(sorted(found[-1].done)) if found else ()
    if not promised or not done:
        return UNKNOWN
    in_time = sum(day < limit for day, limit in zip(done, promised, strict=False))
    open_ = max(0, len(promised) - len(done))
    low = Fraction(in_time, len(promised))
    high = Fraction(in_time + open_, len(promised))
    return _Given(low, high, Ruling.IN_TIME, words="、".join(str(day) for day in done))


def _deviation(book: Book, target: Target) -> Deviation | None:
    own = [e for e in book.year.deviations if (e.form, e.target) == (target.form, target.name)]
    return max(own, key=lambda each: each.day, default=None)
