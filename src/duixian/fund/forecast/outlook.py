"""The forecast of a year: what each line, item and the whole will need, against what was asked."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure, product, total
from duixian.fund.forecast.gathering import groups_of, trials_of
from duixian.fund.forecast.spread import Spread, Spreads
from duixian.fund.forecast.trial import Group, Kind, Side, Span, Trial
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget
from duixian.rulebook.units import MONEY, PURE, Unit

WHOLE = "合计"
PER_CENT = Unit("%", Fraction(1, 100), PURE)
_AGES = (True, False)
PERCENTILES = (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20))
"""P50, P80, P95."""
ASSUMPTIONS = (
    "各候选是否通过互不影响；同一企业按政策只能保留一项的，取其中最高的一项",
    "一个候选通过后各期都按应付日支付；没有计晋档补差和企业以往得过的奖补",
    "金额由评审在上下限之间定的，按最低和最高各算一遍，期望和分位数在两者之间",
    "有名单的明细以名单代替预算测算；没有名单的按测算数计入，不作概率",
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one line, item or the whole will need in the year.

    `earlier` and `this_year` are the expected sums with all open at its most; `expected` from least
    to most. `asked` and `latest` are the sums of the first and the last version, None without one.
    """

    code: str
    name: str
    level: str
    trials: tuple[Trial, ...]
    spread: Spread
    earlier: Figure
    this_year: Figure
    expected: tuple[Figure, Figure]
    asked: Figure | None
    latest: Figure | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of one year as the books stood on a day."""

    book: Book
    as_of: date
    spreads: Spreads
    groups: tuple[Group, ...]
    lines: tuple[Outlook, ...]
    items: tuple[Outlook, ...]
    whole: Outlook

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Everything that may fall due."""
        return self.whole.trials

    @property
    def rows(self) -> Iterator[Outlook]:
        """Items, each followed by its lines, then the whole."""
        for item in self.items:
            yield item
            codes = {line.code for line in self.book.year.lines_of(int(item.code))}
            yield from (line for line in self.lines if line.code in codes)
        yield self.whole

    def of(self, code: str) -> Outlook | None:
        """The line, or else the item, of that code; 合计 is the whole."""
        rows = (*self.lines, *self.items, self.whole)
        return next((each for each in rows if each.code == code), None)


@dataclass(frozen=True, slots=True)
class ShortList:
    """A line whose awards and candidates, all of them paid, come to less than its worked-out need.

    Both in fen. The list stands in for the need, so that one with gaps makes the forecast too low.
    """

    code: str
    listed: int
    need: Fraction


def short_lists(made: Forecast) -> tuple[ShortList, ...]:
    """The lines whose lists may have gaps."""
    latest = made.book.latest
    span = year_of(made.book.year.fund.year)
    found = []
    for row in made.lines if latest else ():
        line = latest.line(row.code) if latest else None
        listed = sum(trial.count * trial.sum_in(span, Side.HIGH) for trial in row.trials)
        only_needs = all(trial.kind is Kind.NEED for trial in row.trials)
        if line is not None and not only_needs and listed < line.need.value:
            found.append(ShortList(row.code, listed, line.need.value))
    return tuple(found)


def unknown_lines(made: Forecast) -> tuple[str, ...]:
    """The lines of which nothing says what they need: no award, no candidate, no worked-out need.

    A line that has no money for a written reason needs nothing, which is known.
    """
    latest = made.book.latest
    version = latest.version.name if latest else ""
    worked_out = {part.line for part in made.book.year.parts if part.version == version}
    idle = {line.code for line in made.book.year.lines if line.no_money or line.charged_to}
    return tuple(r.code for r in made.lines if not r.trials and r.code not in worked_out | idle)


def year_of(year: int) -> Span:
    """All days of a year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def forecast(book: Book, as_of: date, seed: int, entitled: Sequence[Trial] = ()) -> Forecast:
    """What the year will need, as known on a day; draws, where needed, are those of the seed."""
    trials = trials_of(book, as_of, entitled)
    groups = groups_of(book, trials)
    maker = _Maker(book, groups, Spreads(seed))
    lines = tuple(
        maker.outlook(line.code, line.name, "明细", {line.code}) for line in book.year.lines
    )
    items = tuple(
        maker.outlook(
            str(item.number),
            item.name,
            "政策项",
            {line.code for line in book.year.lines_of(item.number)},
        )
        for item in book.year.items
    )
    codes = {line.code for line in book.year.lines}
    whole = maker.outlook(WHOLE, WHOLE, WHOLE, codes)
    return Forecast(book, as_of, maker.spreads, groups, lines, items, whole)


class _Maker:
    def __init__(self, book: Book, groups: tuple[Group, ...], spreads: Spreads) -> None:
        self.book, self.groups, self.spreads = book, groups, spreads
        self.span = year_of(book.year.fund.year)
        self.positions: dict[str, list[int]] = {}
        for position, group in enumerate(groups):
            for line in {trial.line for trial in group.trials}:
                self.positions.setdefault(line, []).append(position)

    def outlook(self, code: str, name: str, level: str, lines: Collection[str]) -> Outlook:
        """The outlook of some lines together."""
        here = {position for line in lines for position in self.positions.get(line, ())}
        groups = [self.groups[position] for position in sorted(here)]
        trials = tuple(trial for g in groups for trial in g.trials if trial.line in lines)
        low, most = (
            [
                expected_of(t, g, self.span, side)
                for g in groups
                for t in g.trials
                if t.line in lines
            ]
            for side in Side
        )
        ages = [[f for t, f in zip(trials, most, strict=True) if t.earlier is old] for old in _AGES]
        title = f"{name} {self.book.year.fund.year} 年"
        return Outlook(
            code,
            name,
            level,
            trials,
            self.spreads.of(groups, self.span, lines),
            total(f"{title}到期的往年项目", ages[0]),
            total(f"{title}到期的当年项目", ages[1]),
            (total(f"{title}期望应付", _some(low)), total(f"{title}期望应付", _some(most))),
            _amount(self.book.asked, code),
            _amount(self.book.latest, code),
        )


def expected_of(trial: Trial, group: Group, span: Span, side: Side) -> Figure:
    """What a trial is expected to bring due in the span: number × chance × sum of one."""
    dues = tuple(
        Figure(
            f"{due.name} {due.day}".strip(),
            Fraction(due.low if side is Side.LOW else due.high),
            MONEY,
            source=due.how,
            place=trial.place,
        )
        for due in trial.dues
        if span.first <= due.day <= span.last
    )
    one = total(f"{trial.name}到期金额", dues)
    if trial.count == 1 and trial.kind in {Kind.AWARD, Kind.NEED}:
        return replace(one, name=trial.name, source=f"{trial.kind}，{trial.rate_source}")
    number = Figure(f"{trial.name}的数量", Fraction(trial.count), PURE, source="名单", unit=COUNT)
    chance = Figure(
        "通过率", group.chance(trial, side), PURE, source=_why(trial, group), unit=PER_CENT
    )
    return product(trial.name, (number, chance, one))


def _why(trial: Trial, group: Group) -> str:
    rivals = "；同一企业只保留最高的一项" if len(group.trials) > 1 else ""
    return f"{trial.rate_source}{rivals}"


def _some(figures: Iterable[Figure]) -> Iterator[Figure]:
    return (each for each in figures if each.value)


def _amount(budget: Budget | None, code: str) -> Figure | None:
    if budget is None:
        return None
    line = budget.line(code)
    if line is not None:
        return line.amount
    if code == WHOLE:
        return budget.total
    return next((each.amount for each in budget.items if str(each.item.number) == code), None)
