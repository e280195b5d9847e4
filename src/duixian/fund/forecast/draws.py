"""Chance that anybody can repeat: the draws of a group are the SHAKE-256 of the seed and its key.

Draw number n is the n-th eight bytes, little end first, as a number below 2^64. So a group draws
the same whatever else is in the year; a line, an item and the whole come from one set of runs.
"""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import shake_256
from itertools import accumulate
from struct import unpack

RUNS = 10_000
_BYTES = 8
_IN_A_BYTE = 256
_ALL = 2**64


def picks(seed: int, key: str, weights: Sequence[int]) -> Sequence[int]:
    """For each run the position of the weight that is drawn."""
    bits = shake_256(f"{seed}:{key}".encode()).digest(_BYTES * RUNS)
    whole = sum(weights)
    # The least draw that lies beyond each weight: a draw d falls below it when d < bound.
    bounds = [-(-reached * _ALL // whole) for reached in accumulate(weights)]
    draws = unpack(f"<{RUNS}Q", bits)
    if len(bounds) == 2:  # noqa: PLR2004 - paid or not, as most are: twice as fast
        return bytes(map(bounds[0].__le__, draws))
    drawn = [bisect_right(bounds, draw) for draw in draws]
    # A byte a run where that is enough: a year has thousands of groups.
    return bytes(drawn) if len(bounds) <= _IN_A_BYTE else drawn
