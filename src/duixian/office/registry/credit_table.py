"""The table of credit records as officers hand it in, read whole or refused with every error."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import TextChoices

from duixian.intake.workbook.layout import record_layout
from duixian.intake.workbook.records import RecordColumn, RecordSheet
from duixian.intake.workbook.table import Record, Table
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.enums import CreditEffect, CreditKind, CreditReach
from duixian.office.registry.one_table import read_one
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import FactKind

Choice = TypeVar("Choice", bound=TextChoices)
FOUND, NOTHING = "有记录", "无记录"
_LONGEST = {"name": 300, "cause": 500, "authority": 200, "number": 200, "repaired_by": 500}
_NEEDED = ("记录类别", "事由", "决定机关", "影响", "适用范围", "起始日期")

CREDIT_SHEET = RecordSheet(
    "信用记录",
    "credit",
    "每条记录一行；查过而没有记录的企业写 无记录，其余各列留空。",
    (
        RecordColumn("企业", "firm", FactKind.REFERENCE, required=True),
        RecordColumn("企业名称", "name", FactKind.TEXT, note="来源上写的名称"),
        RecordColumn("结果", "result", FactKind.LEVEL, required=True, levels=(FOUND, NOTHING)),
        RecordColumn("记录类别", "kind", FactKind.LEVEL, levels=tuple(CreditKind.labels)),
        RecordColumn("事由", "cause", FactKind.TEXT),
        RecordColumn("决定机关", "authority", FactKind.TEXT),
        RecordColumn("文号", "number", FactKind.TEXT),
        RecordColumn("影响", "effect", FactKind.LEVEL, levels=tuple(CreditEffect.labels)),
        RecordColumn("适用范围", "reach", FactKind.LEVEL, levels=tuple(CreditReach.labels)),
        RecordColumn("责任人", "persons", FactKind.TEXT, note="几个人用、隔开"),
        RecordColumn("起始日期", "since", FactKind.DATE),
        RecordColumn("截止日期", "until", FactKind.DATE, note="没有写明的留空"),
        RecordColumn("修复日期", "repaired_on", FactKind.DATE),
        RecordColumn("修复依据", "repaired_by", FactKind.TEXT),
    ),
)


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """A record as somebody enters it; "" and None are what was not given."""

    firm: str
    kind: CreditKind
    cause: str
    authority: str
    effect: CreditEffect
    reach: CreditReach
    since: date
    name: str = ""
    number: str = ""
    persons: str = ""
    until: date | None = None
    repaired_on: date | None = None
    repaired_by: str = ""


@dataclass(frozen=True, slots=True)
class CreditTable:
    """All rows of a table: the records, and every firm that was looked up."""

    entries: tuple[CreditEntry, ...]
    firms: tuple[str, ...]


def read_credit_table(path: Path, kinds: frozenset[CreditKind], read_on: date) -> CreditTable:
    """The table; BadFilesError with everything wrong with it.

    `kinds` are those that the source was read for, `read_on` is the day of the reading.
    """
    table, problems = read_one(path, record_layout(CREDIT_SHEET))
    problems += _missing(table)
    entries = {record.row: _entry(record) for record in table.records if _is_whole(record)}
    problems += _odd(table, entries, kinds, read_on)
    if has_errors(problems):
        raise BadFilesError(tuple(sorted(problems, key=lambda each: each.place.line)))
    firms = dict.fromkeys(str(record.values["企业"]) for record in table.records)
    return CreditTable(tuple(entries.values()), tuple(firms))


def faults(entry: CreditEntry, read_on: date) -> Iterator[tuple[str, str]]:
    """What is wrong with a record in itself: the name of the field, and a sentence."""
    if entry.since > read_on:
        yield "since", "起始日期晚于读取日期，来源上不会有"
    if entry.until is not None and entry.until < entry.since:
        yield "until", "截止日期早于起始日期"
    if entry.repaired_on is not None and entry.repaired_on < entry.since:
        yield "repaired_on", "修复日期早于起始日期"
    if (entry.repaired_on is None) != (not entry.repaired_by):
        yield "repaired_by", "修复日期和修复依据要一起写"
    for field, longest in _LONGEST.items():
        if len(getattr(entry, field)) > longest:
            yield field, f"不能超过 {longest} 字"


def _is_whole(record: Record) -> bool:
    given = record.values
    return given.get("结果") == FOUND and all(name in given for name in ("企业", *_NEEDED))


def _missing(table: Table) -> Iterator[Problem]:
    """Cells that a record must have and that were left empty, and records that say 无记录."""
    for record in table.records:
        if record.values.get("结果") == FOUND:
            for name in _NEEDED:
                if name not in record.values:
                    what = f"「{name}」没有读到，有记录的行必须填写"
                    yield error("cell-missing", table.cell(record, name), "", what)
        elif record.values.get("结果") == NOTHING:
            for name in _NEEDED:
                if name in record.values:
                    found, what = str(record.values[name]), f"写了{NOTHING}，却填了「{name}」"
                    yield error("cell-odd", table.cell(record, name), found, what)


def _entry(record: Record) -> CreditEntry:
    codes = {column.name: column.code for column in CREDIT_SHEET.columns}
    found: dict[str, Any] = {codes[name]: value for name, value in record.values.items()}
    del found["result"]
    people = str(found.get("persons", "")).replace("，", "、").split("、")
    return CreditEntry(
        **found
        | {
            "kind": labelled(CreditKind, found["kind"]),
            "effect": labelled(CreditEffect, found["effect"]),
            "reach": labelled(CreditReach, found["reach"]),
            "persons": "\n".join(filter(None, (name.strip() for name in people))),
        }
    )


def labelled(choices: type[Choice], label: str) -> Choice:
    """The member whose label it is."""
    return next(each for each in choices if each.label == label)


def _odd(
    table: Table, entries: dict[int, CreditEntry], kinds: frozenset[CreditKind], read_on: date
) -> Iterator[Problem]:
    titles = {column.code: column.name for column in CREDIT_SHEET.columns}
    seen: dict[object, int] = {}
    for record in table.records:
        entry = entries.get(record.row)
        if entry is None:
            continue
        for field, what in faults(entry, read_on):
            yield error("cell-odd", table.cell(record, titles[field]), "", what)
        if entry.kind not in kinds:
            what = "这一类不在本次读取的类别里"
            place = table.cell(record, "记录类别")
            yield error("cell-odd", place, entry.kind.label, what, instead="勾选这一类，或删去这行")
        key = (entry.firm, entry.kind, entry.since, entry.number, entry.cause)
        if key in seen:
            what = f"与第 {seen[key]} 行是同一条记录"
            yield error("key-twice", table.cell(record, "企业"), entry.firm, what)
        seen.setdefault(key, record.row)
