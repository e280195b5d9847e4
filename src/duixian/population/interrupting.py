"""Queries that whoever ends the program can end at once, instead of at their own convenience."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Interruptible(Protocol):
    """A connection to a database that may be in the middle of a query."""

    def interrupt(self) -> None:
        """End the query now."""


_running: list[Interruptible] = []


@contextmanager
def interruptible(connection: Interruptible) -> Iterator[None]:
    """Around the queries of a connection, so that `interrupt_queries` reaches them."""
    _running.append(connection)
    try:
        yield
    finally:
        _running.remove(connection)


def interrupt_queries() -> None:
    """End the queries that are running: an exception alone waits until their tasks are done."""
    for connection in _running:
        connection.interrupt()
