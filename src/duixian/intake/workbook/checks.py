"""What only shows between rows and sheets: keys twice, firms that do not exist, odd pairs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.table import Record, Table
from duixian.rulebook.problems import Problem, error, warning

Tables = Mapping[str, Table]
FIRST_YEAR, LAST_YEAR = 1949, 2100


def check(tables: Tables) -> list[Problem]:
    """All findings between the rows of the sheets that were present, by sheet name."""
    checks: tuple[Callable[[Tables], Iterable[Problem]], ...] = (
        _keys_twice,
        _years,
        _firms_missing,
        _lists_missing,
        _listings_absent,
        _impossible_days,
        _recovered_too_much,
        _support_years,
        _objects_missing,
    )
    return [problem for one in checks for problem in one(tables)]


def firm_key(tables: Tables) -> str:
    """The name of the column that holds the code of 企业."""
    return tables[FIRM].layout.key if FIRM in tables else ""


def year_of(value: object) -> int | None:
    """`2021` or `2021年` as a year; None for what is none."""
    text = str(value).removesuffix("年")
    if not re.fullmatch("[0-9]{4}", text):
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _keys_twice(tables: Tables) -> Iterator[Problem]:
    for table in tables.values():
        key = table.layout.key
        if key:
            yield from _repeated(table, partial(_value, key), key)
    if FIRM in tables and YEARLY in tables:
        code = firm_key(tables)
        yield from _repeated(tables[YEARLY], partial(_firm_year, code), YEAR)


def _value(key: str, record: Record) -> object:
    return record.values.get(key)


def _firm_year(code: str, record: Record) -> str | None:
    firm, year = record.values.get(code), record.values.get(YEAR)
    return None if firm is None or year is None else f"{firm} {str(year).removesuffix('年')}"


def _repeated(table: Table, identity: Callable[[Record], object], column: str) -> Iterator[Problem]:
    seen: dict[object, int] = {}
    for record in table.records:
        key = identity(record)
        if key is None:
            continue
        if key in seen:
            what = f"与第 {seen[key]} 行重复"
            instead = "每个编号只留一行"
            yield error("key-twice", table.cell(record, column), str(key), what, instead=instead)
        else:
            seen[key] = record.row


def _years(tables: Tables) -> Iterator[Problem]:
    if YEARLY not in tables:
        return
    for record in tables[YEARLY].records:
        year = record.values.get(YEAR)
        if year is not None and year_of(year) is None:
            what = f"不是年度，应为 {FIRST_YEAR} 至 {LAST_YEAR} 的四位年份"
            yield error("year", tables[YEARLY].cell(record, YEAR), str(year), what)


def _firms_missing(tables: Tables) -> Iterator[Problem]:
    if FIRM not in tables:
        return
    key = firm_key(tables)
    known = {record.values.get(key) for record in tables[FIRM].records}
    for table in tables.values():
        if table.layout.subject is not None:
            column = table.layout.subject.firm
        else:
            column = {YEARLY: key, sheets.DECISIONS: "企业"}.get(table.layout.name, "")
        if not column or table.layout.name == FIRM:
            continue
        for record in table.records:
            code = record.values.get(column)
            if code is not None and code not in known:
                what = f"这家企业不在「{FIRM}」表中"
                instead = f"在「{FIRM}」表补上这家企业，或改正代码"
                where = table.cell(record, column)
                yield error("firm-missing", where, str(code), what, instead=instead)


def _lists_missing(tables: Tables) -> Iterator[Problem]:
    if sheets.LISTINGS not in tables:
        return
    sources = tables.get(sheets.LIST_SOURCES)
    records = sources.records if sources else ()
    known = {record.values.get("名单名称") for record in records}
    table = tables[sheets.LISTINGS]
    for record in table.records:
        name = record.values.get("名单名称")
        if name is not None and name not in known:
            what = f"这份名单不在「{sheets.LIST_SOURCES}」表中"
            instead = f"在「{sheets.LIST_SOURCES}」表写明名单和读取日期"
            where = table.cell(record, "名单名称")
            yield error("list-missing", where, str(name), what, instead=instead)


def _listings_absent(tables: Tables) -> Iterator[Problem]:
    return listings_absent({name: table.place for name, table in tables.items()})


def listings_absent(places: Mapping[str, CellPlace]) -> Iterator[Problem]:
    """Who stands on a list is not known where the sheet is not there, only where it is empty."""
    if sheets.LIST_SOURCES in places and sheets.LISTINGS not in places:
        what = f"没有「{sheets.LISTINGS}」表，不知道名单上有谁，这些名单都当作没有取得"
        instead = f"补上「{sheets.LISTINGS}」表；名单上确实没有企业，就只留表头"
        place = places[sheets.LIST_SOURCES]
        yield warning("listings-absent", place, "", what, instead=instead)


def _impossible_days(tables: Tables) -> Iterator[Problem]:
    if sheets.LISTINGS not in tables:
        return
    table = tables[sheets.LISTINGS]
    for record in table.records:
        since, until = record.values.get("列入日期"), record.values.get("移出日期")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            what = f"移出日期早于列入日期 {since}"
            yield error("days-reversed", table.cell(record, "移出日期"), str(until), what)


def _recovered_too_much(tables: Tables) -> Iterator[Problem]:
    if sheets.AWARDS not in tables:
        return
    table = tables[sheets.AWARDS]
    for record in table.records:
        amount, recovered = record.values.get("金额"), record.values.get("已收回")
        if isinstance(amount, int) and isinstance(recovered, int) and recovered > amount:
            what = "收回的比奖补的多"
            yield error("recovered-too-much", table.cell(record, "已收回"), "", what)


def _support_years(tables: Tables) -> Iterator[Problem]:
    if sheets.AWARDS not in tables:
        return
    table = tables[sheets.AWARDS]
    for record in table.records:
        year = record.values.get("支持年度")
        if year is not None and not (str(year).isascii() and str(year).isdigit()):
            what = "不是支持年度，应为 1、2、3 …"
            yield error("support-year", table.cell(record, "支持年度"), str(year), what)


def _objects_missing(tables: Tables) -> Iterator[Problem]:
    """Reviews and decisions of rows that no sheet has: they would be waited for in vain."""
    known = {
        record.values.get(table.layout.key)
        for table in tables.values()
        if table.layout.subject is not None
        for record in table.records
    }
    for name in (sheets.REVIEWS, sheets.DECISIONS):
        table = tables.get(name)
        for record in table.records if table else ():
            key = record.values.get("对象编号")
            if table and key is not None and key not in known:
                what = "各数据表中没有这个编号，这一行不会起作用"
                yield warning("object-missing", table.cell(record, "对象编号"), str(key), what)
