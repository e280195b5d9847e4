"""Exact intervals: what is known of a number. None is an end without bound.

An interval is a plain pair, because an evaluation makes thousands. Every operation is sound: the
result holds every outcome that values inside the operands can have.
"""

from collections.abc import Sequence
from fractions import Fraction

Exact = int | Fraction
Pair = tuple[Exact | None, Exact | None]
Bound = tuple[int, Exact]
"""An end that may be infinite: (−1, 0) below everything, (0, x) the number x, (1, 0) above."""

ANYTHING: Pair = (None, None)
ZERO: Pair = (0, 0)


def is_exact(pair: Pair) -> bool:
    """Whether the number is known."""
    return pair[0] is not None and pair[0] == pair[1]


def whole(value: Fraction) -> Exact:
    """The same number, as an integer where it is one (cheaper to compute with)."""
    return value.numerator if value.denominator == 1 else value


def plus(a: Pair, b: Pair) -> Pair:
    """A + b."""
    low = None if a[0] is None or b[0] is None else a[0] + b[0]
    high = None if a[1] is None or b[1] is None else a[1] + b[1]
    return low, high


def minus(a: Pair, b: Pair) -> Pair:
    """A − b."""
    low = None if a[0] is None or b[1] is None else a[0] - b[1]
    high = None if a[1] is None or b[0] is None else a[1] - b[0]
    return low, high


def times(a: Pair, b: Pair) -> Pair:
    """A × b, where zero times anything is zero."""
    if is_exact(a) and is_exact(b):
        product = a[0] * b[0]  # type: ignore[operator]
        return product, product
    corners = [_product(x, y) for x in _bounds(a) for y in _bounds(b)]
    low, high = min(corners), max(corners)
    return (None if low[0] else low[1]), (None if high[0] else high[1])


def divided(a: Pair, b: Pair) -> Pair:
    """A ÷ b for a divisor that is surely above zero."""
    low, high = b
    if low is None or low <= 0:
        raise ValueError("the divisor must be above zero")
    inverse: Pair = (0 if high is None else 1 / Fraction(high), 1 / Fraction(low))
    return times(a, inverse)


def _bounds(pair: Pair) -> tuple[Bound, Bound]:
    low: Bound = (-1, 0) if pair[0] is None else (0, pair[0])
    high: Bound = (1, 0) if pair[1] is None else (0, pair[1])
    return low, high


def _product(x: Bound, y: Bound) -> Bound:
    if not x[0] and not y[0]:
        return 0, x[1] * y[1]
    sign = _sign(x) * _sign(y)
    return sign, 0


def _sign(x: Bound) -> int:
    numerator = x[1].numerator
    return x[0] or (numerator > 0) - (numerator < 0)


def least(pairs: Sequence[Pair]) -> Pair:
    """The least of several; with an unknown above zero this is [0, the known]."""
    highs = [high for _, high in pairs if high is not None]
    return _lowest([low for low, _ in pairs]), min(highs) if highs else None


def greatest(pairs: Sequence[Pair]) -> Pair:
    """The greatest of several."""
    return negative(least([negative(pair) for pair in pairs]))


def negative(pair: Pair) -> Pair:
    """−a."""
    low, high = pair
    return (None if high is None else -high), (None if low is None else -low)


def hull(pairs: Sequence[Pair]) -> Pair:
    """From the lowest low to the highest high: one of several, unknown which."""
    high = _lowest([None if high is None else -high for _, high in pairs])
    return _lowest([low for low, _ in pairs]), None if high is None else -high


def _lowest(ends: list[Exact | None]) -> Exact | None:
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def above_zero(pair: Pair) -> Pair:
    """The same with everything below zero read as zero."""
    low, high = pair
    return (
        0 if low is None or low < 0 else low,
        None if high is None else max(high, 0),
    )


def surely_at_least(a: Pair, b: Pair) -> bool | None:
    """A ≥ b: True, False, or None where the intervals do not decide it."""
    if a[0] is not None and b[1] is not None and a[0] >= b[1]:
        return True
    if a[1] is not None and b[0] is not None and a[1] < b[0]:
        return False
    return None


def surely_more(a: Pair, b: Pair) -> bool | None:
    """A > b: True, False, or None where the intervals do not decide it."""
    at_most = surely_at_least(b, a)
    return None if at_most is None else not at_most


def surely_equal(a: Pair, b: Pair) -> bool | None:
    """A = b: True, False, or None where the intervals do not decide it."""
    if is_exact(a) and a == b:
        return True
    apart = surely_more(a, b) is True or surely_more(b, a) is True
    return False if apart else None
