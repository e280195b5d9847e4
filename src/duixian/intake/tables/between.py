"""What only shows between rows and tables, asked of the database: as `workbook.checks` has it."""

from collections.abc import Callable, Mapping, Sequence

from duixian.intake.tables.rejects import Rejects
from duixian.intake.tables.staging import Staged
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.checks import FIRST_YEAR, LAST_YEAR
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY

Tables = Mapping[str, Staged]


def check(tables: Tables, rejects: Rejects) -> None:
    """Refuse every row that does not go together with the others."""
    checks: tuple[Callable[[Tables, Rejects], None], ...] = (
        _keys_twice,
        _years,
        _firms_missing,
        _lists_missing,
        _impossible_days,
        _recovered_too_much,
        _support_years,
    )
    for one in checks:
        one(tables, rejects)


def firm_key(tables: Tables) -> str:
    """The name of the column that holds the code of 企业."""
    return tables[FIRM].source.layout.key if FIRM in tables else ""


def year_text(piece: str) -> str:
    """`2021年` as `2021`."""
    bare = f"LEFT({piece}, LENGTH({piece}) - 1)"
    return f"CASE WHEN SUFFIX({piece}, '年') THEN {bare} ELSE {piece} END"


def _keys_twice(tables: Tables, rejects: Rejects) -> None:
    for table in tables.values():
        key = table.source.layout.key
        if key:
            _repeated(table, (table.piece(key),), key, rejects)
    if FIRM in tables and YEARLY in tables:
        table = tables[YEARLY]
        firm, year = table.piece(firm_key(tables)), year_text(table.piece(YEAR))
        _repeated(table, (firm, year), YEAR, rejects)


def _repeated(table: Staged, pieces: Sequence[str], title: str, rejects: Rejects) -> None:
    if table.is_empty or rejects.all_differ(table.relation, pieces):
        return
    spelt = " || ' ' || ".join(pieces)
    identity = f"({spelt})"
    rejects.insert(
        f"SELECT {table.place}, row, {table.position(title)}, found,"
        " '每个编号只留一行，与第 ' || earliest || ' 行重复' FROM"
        f" (SELECT row, {identity} AS found, MIN(row) OVER (PARTITION BY {identity}) AS earliest"
        f" FROM {table.relation} WHERE {identity} IN (SELECT {identity} FROM {table.relation}"
        f" WHERE {identity} IS NOT NULL GROUP BY ALL HAVING COUNT(*) > 1)) WHERE row > earliest",
        "重复",
    )


def _years(tables: Tables, rejects: Rejects) -> None:
    if YEARLY not in tables:
        return
    table = tables[YEARLY]
    piece = table.piece(YEAR)
    year = year_text(piece)
    four = f"REGEXP_FULL_MATCH({year}, '[0-9]{{4}}')"
    good = f"{four} AND {year} BETWEEN '{FIRST_YEAR}' AND '{LAST_YEAR}'"
    rejects.insert(
        f"SELECT {table.place}, row, {table.position(YEAR)}, {piece},"
        f" '{FIRST_YEAR} 至 {LAST_YEAR} 的四位年份' FROM {table.relation}"
        f" WHERE {piece} IN (SELECT {piece} FROM (SELECT DISTINCT {piece} FROM {table.relation})"
        f" WHERE {piece} IS NOT NULL AND NOT ({good}))",
        "不是年度",
    )


def _firms_missing(tables: Tables, rejects: Rejects) -> None:
    if FIRM not in tables:
        return
    firms, key = tables[FIRM], firm_key(tables)
    for table in tables.values():
        subject = table.source.layout.subject
        if subject is not None:
            title = subject.firm
        else:
            title = {YEARLY: key, sheets.DECISIONS: "企业"}.get(table.source.layout.name, "")
        if not title or table.is_empty or table.source.layout.name == FIRM:
            continue
        if table.position(title) - 1 in table.of_known_firms:
            continue
        piece = table.piece(title)
        rejects.insert(
            f"SELECT {table.place}, row, {table.position(title)}, {piece},"
            f" '在「{FIRM}」表补上这家企业，或改正代码' FROM {table.relation}"
            f" ANTI JOIN (SELECT {firms.piece(key)} AS known FROM {firms.relation})"
            f" ON known = {piece} WHERE {piece} IS NOT NULL",
            f"这家企业不在「{FIRM}」表中",
        )


def _lists_missing(tables: Tables, rejects: Rejects) -> None:
    if sheets.LISTINGS not in tables:
        return
    table, sources = tables[sheets.LISTINGS], tables.get(sheets.LIST_SOURCES)
    piece = table.piece("名单名称")
    known = (
        f" AND {piece} NOT IN (SELECT {sources.piece('名单名称')} FROM {sources.relation}"
        f" WHERE {sources.piece('名单名称')} IS NOT NULL)"
        if sources
        else ""
    )
    rejects.insert(
        f"SELECT {table.place}, row, {table.position('名单名称')}, {piece},"
        f" '在「{sheets.LIST_SOURCES}」表写明名单和读取日期' FROM {table.relation}"
        f" WHERE {piece} IS NOT NULL{known}",
        f"这份名单不在「{sheets.LIST_SOURCES}」表中",
    )


def _impossible_days(tables: Tables, rejects: Rejects) -> None:
    if sheets.LISTINGS not in tables:
        return
    table = tables[sheets.LISTINGS]
    since, until = table.piece("列入日期"), table.piece("移出日期")
    rejects.insert(
        f"SELECT {table.place}, row, {table.position('移出日期')}, CAST({until} AS VARCHAR),"
        f" '不早于列入日期 ' || {since} FROM {table.relation}"
        f" WHERE CAST({until} AS DATE) < CAST({since} AS DATE)",
        "移出日期早于列入日期",
    )


def _recovered_too_much(tables: Tables, rejects: Rejects) -> None:
    if sheets.AWARDS not in tables:
        return
    table = tables[sheets.AWARDS]
    paid, back = table.piece("金额"), table.piece("已收回")
    rejects.insert(
        f"SELECT {table.place}, row, {table.position('已收回')}, '', '不多于金额'"
        f" FROM {table.relation} WHERE CAST({back} AS BIGINT) > CAST({paid} AS BIGINT)",
        "收回的比奖补的多",
    )


def _support_years(tables: Tables, rejects: Rejects) -> None:
    if sheets.AWARDS not in tables:
        return
    table = tables[sheets.AWARDS]
    piece = table.piece("支持年度")
    good = f"REGEXP_FULL_MATCH(CAST({piece} AS VARCHAR), '[0-9]{{1,9}}')"
    rejects.insert(
        f"SELECT {table.place}, row, {table.position('支持年度')}, {piece}, '1、2、3 …'"
        f" FROM {table.relation} WHERE NOT {good}",
        "不是支持年度",
    )
