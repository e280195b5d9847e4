"""Who bears which part of a line."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.work.budget import LineFigures
from duixian.fund.work.shares import shares_of
from duixian.rulebook.library.model import Library
from tests.fund.small_year import book

WAN = 1_000_000


def of(library: Library, fen: int) -> LineFigures:
    line = book(library).budgets[0].line("1.1")
    assert line is not None
    return replace(line, amount=replace(line.amount, value=Fraction(fen)))


def test_eight_to_two_of_five_are_four_and_one(library: Library) -> None:
    found = {each.name: each.value for each in shares_of(of(library, 5 * WAN), library)}
    assert found == {"区": 4 * WAN, "镇": 1 * WAN}


@given(st.integers(0, 10**12))
def test_the_parts_are_whole_fen_and_add_up(library: Library, fen: int) -> None:
    parts = [each.value for each in shares_of(of(library, fen), library)]
    assert sum(parts) == fen
    assert all(part.denominator == 1 for part in parts)
