"""What a check found: two figures that do not tie, where each stands, and a sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from duixian.fund.figure import Figure
from duixian.fund.model.records import Silence
from duixian.fund.wording import said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, LineFigures
from duixian.rulebook.problems import Severity

UNWRITTEN = "未写"
"""As a figure: nobody wrote anything there."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A figure as it is said, and where it stands (a file and cell, a policy, a table)."""

    figure: str
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is the key by which it is accepted; `difference` says which words are missing.

    `remedy` says what to do about it.
    """

    severity: Severity
    check: str
    about: str
    left: Stand
    right: Stand
    difference: str
    sentence: str
    source: str = ""  # the version or the year it was found in
    accepted: Silence | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A check: its name, what it looks for, what to do, the function that looks.

    A finding bears its name or one of `also`.
    """

    name: str
    says: str
    remedy: str
    look: Callable[[Book], Iterator[Finding]]
    also: tuple[str, ...] = ()


def stand(figure: Figure, where: object = "") -> Stand:
    """A computed figure and its place."""
    return Stand(said(figure), str(where or figure.place or figure.source or figure.name))


def apart(left: Figure, right: Figure) -> str:
    """By how much two figures differ, with its sign."""
    value = left.value - right.value
    if not value:
        return ""
    text = said(Figure("", value, left.dimension, unit=left.unit)).replace("-", "−")
    return text if value < 0 else f"+{text}"


def lines_of_all(book: Book) -> Iterator[tuple[Budget, LineFigures]]:
    """Every line of every version."""
    for budget in book.budgets:
        for item in budget.items:
            for line in item.lines:
                yield budget, line
