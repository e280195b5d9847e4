"""Whole numbers as pieces, each with a bound: in 64 bits where it surely fits, else in 128.

A bound comes from what facts may hold and from the arithmetic itself. Were a fact to hold more, the
engine's own overflow stops the run; a bound never changes a value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duixian.population.sql import Sql, compared, is_whole, minus, plus, times, when, whole_part

NARROW = 2**63 - 1
WIDEST = 2**127 - 1
"""The bound of a number of which nothing is known: it is kept in 128 bits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A piece and the most that it can be, above or below zero. Narrow ones are BIGINT."""

    sql: Sql
    most: int = WIDEST

    @property
    def is_narrow(self) -> bool:
        """Whether the piece is kept in 64 bits."""
        return self.most <= NARROW


def written(value: int) -> Whole:
    """A number that is known when compiling."""
    return Whole(str(value), abs(value))


def bounded(sql: Sql, most: int) -> Whole:
    """A piece with its bound, which a written number has of itself."""
    return written(int(sql)) if is_whole(sql) else Whole(sql, most)


def added(a: Whole, b: Whole) -> Whole:
    """A + b."""
    return _joined(plus, a, b, a.most + b.most)


def subtracted(a: Whole, b: Whole) -> Whole:
    """A − b."""
    return _joined(minus, a, b, a.most + b.most)


def multiplied(a: Whole, b: Whole) -> Whole:
    """A × b."""
    return _joined(times, a, b, a.most * b.most)


def _joined(join: Callable[[Sql, Sql], Sql], a: Whole, b: Whole, most: int) -> Whole:
    written_out = is_whole(a.sql) and is_whole(b.sql)
    narrow = most <= NARROW or not (a.is_narrow and b.is_narrow)
    left = a.sql if narrow or written_out else f"CAST({a.sql} AS HUGEINT)"
    return Whole(join(left, b.sql), min(most, WIDEST))


def cut(a: Whole, b: Whole) -> Whole:
    """A ÷ b cut to the whole; the caller sees to 0 ≤ a and 0 < b."""
    if not is_whole(b.sql):
        return Whole(whole_part(a.sql, b.sql), a.most)
    return narrowed(Whole(whole_part(a.sql, b.sql), a.most), a.most // int(b.sql))


def narrowed(a: Whole, most: int) -> Whole:
    """A number of which a lower bound is known, in 64 bits when that allows it."""
    if most <= NARROW < a.most and not is_whole(a.sql):
        return Whole(f"CAST({a.sql} AS BIGINT)", most)
    return bounded(a.sql, most)


def picked(cases: Sequence[tuple[Sql, Whole]], otherwise: Whole) -> Whole:
    """The number of the first case that surely holds."""
    every = [value for _, value in cases] + [otherwise]
    settled = when([(condition, value.sql) for condition, value in cases], otherwise.sql)
    if not settled.startswith("CASE"):
        return next(value for value in every if value.sql == settled)
    most = max(value.most for value in every)
    kind = "BIGINT" if most <= NARROW else "HUGEINT"

    def typed(value: Whole) -> Sql:
        return f"CAST({value.sql} AS {kind})" if is_whole(value.sql) else value.sql

    parts = [(condition, typed(value)) for condition, value in cases]
    return Whole(when(parts, typed(otherwise)), most)


def weighed(sign: str, a: Whole, b: Whole) -> Sql:
    """A comparison of two numbers."""
    if a.sql == b.sql:
        return compared(sign, "0", "0")
    return compared(sign, a.sql, b.sql)
