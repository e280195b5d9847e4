"""The numbers of a finished run, as its files hold them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from duixian.office.common.answers import No, RefusedError
from duixian.office.matching.enums import State
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.rulebook.assessment import Verdict

SUMMARY = "summary.json"
_GONE = "这次匹配的结果文件不在了，请管理员从备份恢复，或重新匹配"


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, firms and sums in fen; `high` is None where nothing bounds it."""

    rows: int = 0
    firms: int = 0
    low: int = 0
    high: int | None = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A measure or a town with a tally a verdict; `key` tells it apart, "" is an unknown town."""

    key: tuple[str, ...]
    title: str
    verdicts: Mapping[Verdict, Tally] = field(default_factory=dict)

    def tally(self, verdict: Verdict) -> Tally:
        """Zeros where the line has no such row."""
        return self.verdicts.get(verdict, Tally())


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, in how many rows of how many firms."""

    thing: str
    rows: int
    firms: int


@dataclass(frozen=True, slots=True)
class Near:
    """A measure that some firms miss by little."""

    policy: str
    measure: str
    title: str
    rows: int
    firms: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a run; a year of support that has not begun is in none of them."""

    firms: int
    whole: Line
    measures: tuple[Line, ...]
    towns: tuple[Line, ...]
    missing: tuple[Missing, ...]
    near: tuple[Near, ...]


def demand_finished(run: Run) -> None:
    """RefusedError where the run has no result."""
    if run.state != State.FINISHED:
        raise RefusedError(No(f"{run}没有结果：{run.get_state_display()}"))
    if not (result_of(run) / SUMMARY).is_file():
        raise RefusedError(No(_GONE))


def summary_of(run: Run) -> Summary:
    """The numbers of a run; RefusedError where it has none."""
    demand_finished(run)
    told = json.loads((result_of(run) / SUMMARY).read_text(encoding="utf-8"))
    (whole,) = _lines(told["by_verdict"], (), "") or (Line((), ""),)
    return Summary(
        firms=told["firms"],
        whole=whole,
        measures=_lines(told["by_measure"], ("policy", "measure"), "title"),
        towns=_lines(told["by_town"], ("town",), "town"),
        missing=tuple(Missing(**each) for each in told["missing"]),
        near=tuple(Near(**each) for each in told["near"]),
    )


def _lines(
    records: Iterable[Mapping[str, Any]], keys: tuple[str, ...], title: str
) -> tuple[Line, ...]:
    """Records of the same keys gathered into a line, in the order in which they come."""
    found: dict[tuple[str, ...], dict[Verdict, Tally]] = {}
    titles: dict[tuple[str, ...], str] = {}
    for record in records:
        key = tuple(record[name] or "" for name in keys)
        titles[key] = (record[title] or "") if title else ""
        found.setdefault(key, {})[Verdict(record["verdict"])] = _tally(record)
    return tuple(Line(key, titles[key], verdicts) for key, verdicts in found.items())


def _tally(record: Mapping[str, Any]) -> Tally:
    """Refusals have no sum: nothing is paid."""
    low, high = record["low"], record["high"]
    return Tally(record["rows"], record["firms"], low or 0, 0 if low is None else high)
