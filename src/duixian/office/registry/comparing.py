"""What files would change in the registry: new rows, changed values, rows that are as they were."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from duixian.intake.workbook.layout import FIRM, YEAR
from duixian.intake.workbook.places import CellPlace
from duixian.office.registry.bounds import exhausted
from duixian.office.registry.bulk import dump
from duixian.office.registry.incoming import Incoming, reading
from duixian.office.registry.sheets import FIRM_SHEET, YEARLY_SHEET, Sheet, sheets
from duixian.office.registry.values import Kept, shown
from duixian.population.sql import text
from duixian.rulebook.problems import Problem, error

_HELD = (
    'SELECT key, "values", CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 0 END'
    " FROM registry_record WHERE region = %s AND sheet = %s"
)
_FIRMS = "SELECT code FROM registry_enterprise WHERE region = %s"
MOST = 200
"""So many rows of a sheet that do not fit are told one by one."""


class BadFilesError(Exception):
    """Files that cannot be brought in, with everything wrong with them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"有 {len(problems)} 处错误")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a sheet are new, changed, and as they were."""

    fresh: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is there and has other values now; `codes` are those that differ."""

    sheet: Sheet
    key: str
    before: dict[str, Kept]
    after: dict[str, Kept]
    codes: tuple[str, ...]


def compare(incoming: Incoming, region: str) -> dict[str, Counts]:
    """Compare every sheet with the registry; makes relations `fresh_<sheet>`, `changed_<sheet>`.

    A value that the files do not give stays as it is, and so does a row that was withdrawn. A sheet
    without rows changes nothing, and has no such relations.
    """
    return {
        sheet.code: _compared(incoming, region, sheet)
        if incoming.has_rows(sheet.code)
        else Counts(0, 0, 0)
        for sheet in incoming.sheets
    }


def _compared(incoming: Incoming, region: str, sheet: Sheet) -> Counts:
    code, connection = sheet.code, incoming.connection
    file = incoming.work / f"held_{code}.csv"
    dump(_HELD, [region, code], file)
    held = (
        f"read_csv({text(str(file))}, auto_detect=false, header=false, delim=',', quote='\"',"
        " escape='\"', columns={'key': 'VARCHAR', 'held': 'VARCHAR', 'stands': 'INTEGER'})"
    )
    connection.execute(
        f"CREATE TEMP TABLE fresh_{code} AS FROM incoming_{code} ANTI JOIN {held} AS h USING (key)"
    )
    names = [name for name in sheet.columns if not sheet.is_beside(name)] + _beside(incoming, code)
    paths = f"[{', '.join(text(_path(name)) for name in names)}]"
    differs = "new[nth] IS NOT NULL AND new[nth] IS DISTINCT FROM old[nth]"
    connection.execute(
        f"CREATE TEMP TABLE changed_{code} AS SELECT * EXCLUDE (new, old) FROM (SELECT *,"
        f" list_filter([{', '.join(map(text, names))}], lambda code, nth: {differs}) AS codes"
        f" FROM (SELECT i.*, h.held, json_extract_string(i.found, {paths}) AS new,"
        f" json_extract_string(h.held, {paths}) AS old"
        f" FROM incoming_{code} AS i JOIN {held} AS h USING (key) WHERE h.stands = 1))"
        " WHERE LEN(codes) > 0"
    )
    every, fresh, changed = (
        _count(incoming, f"{kind}_{code}") for kind in ("incoming", "fresh", "changed")
    )
    return Counts(fresh, changed, every - fresh - changed)


def _beside(incoming: Incoming, code: str) -> list[str]:
    """The facts that stand beside the sheet's own in these files."""
    columns = incoming.staged[code].source.columns.values()
    sheet = sheets()[code]
    stored = [sheet.stored(column) for column in columns]
    return [name for name in stored if sheet.is_beside(name)]


def _path(name: str) -> str:
    return f'$."{name}"'


def _count(incoming: Incoming, relation: str) -> int:
    found: int = incoming.connection.execute(f"SELECT COUNT(*) FROM {relation}").fetchall()[0][0]
    return found


