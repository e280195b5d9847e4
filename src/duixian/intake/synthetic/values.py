"""The values of the plan as expressions of the database.

是 否, words, days and numbers stand for themselves; `a..b` is drawn from the range, in steps of the
last digit written; `~n` lies around the mean n so that the total of all rows is kept; `±n` is just
below, on and just above n in turn; `x | y` is one of them, `x ×3` three times as often; `x / y` in
turn.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from duixian.rulebook.vocabulary.model import FactKind

NUMBERS = {FactKind.MONEY: 6, FactKind.QUANTITY: 4, FactKind.RATE: 6}
"""Digits behind the point that a column keeps."""
TYPES = {FactKind.DATE: "DATE", FactKind.FLAG: "BOOLEAN"}
WEIGHTED = re.compile(r"(?P<value>.*?)(?: ×(?P<times>\d+))?")
FLAGS = {"是": "TRUE", "否": "FALSE"}
SPREAD = 400
"""How far, in thousandths, a value around a mean lies from it at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the number of its row, of so many, and the place it draws from."""

    row: str
    count: int
    place: int
    kind: FactKind

    def other(self, step: int) -> "Place":
        """Another place of the same column."""
        return replace(self, place=self.place * 100 + step)

    def draw(self, size: int) -> str:
        """A number from 0 to size - 1."""
        return f"draw({self.row}, {self.place}, {size})"


def type_of(kind: FactKind) -> str:
    """The type of a column of that kind."""
    digits = NUMBERS.get(kind)
    return TYPES.get(kind, "VARCHAR") if digits is None else f"DECIMAL(18, {digits})"


def value(text: str, place: Place) -> str:
    """The expression of a written value."""
    if " | " in text:
        return _one_of(text.split(" | "), place)
    if " / " in text:
        return _in_turn(text.split(" / "), place)
    return f"({_single(text, place)})::{type_of(place.kind)}"


def _one_of(options: Sequence[str], place: Place) -> str:
    pairs = [_weighted(option) for option in options]
    drawn, reached, cases = place.draw(sum(times for _, times in pairs)), 0, []
    for step, (option, times) in enumerate(pairs, 1):
        reached += times
        cases.append(f"WHEN {drawn} < {reached} THEN {value(option, place.other(step))}")
    return f"CASE {' '.join(cases)} END"


def _weighted(option: str) -> tuple[str, int]:
    found = WEIGHTED.fullmatch(option)
    if found is None:
        raise ValueError(option)
    return found["value"], int(found["times"] or 1)


def _in_turn(options: Sequence[str], place: Place) -> str:
    cases = (
        f"WHEN {at} THEN {value(option, place.other(at + 1))}" for at, option in enumerate(options)
    )
    return f"CASE {place.row} % {len(options)} {' '.join(cases)} END"


def _single(text: str, place: Place) -> str:
    if place.kind is FactKind.FLAG:
        return FLAGS[text]
    if place.kind is FactKind.DATE:
        return _day(text, place)
    if place.kind in NUMBERS:
        return _number(text, place)
    return f"'{text}'"


def _day(text: str, place: Place) -> str:
    if text.startswith("±"):
        return f"DATE '{text[1:]}' + ({place.row} % 3 - 1)::INTEGER"
    first, dots, last = text.partition("..")
    if not dots:
        return f"DATE '{text}'"
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return f"DATE '{first}' + {place.draw(days)}::INTEGER"


def _number(text: str, place: Place) -> str:
    if text.startswith("~"):
        return _around(Decimal(text[1:]), place)
    if text.startswith("±"):
        return scaled(f"{_whole(text[1:])} + {place.row} % 3 - 1", _digits(text))
    first, dots, last = text.partition("..")
    if not dots:
        return text
    size = _whole(last) - _whole(first) + 1
    return scaled(f"{_whole(first)} + {place.draw(size)}", _digits(last))


def _around(mean: Decimal, place: Place) -> str:
    """Row i of n and row n - 1 - i lie as far from the mean, one below it and one above."""
    mirrored = f"{place.count} - 1 - {place.row}"
    off = f"draw(least({place.row}, {mirrored}), {place.place}, {2 * SPREAD + 1}) - {SPREAD}"
    thousandths = f"1000 + sign({place.row} - ({mirrored}))::BIGINT * ({off})"
    return scaled(f"{int(mean * 10**6)} // 1000 * ({thousandths})", 6)


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _whole(text: str) -> int:
    return int(Decimal(text).scaleb(_digits(text)))


def scaled(whole: str, digits: int) -> str:
    """A whole number of the last digit as a decimal; never by way of a floating number."""
    unit = f" * 0.{'1'.rjust(digits, '0')}" if digits else ""
    return f"({whole})::DECIMAL(18, 0){unit}"
