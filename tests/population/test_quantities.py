"""The arithmetic of intervals as columns is that of the rulebook, for ends of every kind."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import duckdb
import pytest

from duixian.population.quantities import Quantities, Quantity
from duixian.population.ratios import Ratio, Ratios
from duixian.population.sheet import Sheet
from duixian.rulebook.meaning import intervals
from duixian.rulebook.meaning.intervals import Pair

ENDS = (None, Fraction(-2), Fraction(-1, 3), Fraction(0), Fraction(1, 2), Fraction(3))
PAIRS: list[Pair] = [
    (low, high) for low, high in product(ENDS, ENDS) if low is None or high is None or low <= high
]
"""Every interval between these ends: open, below, above and across zero, exact."""
Row = tuple[int, ...]
COLUMNS = ("low", "low_below", "low_open", "high", "high_below", "high_open", "exact")


def quantity(prefix: str, *, positive: bool) -> Quantity:
    """A number whose ends and denominators are columns."""
    low, low_below, low_open, high, high_below, high_open, exact = (
        f'"{prefix}_{column}"' for column in COLUMNS
    )
    ends = Ratio(low, low_below), Ratio(high, high_below)
    return Quantity(*ends, low_open, high_open, exact, positive)


def kept(pair: Pair, scale: int) -> tuple[object, ...]:
    """The values of the columns; equal fractions are written in unequal ways."""
    low, high = (Fraction(0) if end is None else Fraction(end) for end in pair)
    return (
        low.numerator * scale,
        low.denominator * scale,
        pair[0] is None,
        high.numerator,
        high.denominator,
        pair[1] is None,
        intervals.is_exact(pair),
    )


def told(row: Row) -> tuple[Pair, bool]:
    """The interval that came out, and whether it is said to be exact."""
    low, low_below, low_open, high, high_below, high_open, exact = row
    ends = (
        None if low_open else Fraction(low, low_below),
        None if high_open else Fraction(high, high_below),
    )
    return ends, bool(exact)


Of = Callable[[Quantities, Quantity, Quantity], Quantity]


def over_columns() -> Sheet:
    """A sheet whose columns are the parts of two numbers a and b."""
    sheet = Sheet("found", "operands", ["step"])
    for prefix in "ab":
        for column in COLUMNS:
            sheet.entered(f"{prefix}_{column}", f"{prefix}_{column}")
    sheet.entered("place", "place")
    return sheet


def selected(sheet: Sheet, outputs: Mapping[str, str], rows: Sequence[object]) -> list[Row]:
    """The outputs for each row of operands, in their order."""
    kinds = ("HUGEINT", "HUGEINT", "BOOLEAN") * 2 + ("BOOLEAN",)
    columns = ", ".join(
        f"{prefix}_{column} {kind}"
        for prefix in "ab"
        for column, kind in zip(COLUMNS, kinds, strict=True)
    )
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE operands (place INTEGER, {columns})")
    connection.execute(f"INSERT INTO operands VALUES {', '.join(map(str, rows))}")  # noqa: S608 - numbers
    statements = sheet.statements({**outputs, "place": '"place"'})
    steps = ", ".join(f"{title} AS ({text})" for title, text in statements)
    query = f"WITH {steps} SELECT {', '.join(outputs)} FROM found ORDER BY place"  # noqa: S608 - our own names
    return connection.execute(query).fetchall()


def outcomes(of: Of, operands: Sequence[tuple[Pair, Pair]], *, a: bool, b: bool) -> list[object]:
    """What the operation makes of each two operands; `a` and `b`: they are known as positive."""
    sheet = over_columns()
    found = of(Quantities(sheet), quantity("a", positive=a), quantity("b", positive=b))
    low = found.low.top, found.low.bottom, found.low_open
    high = found.high.top, found.high.bottom, found.high_open
    rows = [(n, *kept(x, 1 + n % 3), *kept(y, 2)) for n, (x, y) in enumerate(operands)]
    found_rows = selected(sheet, dict(zip(COLUMNS, (*low, *high, found.exact), strict=True)), rows)
    return [told(row) for row in found_rows]


def differing(of: Of, wanted: Callable[[Pair, Pair], Pair], *, a: bool, b: bool) -> list[object]:
    operands = [
        (x, y)
        for x, y in product(PAIRS, PAIRS)
        if (not a or (x[0] is not None and x[0] >= 0))
        and (not b or (y[0] is not None and y[0] >= 0))
    ]
    found = outcomes(of, operands, a=a, b=b)
    right = [(wanted(*two), intervals.is_exact(wanted(*two))) for two in operands]
    return [
        (two, ours, theirs)
        for two, ours, theirs in zip(operands, found, right, strict=True)
        if ours != theirs
    ]


CASES: dict[str, tuple[Of, Callable[[Pair, Pair], Pair]]] = {
    "plus": (Quantities.plus, intervals.plus),
    "minus": (Quantities.minus, intervals.minus),
    "times": (Quantities.times, intervals.times),
    "least": (lambda q, a, b: q.least([a, b]), lambda a, b: intervals.least([a, b])),
    "greatest": (lambda q, a, b: q.greatest([a, b]), lambda a, b: intervals.greatest([a, b])),
    "hull": (lambda q, a, b: q.hull([a, b]), lambda a, b: intervals.hull([a, b])),
    "above zero": (lambda q, a, _: q.above_zero(a), lambda a, _: intervals.above_zero(a)),
    "divided": (
        lambda q, a, b: q.divided(a, b)[0],
        lambda a, b: intervals.divided(a, b) if b[0] is not None and b[0] > 0 else (None, None),
    ),
}


@pytest.mark.parametrize(("a", "b"), [*product((False, True), repeat=2)])
@pytest.mark.parametrize("name", CASES)
def test_every_two_intervals_make_what_they_make_in_the_rulebook(
    name: str,
    a: bool,  # noqa: FBT001
    b: bool,  # noqa: FBT001
) -> None:
    assert differing(*CASES[name], a=a, b=b) == []


def test_fractions_too_wide_to_be_multiplied_crosswise_are_compared() -> None:
    """Tops of 125 bits and denominators of 62, near one another, alike, below zero."""
    chance = Random(1)  # noqa: S311 - repeatable, not secret
    operands = []
    for _ in range(500):
        below, other = (chance.randint(1, 2**62) for _ in "ab")
        top = chance.choice((1, -1)) * chance.randint(0, 2**125)
        near = top * other // below + chance.choice((0, 0, 1, -1))
        operands.append((top, below, near, other))
    operands += [(2**100, 2**60, 2**95, 2**55), (-(2**100), 2**60, -(2**95), 2**55)]
    operands = [each for each in operands if abs(each[2]) < 2**126]
    sheet = over_columns()
    ratios = Ratios(sheet)
    a = Ratio('"a_low"', '"a_low_below"', 2**126, 2**62)
    b = Ratio('"b_low"', '"b_low_below"', 2**126, 2**62)
    signs = {"more": ">", "as_much": "=", "at_least": ">=", "less": "<"}
    outputs = {name: ratios.compared(sign, a, b) for name, sign in signs.items()}
    rest = (False, 0, 1, False, True)
    rows = [(n, x, y, *rest, z, w, *rest) for n, (x, y, z, w) in enumerate(operands)]
    exact = [(Fraction(x, y), Fraction(z, w)) for x, y, z, w in operands]
    assert len(exact) > 400
    assert sum(a == b for a, b in exact) >= 2
    found = selected(sheet, outputs, rows)
    assert found == [(a > b, a == b, a >= b, a < b) for a, b in exact]
