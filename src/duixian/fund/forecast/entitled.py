"""From assessments of firms to what may fall due: what the rules would give them this year."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from duixian.fund.forecast.gathering import payment_day
from duixian.fund.forecast.trial import Kind, Trial
from duixian.fund.model.candidates import Due
from duixian.fund.model.fund import Name
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.assessment import Assessment, Entitlement, Verdict

STAGES = {Verdict.GRANTED: "符合条件", Verdict.PENDING: "待评审", Verdict.UNKNOWN: "缺资料"}
"""The stages whose pass rates hold for each verdict, where the year has them."""
_UNKNOWN = (Fraction(0), Fraction(1))
_RATES = {Verdict.GRANTED: (Fraction(1), Fraction(1))}


def entitled(book: Book, assessments: Iterable[Assessment]) -> tuple[Trial, ...]:
    """What firms would be paid, line by line; candidates of the same firm and measure go before.

    Sums without bound are left out: `unbounded` names them. A chance that no stage states is
    anything from 0 to 1, except that what the rules grant outright is paid. The first instalment
    falls due on the last payment day of the plan, each further one a year later.
    """
    lines = {name: line.code for line in reversed(book.year.lines) for name in line.measures}
    known = {(each.firm, each.measure) for each in book.year.candidates}
    rates = _rates(book)
    return tuple(
        _trial(book, firm, found, lines, rates)
        for firm, found in _open(assessments)
        if (found.row.policy, found.row.measure) in lines
        and (firm, (found.row.policy, found.row.measure)) not in known
    )


def unbounded(assessments: Iterable[Assessment]) -> tuple[tuple[str, Name], ...]:
    """Firms and measures whose sum has no bound, so that no forecast can hold it."""
    found = ((a.firm, e) for a in assessments for e in a.entitlements if e.verdict in STAGES)
    return tuple(
        (firm, (each.row.policy, each.row.measure))
        for firm, each in found
        if not each.forecast and each.own is not None and each.own.high is None
    )


def _open(assessments: Iterable[Assessment]) -> Iterator[tuple[str, Entitlement]]:
    for assessment in assessments:
        for found in assessment.entitlements:
            bounded = found.own is not None and bool(found.own.high)
            if found.verdict in STAGES and not found.forecast and bounded:
                yield assessment.firm, found


def _rates(book: Book) -> Mapping[Verdict, tuple[Fraction, Fraction]]:
    stated = {each.name: each for each in book.year.stages}
    found = {}
    for verdict, name in STAGES.items():
        stage = stated.get(name)
        rate = None if stage is None else figure_of(stage.rate, name, book.drivers).value
        found[verdict] = _RATES.get(verdict, _UNKNOWN) if rate is None else (rate, rate)
    return found


def _trial(
    book: Book,
    firm: str,
    found: Entitlement,
    lines: Mapping[Name, str],
    rates: Mapping[Verdict, tuple[Fraction, Fraction]],
) -> Trial:
    row = found.row
    how = f"{row.policy} {row.measure}，{STAGES[found.verdict]}"
    year = f" 第{row.support_year}年" if row.support_year else ""
    key = f"{firm} {row.policy} {row.measure} {row.key}{year}"
    return Trial(
        key,
        lines[row.policy, row.measure],
        key,
        Kind.ENTITLED,
        earlier=False,
        count=1,
        rate=rates[found.verdict],
        rate_source=STAGES[found.verdict],
        dues=tuple(_dues(book, found, how)),
        firm=firm,
        measure=(row.policy, row.measure),
    )


def _dues(book: Book, found: Entitlement, how: str) -> Iterator[Due]:
    first = payment_day(book)
    whole = (("", found.own),) if found.own else ()
    for later, (name, part) in enumerate(found.instalments or whole):
        day = date(first.year + later, first.month, min(first.day, 28))
        yield Due(name, day if later else first, part.low, part.high or 0, how)
