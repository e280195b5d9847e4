"""The ledger of awards against the register of applications, its own days, and the policies."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from duixian.fund.figure import Figure
from duixian.fund.model.applications import Application, Verdict
from duixian.fund.model.execution import Instalment
from duixian.fund.model.lines import Line
from duixian.fund.ties.finding import Finding, Stand, apart, stand
from duixian.fund.ties.prices import highest
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY


def reviewed(book: Book) -> Iterator[Finding]:
    """An award that the review refused, or that was decided before its review."""
    reviews = {each.number: each for each in book.year.applications}
    for first, *_ in _awards(each for each in book.year.instalments if each.award in reviews):
        review = reviews[first.award]
        if review.verdict is Verdict.REFUSED:
            what = f"奖补 {first.award} 评审为不予扶持，台账却有奖补"
            yield _against_review(first, review, Severity.ERROR, what, "结论不同")
        elif review.reviewed and first.decided < review.reviewed:
            what = f"奖补 {first.award} 的决定早于评审"
            apart_by = f"−{(review.reviewed - first.decided).days} 天"
            yield _against_review(first, review, Severity.WARNING, what, apart_by)


def _against_review(
    award: Instalment, review: Application, severity: Severity, what: str, difference: str
) -> Finding:
    said = f"{review.reviewed} {review.verdict.value if review.verdict else ''}".strip()
    return Finding(
        severity,
        "奖补与评审",
        award.award,
        Stand(f"{award.decided} 决定", f"awards 第 {award.row} 行"),
        Stand(said, str(review.place)),
        difference,
        what,
    )


def days(book: Book) -> Iterator[Finding]:
    """An instalment paid before it was decided."""
    for each in book.year.instalments:
        if each.paid is not None and each.paid < each.decided:
            place = f"awards 第 {each.row} 行"
            yield Finding(
                Severity.WARNING,
                "支付早于决定",
                f"{each.award} {each.due}",
                Stand(f"{each.paid} 支付", place),
                Stand(f"{each.decided} 决定", place),
                f"−{(each.decided - each.paid).days} 天",
                f"奖补 {each.award} 还没有决定就支付了",
            )


def amounts(book: Book) -> Iterator[Finding]:
    """An award above the most that any measure of its line gives once.

    What is granted year by year, or raised by an uplift, has no such bound.
    """
    bounds = {line.code: _bound(book, line) for line in book.year.lines}
    for award in _awards(book.year.instalments):
        bound, given = bounds[award[0].line], sum(each.amount for each in award)
        if bound is None or given <= bound[0].value:
            continue
        total = Figure("奖补", Fraction(given), MONEY)
        yield Finding(
            Severity.WARNING,
            "奖补超过标准",
            award[0].award,
            stand(total, f"awards 第 {'、'.join(str(each.row) for each in award)} 行"),
            bound[1],
            apart(total, bound[0]),
            f"奖补 {award[0].award} 高于政策的最高标准",
        )


def _bound(book: Book, line: Line) -> tuple[Figure, Stand] | None:
    """The most one award of a line may be; None where a measure of it has no bound."""
    most = [_highest(book, name) for name in line.measures]
    known = [high for high in most if high is not None]
    if not known or len(known) < len(most):
        return None
    bound = Figure("上限", max(known), MONEY)
    return bound, stand(bound, "、".join(" ".join(name) for name in line.measures))


def _highest(book: Book, name: tuple[str, str]) -> Fraction | None:
    measure = book.library.measure(*name)
    if measure is None or measure.each is not None or measure.uplifts:
        return None
    return highest(measure)


def _awards(instalments: Iterable[Instalment]) -> Iterator[list[Instalment]]:
    """The instalments of each award of a line, in their order."""
    found: dict[tuple[str, str], list[Instalment]] = {}
    for each in instalments:
        found.setdefault((each.award, each.line), []).append(each)
    yield from found.values()
