"""What may fall due in a year: awards decided, candidates open, needs of lines without either."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from duixian.fund.forecast.trial import Group, Kind, Trial
from duixian.fund.model.candidates import Candidate, Due
from duixian.fund.model.execution import Instalment
from duixian.fund.model.fund import Name
from duixian.fund.model.lines import Origin
from duixian.fund.work.book import Book
from duixian.fund.work.budget import LineFigures
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import WindowKind
from duixian.rulebook.problems import Place

CERTAIN = (Fraction(1), Fraction(1))
OVERDUE = "上年结转"
PAY = ("下拨", "拨付", "支付")


def trials_of(book: Book, as_of: date, entitled: Sequence[Trial] = ()) -> tuple[Trial, ...]:
    """Everything that may fall due, as the books stood on a day, in the order of the lines.

    `entitled` are those that the rules would give to matched firms. Needs of the latest version
    stand in for what no award and no candidate of the line says.
    """
    awards = tuple(_awards(book, as_of))
    decided = {each.award for each in book.year.instalments if each.decided <= as_of}
    candidates = tuple(_candidates(book, as_of, decided))
    found = (*awards, *candidates, *entitled)
    needs = tuple(_needs(book, found))
    order = {line.code: position for position, line in enumerate(book.year.lines)}
    return tuple(sorted((*found, *needs), key=lambda trial: (order[trial.line], trial.key)))


def groups_of(book: Book, trials: Iterable[Trial]) -> tuple[Group, ...]:
    """The trials, those of which the rules let one firm keep only one put together."""
    exclusive = _exclusive(book.library)
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        single = trial.firm and trial.count == 1
        name = exclusive.get(trial.measure) if single and trial.measure else None
        found.setdefault(f"{trial.firm} {name}" if name else trial.key, []).append(trial)
    return tuple(Group(key, tuple(members)) for key, members in found.items())


def _exclusive(library: Library) -> Mapping[Name, str]:
    """The group of which one firm keeps one measure over the term of a policy, by measure."""
    found: dict[Name, str] = {}
    for policy in library.policies:
        for group in policy.groups:
            if group.per == ("受益人",) and group.window.kind is WindowKind.CYCLE:
                for member in group.members:
                    found.setdefault(member, group.name)
    return found


def _awards(book: Book, as_of: date) -> Iterator[Trial]:
    year = book.year.fund.year
    first = date(year, 1, 1)
    rows: dict[tuple[str, str], list[Instalment]] = {}
    for each in book.year.instalments:
        if each.decided <= as_of and not (each.paid and each.paid < first):
            rows.setdefault((each.award, each.line), []).append(each)
    for (award, line), parts in rows.items():
        dues = tuple(_due(each, first) for each in parts)
        decided = parts[0].decided
        source = f"{decided} 决定"
        place = Place("awards", parts[0].row)
        yield Trial(
            award,
            line,
            award,
            Kind.AWARD,
            decided.year < year,
            1,
            CERTAIN,
            source,
            dues,
            place,
            decided,
        )


def _due(each: Instalment, first: date) -> Due:
    """An instalment; what an earlier year left unpaid falls due on the first day of this one."""
    name = OVERDUE if each.due < first else ""
    how = f"应付日 {each.due}"
    return Due(name, max(each.due, first), each.amount, each.amount, how)


def _candidates(book: Book, as_of: date, decided: set[str]) -> Iterator[Trial]:
    rates = {each.name: each for each in book.year.stages}
    year = book.year.fund.year
    for each in book.year.candidates:
        if each.number in decided or (each.known and each.known > as_of):
            continue
        stage = rates[each.stage]
        rate = figure_of(stage.rate, stage.name, book.drivers).value
        yield Trial(
            each.number,
            each.line,
            _called(each),
            Kind.CANDIDATE,
            each.event.year < year,
            each.count,
            (rate, rate),
            f"{stage.name}，{stage.source}",
            tuple(_at_the_earliest(due, date(year, 1, 1)) for due in each.dues),
            each.place,
            firm=each.firm,
            measure=each.measure,
        )


def _at_the_earliest(due: Due, first: date) -> Due:
    """What nobody decided in time falls due on the first day of this year, like unpaid awards."""
    if due.day >= first:
        return due
    return replace(due, name=f"{OVERDUE}{due.name}", day=first)


def _called(candidate: Candidate) -> str:
    return " ".join(text for text in (candidate.number, candidate.firm) if text)


def _needs(book: Book, found: Iterable[Trial]) -> Iterator[Trial]:
    """Needs of projects of earlier years give way to awards, all others to candidates."""
    if book.latest is None:
        return
    owed = {trial.line for trial in found if trial.kind is Kind.AWARD}
    open_ = {trial.line for trial in found if trial.kind is not Kind.AWARD}
    last = payment_day(book)
    for item in book.latest.items:
        for line in item.lines:
            code = line.line.code
            if code not in open_ | owed:
                yield from _need(line, last, earlier=False)
                yield from _need(line, last, earlier=True)
            elif code not in open_:
                yield from _need(line, last, earlier=False)
            elif code not in owed and not any(t.line == code and t.earlier for t in found):
                yield from _need(line, last, earlier=True)


def _need(line: LineFigures, day: date, *, earlier: bool) -> Iterator[Trial]:
    parts = [p.need for p in line.parts if (p.part.origin is Origin.EARLIER) == earlier]
    value = sum((each.value for each in parts), Fraction(0))
    if not value:
        return
    word = Origin.EARLIER if earlier else Origin.THIS_YEAR
    key = f"{line.line.code} {word}测算"
    low, high = int(value), -int(-value // 1)
    how = "预算的测算，没有名单可据"
    due = Due("", day, low, high, how)
    yield Trial(
        key, line.line.code, key, Kind.NEED, earlier, 1, CERTAIN, how, (due,), line.line.place
    )


def payment_day(book: Book) -> date:
    """The last day on which the plan pays; the last of the year where it does not say."""
    days = [step.end for step in book.year.plan if any(word in step.step for word in PAY)]
    year = book.year.fund.year
    return max((day for day in days if day.year == year), default=date(year, 12, 31))
