"""The words of charts: labels in lines that fit, figures with separators."""

from fractions import Fraction

from duixian.fund.wording import decimals

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
"""Told apart by those who do not see all colours, and in grey."""


def wrapped(text: str, length: int = 10) -> str:
    """The text in lines of at most so many characters, at most three of them."""
    lines = [text[at : at + length] for at in range(0, len(text), length)] or [""]
    most = 3
    if len(lines) > most:
        lines = [*lines[:most][:-1], f"{lines[most - 1][:-1]}…"]
    return "\n".join(lines)


def figure(value: Fraction) -> str:
    """A figure beside its bar: whole where it is whole, else two decimals."""
    return decimals(value, 0 if value.denominator == 1 else 2)
