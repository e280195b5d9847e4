"""The two numbers of a rate from the fund's own registers and matching runs; unknown says why.

应扶尽扶率 is awarded ÷ entitled, 应评尽评率 reviewed ÷ accepted, 资质相符率 confirmed ÷ sampled.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.figure import Figure, ratio
from duixian.fund.model.applications import Application, Sampled, Verdict
from duixian.fund.model.targets import Target
from duixian.fund.reading.counting import FIRMS, Counting, Register, counting
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import driver_figure


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a number is not known, in Chinese; `left` and `right` where two do not go together."""

    why: str
    left: Figure | None = None
    right: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """An award or an application: its number and its firm, "" where nobody said."""

    number: str
    firm: str


def derives(book: Book, target: Target) -> bool:
    """Whether both numbers of the rate follow from the folder."""
    return all(_is_derived(book, text) for text in (target.numerator, target.denominator))


def _is_derived(book: Book, text: str) -> bool:
    return counting(text) is not None or text in book.drivers


def side(book: Book, target: Target, text: str, until: date) -> Figure | Unknown:
    """The number that a 分子 or 分母 names: a register up to a day, or a driver."""
    found = counting(text)
    if found is None:
        if text in book.drivers:
            return driver_figure(book.drivers[text], book.drivers)
        return Unknown(f"「{text}」不是登记里的数，要填写")
    return _counted(book, target, found, text, until)


def rate_of(name: str, above: Figure | Unknown, below: Figure | Unknown) -> Figure | Unknown:
    """A part ÷ its whole; unknown where either is, or the part is more than the whole."""
    for each in (above, below):
        if isinstance(each, Unknown):
            return each
    if isinstance(above, Unknown) or isinstance(below, Unknown):
        return Unknown("")
    if above.value > below.value:
        return Unknown("分子多于分母，比率超过 100%", above, below)
    return ratio(name, above, below) or Unknown("分母为 0")


def derived_rate(book: Book, target: Target, until: date) -> Figure | Unknown:
    """The rate of a target whose numbers both follow from the folder, up to a day."""
    above, below = (
        side(book, target, text, until) for text in (target.numerator, target.denominator)
    )
    return rate_of(f"{target.name}（{until}）", above, below)


def lines_counted(book: Book, target: Target) -> tuple[str, ...]:
    """The lines a target counts: its own, else those of its item, else all."""
    if target.lines:
        return target.lines
    own = book.year.lines_of(target.item) if target.item else book.year.lines
    return tuple(line.code for line in own)


def _counted(
    book: Book, target: Target, what: Counting, text: str, until: date
) -> Figure | Unknown:
    awards = what.register is Register.AWARDED
    if not (book.year.instalments if awards else book.year.applications):
        return Unknown("没有奖补台账 awards" if awards else "没有申报登记 applications")
    lines = lines_counted(book, target)
    cases = _awarded(book, lines, until) if awards else _applied(book, lines, what, until)
    keys = {each.number for each in cases}
    if what.unit.name == FIRMS:
        nameless = {each.number for each in cases if not each.firm}
        if nameless:
            return Unknown(f"{text}：{len(nameless)} 笔没有写企业")
        keys = {each.firm for each in cases}
    of = "奖补台账" if awards else "申报登记"
    source = f"{of}中 {book.year.fund.year} 年至 {until} 的{text}，明细 {'、'.join(lines)}"
    value = Fraction(len(keys))
    return Figure(text, value, what.unit.dimension, "逐笔计数", (), source, what.unit)


def _awarded(book: Book, lines: Iterable[str], until: date) -> list[_Case]:
    own = (each for code in lines for each in book.instalments.get(code, ()))
    return [_Case(each.award, each.firm) for each in own if _within(book, each.decided, until)]


def _applied(book: Book, lines: tuple[str, ...], what: Counting, until: date) -> list[_Case]:
    reaches = _REACHED[what.register]
    return [
        _Case(each.number, each.firm)
        for each in book.year.applications
        if each.line in lines and reaches(book, each, until)
    ]


def _within(book: Book, day: date | None, until: date) -> bool:
    return day is not None and day.year == book.year.fund.year and day <= until


def _accepted(book: Book, one: Application, until: date) -> bool:
    return _within(book, one.accepted, until)


def _reviewed(book: Book, one: Application, until: date) -> bool:
    """Of those accepted in the year, so that what is reviewed is a part of what is accepted."""
    done = one.reviewed is not None and one.reviewed <= until
    return done and _accepted(book, one, until)


def _entitled(book: Book, one: Application, until: date) -> bool:
    return one.verdict is Verdict.ENTITLED and _within(book, one.reviewed, until)


def _sampled(book: Book, one: Application, until: date) -> bool:
    return _within(book, one.sampled, until)


def _confirmed(book: Book, one: Application, until: date) -> bool:
    return one.result is Sampled.CONFIRMED and _sampled(book, one, until)


_REACHED: Mapping[Register, Callable[[Book, Application, date], bool]] = {
    Register.ACCEPTED: _accepted,
    Register.REVIEWED: _reviewed,
    Register.ENTITLED: _entitled,
    Register.SAMPLED: _sampled,
    Register.CONFIRMED: _confirmed,
}
