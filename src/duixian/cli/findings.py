"""Problems shown to people, and as data to programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from duixian.cli.console import remarks
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.problems import Problem, Severity, shorten

MOST = 200
"""More lines than this help nobody; the rest is counted."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_findings(problems: Sequence[Problem], where: Console | None = None) -> None:
    """All problems, a line each, with what to do below; on standard error unless told `where`."""
    console = where or remarks()
    for problem in problems[:MOST]:
        line = Text(f"{problem.place} ")
        line.append(problem.severity.value, style=COLOURS[problem.severity])
        found = f"「{shorten(problem.found)}」" if problem.found else ""
        why = f"（{problem.why}）" if problem.why else ""
        line.append(f"：{found}{problem.what}{why}")
        console.print(line, soft_wrap=True)
        if problem.instead:
            console.print(Text(f"    改法：{problem.instead}", style="dim"), soft_wrap=True)
    if len(problems) > MOST:
        console.print(f"…… 另有 {len(problems) - MOST} 处，改正以上后再看。")


def as_data(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """The problems for a program; sheets and columns of workbooks as Excel names them."""
    return [_entry(problem) for problem in problems]


def _entry(problem: Problem) -> dict[str, Any]:
    place = problem.place
    entry: dict[str, Any] = {
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }
    if isinstance(place, CellPlace):
        entry["sheet"] = place.sheet
    texts = {name: getattr(problem, name) for name in ("found", "what", "why", "instead")}
    return entry | texts
