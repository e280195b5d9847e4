"""The rows of a finished run, filtered, sorted and page by page, straight from its file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import duckdb

from duixian.matching.writing import RESULT
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.matching.summary import demand_finished
from duixian.population.sql import text
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import VERDICTS

PAGE = 50
_THREADS = 2


class Order(Enum):
    """By what rows are sorted: what a reader calls it, and the columns."""

    MOST = ("金额从高到低", "low DESC NULLS LAST, unbounded DESC, high DESC")
    LEAST = ("金额从低到高", "low NULLS LAST, unbounded, high")
    FIRM = ("企业代码", "")
    TOWN = ("街镇", "town NULLS LAST")
    MEASURE = ("政策和措施", "policy, measure")

    def __init__(self, label: str, columns: str) -> None:
        self.label = label
        self.columns = columns


_ALWAYS = "firm, policy, measure, row, year NULLS FIRST"
"""Tells every row from every other, so that no page holds a row of another."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows, in which order; None and "" leave open. `town` "" in a tuple is an unknown one.

    `measure` is a number of a policy and a code. `words` are part of the name, or the beginning of
    the code, of the firm. `near`: only refusals not far from their line. `forecast`: only years of
    support that have not begun, which are never counted, in place of all others.
    """

    verdict: Verdict | None = None
    measure: tuple[str, str] | None = None
    town: str | None = None
    words: str = ""
    near: bool = False
    forecast: bool = False
    order: Order = Order.MOST


@dataclass(frozen=True, slots=True)
class Row:
    """One conclusion; sums in fen, None where there is no sum or no bound."""

    firm: str
    firm_name: str | None
    town: str | None
    policy: str
    measure: str
    title: str
    subject: str
    row: str
    year: int | None
    verdict: Verdict
    low: int | None
    high: int | None
    contested: bool
    forecast: bool
    near: bool
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    displaced_by: str

    @property
    def verdict_name(self) -> str:
        """The verdict in Chinese; a near miss and a year that has not begun say so."""
        name = "差一点" if self.near else VERDICTS[self.verdict]
        return f"{name}（预测）" if self.forecast else name

    @property
    def own_key(self) -> str:
        """The key of what the row is about where that is not the firm itself."""
        return "" if self.subject == "企业" else self.row


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows: which, of how many; `total` rows are on all of them."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int

    @property
    def previous(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the page after."""
        return self.number + 1


_COLUMNS = (
    "firm, firm_name, town, policy, measure, title, subject, row, year, verdict, low, high,"
    " contested, forecast, near, COALESCE(failed, []), COALESCE(missing, []),"
    " CASE WHEN displaced_by_policy IS NOT NULL THEN concat_ws(' ', displaced_by_policy,"
    " displaced_by_measure) ELSE '' END"
)


def page_of(run: Run, wanted: Wanted, number: int = 1) -> Page:
    """One page, the nearest there is to that number; RefusedError where the run has no result."""
    where, values = _where(wanted)
    with opened(run) as connection:
        counted = f"SELECT COUNT(*) FROM rows WHERE {where}"  # noqa: S608 - values are parameters
        total: int = connection.execute(counted, values).fetchall()[0][0]
        pages = max(1, -(-total // PAGE))
        number = min(max(1, number), pages)
        limits = f"LIMIT {PAGE} OFFSET {(number - 1) * PAGE}"
        query = f"SELECT {_COLUMNS} FROM rows WHERE {where} ORDER BY {_order(wanted)} {limits}"  # noqa: S608 - values are parameters
        found = connection.execute(query, values).fetchall()
    return Page(tuple(_row(each) for each in found), number, pages, total)


def all_of(run: Run, wanted: Wanted) -> tuple[Row, ...]:
    """All wanted rows; for lists that are short, such as those of one measure."""
    where, values = _where(wanted)
    query = f"SELECT {_COLUMNS} FROM rows WHERE {where} ORDER BY {_order(wanted)}"  # noqa: S608 - values are parameters
    with opened(run) as connection:
        return tuple(_row(each) for each in connection.execute(query, values).fetchall())


def rows_of_firms(run: Run, codes: Sequence[str]) -> dict[str, list[Row]]:
    """By firm, the rows that pay, may yet pay, or are missed by little, of these firms."""
    query = (
        f"SELECT {_COLUMNS} FROM rows WHERE NOT forecast AND firm IN (SELECT UNNEST(?))"  # noqa: S608 - values are parameters
        f" AND (near OR verdict IN ('granted', 'pending', 'unknown')) ORDER BY {_order(Wanted())}"
    )
    found: dict[str, list[Row]] = {}
    with opened(run) as connection:
        for cells in connection.execute(query, [list(codes)]).fetchall():
            row = _row(cells)
            found.setdefault(row.firm, []).append(row)
    return found


def choose(connection: duckdb.DuckDBPyConnection, wanted: Wanted) -> int:
    """Make the wanted rows, all their columns, the table `chosen`; gives how many they are."""
    where, values = _where(wanted)
    order = _order(wanted)
    query = f"CREATE TEMP TABLE chosen AS FROM rows WHERE {where} ORDER BY {order}"
    connection.execute(query, values)
    count: int = connection.execute("SELECT COUNT(*) FROM chosen").fetchall()[0][0]
    return count


@contextmanager
def opened(*runs: Run) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the rows of one run as `rows`, of several as `rows_1`, `rows_2` and so on."""
    for run in runs:
        demand_finished(run)
    with _database().cursor() as connection:
        for place, run in enumerate(runs, 1):
            name = "rows" if len(runs) == 1 else f"rows_{place}"
            file = text(str(result_of(run) / f"{RESULT}.parquet"))
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM read_parquet({file})")
        yield connection


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """Empty, one a process: to begin one costs as much as half a page. Cursors share nothing."""
    return duckdb.connect(config={"threads": _THREADS})


def _order(wanted: Wanted) -> str:
    return ", ".join(filter(None, (wanted.order.columns, _ALWAYS)))


def _where(wanted: Wanted) -> tuple[str, list[str]]:
    """The condition and the values of its placeholders."""
    pieces = ["forecast" if wanted.forecast else "NOT forecast"]
    values: list[str] = []
    if wanted.verdict is not None:
        pieces.append("verdict = ?")
        values.append(wanted.verdict.value)
    if wanted.measure is not None:
        pieces.append("policy = ? AND measure = ?")
        values += wanted.measure
    if wanted.town is not None:
        pieces.append("COALESCE(town, '') = ?")
        values.append(wanted.town)
    if wanted.words:
        pieces.append("(contains(firm_name, ?) OR starts_with(firm, ?))")
        values += [wanted.words, wanted.words.upper()]
    if wanted.near:
        pieces.append("near")
    return " AND ".join(pieces), values


def _row(cells: tuple[Any, ...]) -> Row:
    firm, name, town, *measure, verdict, low, high, contested, forecast, near = cells[:15]
    failed, missing, displaced_by = cells[15:]
    policy, code, title, subject, row, year = measure
    return Row(
        firm=firm,
        firm_name=name,
        town=town,
        policy=policy,
        measure=code,
        title=title,
        subject=subject,
        row=row,
        year=year,
        verdict=Verdict(verdict),
        low=low,
        high=high,
        contested=contested,
        forecast=forecast,
        near=near,
        failed=tuple(failed),
        missing=tuple(missing),
        displaced_by=displaced_by,
    )