def changed_rows(incoming: Incoming, sheet: Sheet, most: int | None = None) -> Iterator[Changed]:
    """The rows that have other values now, in the order of the file."""
    if not incoming.has_rows(sheet.code):
        return
    limit = "" if most is None else f" LIMIT {most}"
    found = incoming.connection.execute(
        f"SELECT key, held, found, codes FROM changed_{sheet.code} ORDER BY row{limit}"
    )
    while block := found.fetchmany(2000):
        for key, held, new, codes in block:
            before, given = json.loads(held), json.loads(new)
            yield Changed(sheet, key, before, before | given, tuple(codes))


def told(change: Changed) -> Iterator[dict[str, str]]:
    """Each value of a change as people read it."""
    for code in change.codes:
        yield told_fact(change.sheet, change.key, code, change.before, change.after)


def told_fact(
    sheet: Sheet, key: str, code: str, before: Mapping[str, Kept], after: Mapping[str, Kept]
) -> dict[str, str]:
    """One value before and after; `sensitive` is not empty where it is."""
    column = sheet.columns[code]
    stage = f"（{column.stage.value}）" if column.stage else ""
    return {
        "sheet": sheet.name,
        "key": key,
        "fact": f"{column.fact.name}{stage}",
        "before": shown(column, before.get(code)),
        "after": shown(column, after.get(code)),
        "sensitive": "是" if column.fact.sensitive else "",
    }


def digest(incoming: Incoming, counts: dict[str, Counts]) -> str:
    """One text for the same difference, whatever the order of the rows."""
    pieces: list[Any] = []
    for code, count in counts.items():
        for relation, columns, rows in (
            ("fresh", "key, found", count.fresh),
            ("changed", "key, held, found", count.changed),
        ):
            query = f"SELECT SUM(hash({columns})::HUGEINT) FROM {relation}_{code}"
            found = incoming.connection.execute(query).fetchall()[0][0] if rows else None
            pieces.append((code, relation, rows, found))
    return hashlib.sha256(repr(pieces).encode()).hexdigest()


@contextmanager
def compared(path: Path, region: str) -> Iterator[tuple[Incoming, dict[str, Counts]]]:
    """Sound files and how their rows compare with the registry; BadFilesError tells all errors."""
    try:
        with reading(path) as (incoming, problems):
            if incoming is None:
                raise BadFilesError(problems)
            unfit = (*strangers(incoming, region), *years_twice(incoming))
            if unfit:
                raise BadFilesError((*problems, *unfit))
            yield incoming, compare(incoming, region)
    except duckdb.OutOfMemoryException as full:
        raise BadFilesError((exhausted(path),)) from full


def strangers(incoming: Incoming, region: str) -> list[Problem]:
    """Rows of firms that are neither in the files nor in the registry."""
    file = incoming.work / "firms.csv"
    dump(_FIRMS, [region], file)
    known = (
        f"SELECT code FROM read_csv({text(str(file))}, auto_detect=false, header=false,"
        " columns={'code': 'VARCHAR'})"
    )
    if FIRM_SHEET in incoming.staged:
        known += f" UNION ALL SELECT key FROM incoming_{FIRM_SHEET}"
    what = "文件里和本区档案里都没有这家企业"
    instead = f"在「{FIRM}」表加上这家企业，或改正代码"
    return [
        error("firm-missing", place, firm, what, instead=instead)
        for sheet in incoming.sheets
        if sheet.must_have_firm and incoming.has_rows(sheet.code)
        for place, firm in _found(incoming, sheet, f"firm NOT IN ({known})", sheet.owner)
    ]


def years_twice(incoming: Incoming) -> list[Problem]:
    """Years that a firm has twice."""
    sheet = sheets()[YEARLY_SHEET]
    if sheet.code not in incoming.staged:
        return []
    rows = f"SELECT MIN(row) FROM incoming_{sheet.code} GROUP BY key"
    return [
        error("key-twice", place, firm, "同一年度写了两次", instead="每个年度只留一行")
        for place, firm in _found(incoming, sheet, f"row NOT IN ({rows})", YEAR)
    ]


def _found(
    incoming: Incoming, sheet: Sheet, condition: str, title: str
) -> Iterator[tuple[CellPlace, str]]:
    """The places of the first rows for which something holds, and their firms."""
    table = incoming.staged[sheet.code]
    rows = incoming.connection.execute(
        f"SELECT row, firm FROM incoming_{sheet.code} WHERE {condition} ORDER BY row LIMIT {MOST}"
    ).fetchall()
    for row, firm in rows:
        yield table.source.place.at(row, table.position(title)), firm
