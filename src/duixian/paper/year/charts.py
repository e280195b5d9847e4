"""The charts of a year: what each shows, taken from the figures of its tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.performance.lights import Light
from duixian.fund.performance.measured import latest_day
from duixian.fund.performance.monitoring import TargetStatus, monitor
from duixian.fund.wording import FEN_A_WAN
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget
from duixian.paper.official.charts.model import (
    Bars,
    Chart,
    Curve,
    Curves,
    Series,
    Span,
    Timeline,
)

_WAN = "万元"
_A_CHART = 12
"""So many items fit a page; a chart of more goes on in another."""

MOST_LINES = 48
"""So many lines are drawn; more fill a book nobody reads, and stand in the tables."""

_LIGHTS = {
    Light.GREEN: ("绿：按进度", "#009E73"),
    Light.YELLOW: ("黄：略落后", "#F0C000"),
    Light.RED: ("红：落后", "#C8400F"),
    Light.NOT_DUE: ("未到期", "#9CC3DD"),
    Light.UNKNOWN: ("未知：没有测得", "#8A8A8A"),
}
_COLOURS = dict(_LIGHTS.values())


def versions(book: Book) -> Iterator[Chart]:
    """Every version of the budget item by item: asked, reviewed and what followed."""
    names = [item.name for item in book.year.items]
    series = [
        (
            budget.version.name,
            [_wan(budget.item(item.number).amount) for item in book.year.items],
        )
        for budget in book.budgets
    ]
    heads = "、".join(name for name, _ in series)
    yield from _bars(f"{book.year.fund.year} 年各政策项预算：{heads}", names, series)


def lines(book: Book) -> Iterator[Chart]:
    """Every version line by line; an item that a version asks for as a whole is one row.

    A line that no version gives money is left out. Of very many, those that changed most are shown.
    """
    every = dict.fromkeys(key for budget in book.budgets for key in _shown(book, budget))
    keys = [key for key in every if any(_amount(budget, *key) for budget in book.budgets)]
    most = ""
    if len(keys) > MOST_LINES:
        largest = sorted(keys, key=lambda key: -_changed(book, *key))[:MOST_LINES]
        keys = [key for key in keys if key in set(largest)]
        most = f"（变动最大的 {MOST_LINES} 条）"
    series = [
        (budget.version.name, [_wan(_amount(budget, *key)) for key in keys])
        for budget in book.budgets
    ]
    heads = "、".join(name for name, _ in series)
    names = [_line_named(book, *key) for key in keys]
    yield from _bars(f"{book.year.fund.year} 年各明细预算{most}：{heads}", names, series)


def _changed(book: Book, item: int, line: str) -> Fraction:
    """By how much the last version differs from the first, in fen."""
    first, last = (_amount(budget, item, line) for budget in (book.budgets[0], book.budgets[-1]))
    return abs((last.value if last else Fraction(0)) - (first.value if first else Fraction(0)))


def _shown(book: Book, budget: Budget) -> Iterator[tuple[int, str]]:
    """An item and a line of it, "" for all of it, in the order of the year."""
    whole = {each.item for each in book.year.requests if not each.line}
    for item in budget.items:
        if item.item.number in whole:
            yield item.item.number, ""
        else:
            yield from ((item.item.number, line.line.code) for line in item.lines)


def _amount(budget: Budget, item: int, line: str) -> Figure | None:
    found = budget.line(line) if line else None
    figure = found.amount if found is not None else None
    if not line:
        figure = budget.item(item).amount
    return figure if figure is not None and figure.value else None


def _line_named(book: Book, item: int, line: str) -> str:
    if not line:
        return next(each.name for each in book.year.items if each.number == item)
    return f"{line} {next(each.name for each in book.year.lines if each.code == line)}"


def past_years(book: Book) -> Iterator[Chart]:
    """What each item spent in the years before, earliest year first."""
    years = sorted(book.execution.past)
    names = [item.name for item in book.year.items]
    series = [
        (
            _year_named(book, year),
            [_wan(book.execution.spent(year, item.number)) for item in book.year.items],
        )
        for year in years
    ]
    if years:
        yield from _bars(f"{years[0]}-{years[-1]} 年各政策项实际支出", names, series)


def execution(book: Book) -> Iterator[Chart]:
    """Spending added up month by month, and the budget it is spent from."""
    years = sorted({each.year for each in book.year.spent})
    curves = tuple(_curve(book, year) for year in years)
    if curves:
        said = "；".join(f"{each.name} {len(each.points) - 1} 个时点" for each in curves)
        told = f"各年支出的月末累计，虚线为预算。{said}"
        yield Chart("年度内预算执行进度（虚线为预算）", told, Curves(curves, _WAN))


def plan(book: Book) -> Iterator[Chart]:
    """The steps of the plan by date."""
    spans = tuple(
        Span(f"{step.step} {step.batch}".strip(), step.office, step.start, step.end)
        for step in book.year.plan
    )
    for at in range(0, len(spans), _A_CHART):
        part = spans[at : at + _A_CHART]
        told = "；".join(f"{span.name}：{span.end} 前" for span in part)
        yield Chart(f"{book.year.fund.year} 年实施计划{_continued(at)}", told, Timeline(part))


def targets(book: Book) -> Iterator[Chart]:
    """How many targets of each kind are on course, behind or not measured."""
    day = latest_day(book)
    if day is None:
        return
    found = monitor(book, day).targets
    for form in book.year.forms:
        own = [each for each in found if each.form.name == form.name]
        kinds = list(dict.fromkeys(each.target.levels[0] for each in own))
        series = [
            (words, [_count(own, kind, light) for kind in kinds])
            for light, (words, _) in _LIGHTS.items()
            if any(each.progress.signal.light is light for each in own)
        ]
        caption = f"{form.name} 绩效目标完成情况（截至 {day}）"
        yield from _bars(caption, kinds, series, unit="项")


def _bars(
    caption: str,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[Fraction | None]]],
    unit: str = _WAN,
) -> Iterator[Chart]:
    for at in range(0, len(names) if series else 0, _A_CHART):
        end = at + _A_CHART
        rows = tuple(
            Series(name, tuple(values[at:end]), _COLOURS.get(name, "")) for name, values in series
        )
        shown = Bars(tuple(names[at:end]), rows, unit)
        told = f"{caption}：{'、'.join(names[at:end])}"
        yield Chart(f"{caption}{_continued(at)}", told, shown)


def _continued(at: int) -> str:
    return f"（续 {at // _A_CHART}）" if at else ""


def _year_named(book: Book, year: int) -> str:
    months = book.execution.months(year)
    part = f"（{months[0]}-{months[1]} 月）" if months and months != (1, 12) else ""
    return f"{year} 年{part}"


def _curve(book: Book, year: int) -> Curve:
    """A point at each month's end up to which all spending is known, none falling astride it."""
    spent = [each for each in book.year.spent if each.year == year]
    ends = sorted({each.last for each in spent})
    known = [end for end in ends if not any(each.first <= end < each.last for each in spent)]
    points = [(0, Fraction(0))]
    for end in known:
        whole = sum(each.amount for each in spent if each.last <= end)
        points.append((end, Fraction(whole, FEN_A_WAN)))
    return Curve(f"{year} 年", tuple(points), _wan(_budget(book, year)))


def _budget(book: Book, year: int) -> Figure | None:
    """The adjusted budget of a year; of the fund's own, until it is entered, the latest version."""
    adjusted = book.execution.all_adjusted(year)
    if adjusted.parts:
        return adjusted
    latest = book.latest if year == book.year.fund.year else None
    return latest.total if latest is not None else None


def _count(found: Sequence[TargetStatus], kind: str, light: Light) -> Fraction | None:
    number = sum(
        each.target.levels[0] == kind and each.progress.signal.light is light for each in found
    )
    return Fraction(number) if number else None


def _wan(figure: Figure | None) -> Fraction | None:
    """A sum in 万元; None where nothing is known of it."""
    return None if figure is None else figure.value / FEN_A_WAN
