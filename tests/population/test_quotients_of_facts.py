"""A quotient of two facts beside a number: decided from both as entered, as intervals decide it."""

import operator
from fractions import Fraction
from itertools import product

import duckdb
import pytest

from duixian.population.quantities import Quantities, fixed
from duixian.population.sheet import Sheet
from duixian.rulebook.meaning import intervals
from duixian.rulebook.meaning.intervals import Pair

VALUES = (None, -7, 0, 1, 2, 3, 23, 20)
LINES = (Fraction(23, 20), Fraction(1), Fraction(1, 2), Fraction(20))
SIGNS = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "<>": operator.ne,
}
LEAST = (None, Fraction(0), Fraction(-7))


def known(value: int | None, least: Fraction | None) -> Pair:
    """A missing fact may be anything from its least up."""
    return (least, None) if value is None else (Fraction(value), Fraction(value))


def quotient(a: Pair, b: Pair) -> Pair:
    return intervals.divided(a, b) if b[0] is not None and b[0] > 0 else (None, None)


def decided(found: Pair, sign: str, line: Fraction) -> bool | None:
    """What every number of the interval says, None where they differ: any two ends differ here."""
    low, high = found
    if low is not None and low == high:
        return bool(SIGNS[sign](low, line))
    assert high is None
    assert low is None or low < line
    return None


@pytest.mark.parametrize(("a_least", "b_least"), [*product(LEAST, LEAST)])
def test_it_is_decided_where_both_are_known_and_the_divisor_is_above_zero(
    a_least: Fraction | None, b_least: Fraction | None
) -> None:
    sheet = Sheet("found", "facts", ["step"])
    numbers = Quantities(sheet)
    a, b = (
        numbers.entered(sheet.entered(column, column), 1, least)
        for column, least in (("a", a_least), ("b", b_least))
    )
    divided = numbers.divided(a, b)[0]
    asked = [(sign, line) for sign in SIGNS for line in LINES]
    outputs = {
        f"q{place}": numbers.directly(sign, divided, fixed(line))
        for place, (sign, line) in enumerate(asked)
    }
    assert all(outputs.values())
    statements = sheet.statements({"a": '"a"', "b": '"b"', **outputs, "exact": divided.exact})
    steps = ", ".join(f"{title} AS ({text})" for title, text in statements)
    values = [
        (x, y)
        for x, y in product(VALUES, VALUES)
        if (x is None or a_least is None or x >= a_least)
        and (y is None or b_least is None or y >= b_least)
    ]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE facts (a BIGINT, b BIGINT)")
        connection.executemany("INSERT INTO facts VALUES (?, ?)", values)
        rows = connection.execute(f"WITH {steps} FROM found").fetchall()
    assert len(rows) == len(values)
    for x, y, *found, exact in rows:
        pair = quotient(known(x, a_least), known(y, b_least))
        assert exact == intervals.is_exact(pair), (x, y)
        assert found == [decided(pair, *each) for each in asked], (x, y)


def test_intervals_decide_where_the_least_of_a_fact_or_the_line_does() -> None:
    sheet = Sheet("found", "facts", ["step"])
    numbers = Quantities(sheet)
    a, b = (
        numbers.entered(sheet.entered(column, column), 1, Fraction(least))
        for column, least in (("a", 0), ("b", 2))
    )
    assert not numbers.directly(">", numbers.divided(a, b)[0], fixed(1))
    assert not numbers.directly(">", numbers.divided(a, a)[0], fixed(0))
