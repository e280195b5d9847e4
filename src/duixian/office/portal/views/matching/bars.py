"""Bars beside figures: lengths as shares of the longest, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from duixian.office.matching.summary import Line
from duixian.rulebook.assessment import Verdict

SHOWN = (Verdict.GRANTED, Verdict.PENDING, Verdict.UNKNOWN)
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar, from `start`, so `long`, both out of a hundred."""

    kind: str
    start: str
    long: str


@dataclass(frozen=True, slots=True)
class Barred:
    """A line with its bar."""

    line: Line
    pieces: tuple[Piece, ...]


def barred(lines: Sequence[Line]) -> list[Barred]:
    """The lines with bars of what is sure, what is still open of it, and what waits for a review.

    The most that may be paid is the longest bar; a sum without bound counts with its low end.
    """
    longest = max((_ends(line)[-1] for line in lines), default=0)
    return [_barred(line, longest) for line in lines]


def _barred(line: Line, longest: int) -> Barred:
    low, high, most = _ends(line)
    pieces = (
        _piece("granted", 0, low, longest),
        _piece("open", low, high, longest),
        _piece("pending", high, most, longest),
    )
    return Barred(line, pieces)


def _ends(line: Line) -> tuple[int, int, int]:
    """Where the three pieces of a line end, in fen."""
    granted, pending = line.tally(Verdict.GRANTED), line.tally(Verdict.PENDING)
    sure = granted.high if granted.high is not None else granted.low
    waits = pending.high if pending.high is not None else pending.low
    return granted.low, sure, sure + waits


def stacked(line: Line) -> list[Piece]:
    """The rows of all verdicts as one bar, the paying ones first."""
    order = [*SHOWN, *(each for each in Verdict if each not in SHOWN)]
    whole = sum(line.tally(each).rows for each in order)
    pieces, start = [], 0
    for each in order:
        rows = line.tally(each).rows
        if rows:
            pieces.append(_piece(each.value, start, start + rows, whole))
        start += rows
    return pieces


def _piece(kind: str, start: int, end: int, whole: int) -> Piece:
    return Piece(kind, _share(start, whole), _share(end - start, whole))


def _share(part: int, whole: int) -> str:
    """A share as a decimal of a hundred, for the eye only."""
    return f"{float(Fraction(part * _WIDTH, whole)):.2f}" if whole else "0"
