"""Where text goes: results to standard output, progress and remarks to standard error."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from duixian.cli.stop import PipeClosedError

Item = TypeVar("Item")
WIDE = 160
"""Columns of a table that goes to a file or a program instead of a screen."""
NARROW = 60
"""In fewer columns tables would show borders and no words."""


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Leave quietly instead of ending the interpreter in the middle."""
        raise PipeClosedError


def output() -> Console:
    """Standard output; wide and plain when it is no terminal."""
    console = _Output(highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDE
    console.width = max(console.width, NARROW)
    return console


def remarks() -> Console:
    """Standard error."""
    return _Output(stderr=True, highlight=False, soft_wrap=True)


def plain_table(*headings: str, title: str = "") -> Table:
    """A table in the house style; a heading that begins with `>` is a column of figures."""
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for heading in headings:
        if heading.startswith(">"):
            table.add_column(heading.removeprefix(">"), justify="right", overflow="fold")
        else:
            table.add_column(heading, overflow="fold")
    return table


@contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """A progress bar on standard error, only where somebody sees it."""
    console = remarks()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        bar.add_task(what, total=total)
        yield bar


@contextmanager
def phases() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar for work in several phases: called with a phase, what is done, and of what."""
    with progress("准备", 1) as bar:
        task = bar.task_ids[0]

        def follow(phase: str, done: int, of: int) -> None:
            if bar.tasks[0].description != phase:
                bar.reset(task)
            bar.update(task, description=phase, completed=done, total=of)

        yield follow


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A turning sign on standard error while something of unknown length is done."""
    console = remarks()
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


def followed(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    """The items, one after the other, with a progress bar."""
    with progress(what, total) as bar:
        for item in items:
            yield item
            bar.advance(bar.task_ids[0])
