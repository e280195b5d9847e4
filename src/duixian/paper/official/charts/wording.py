"""The words of charts: labels in lines that fit, figures with separators."""

import math
from collections.abc import Sequence
from fractions import Fraction

from duixian.fund.wording import decimals

_LINES = 3
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
"""Told apart by those who do not see all colours, and in grey."""


def wrapped(text: str, length: int = 10) -> str:
    """The text in at most three lines of about equal length, cut with … where it is longer."""
    most = _LINES * length
    kept = text if len(text) <= most else f"{text[: most - 1]}…"
    lines = max(1, math.ceil(len(kept) / length))
    each = math.ceil(len(kept) / lines)
    return "\n".join(kept[at : at + each] for at in range(0, len(kept), each))


def distinct(names: Sequence[str], length: int = 10) -> list[str]:
    """The names in lines, told apart by a number where two look alike, so that none hides another.

    Long names that differ only in what was cut look alike, too.
    """
    seen: dict[str, int] = {}
    found = []
    for name in (wrapped(each, length) for each in names):
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return found


def figure(value: Fraction) -> str:
    """A figure beside its bar: whole where it is whole, else two decimals."""
    return decimals(value, 0 if value.denominator == 1 else 2)
