"""Sound tables as the rulebook knows them: firms, rows, awards, reviews, decisions, lists.

Called only when nothing was found wrong: required values are there and years are years.
"""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from duixian.intake.register import FirmDecision, Records
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.checks import Tables, firm_key, year_of
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY
from duixian.intake.workbook.table import Record, Table
from duixian.rulebook.dossier import (
    Award,
    DecisionRow,
    Firm,
    Listing,
    Outcome,
    ReviewRow,
    Row,
    Scalar,
    Staged,
)
from duixian.rulebook.vocabulary.model import FactKind, Vocabulary


def build(tables: Tables, vocabulary: Vocabulary) -> Records:
    """The records of a workbook whose tables hold no error."""
    history = _rows(tables, sheets.AWARDS)
    awards = tuple(_award(record, tables[sheets.AWARDS]) for record in history)
    return Records(
        firms=_firms(tables),
        tables=_subject_rows(tables),
        references=_references(vocabulary),
        history=awards if sheets.AWARDS in tables else None,
        sources=_sources(tables, awards),
        reviews=tuple(_review(record) for record in _rows(tables, sheets.REVIEWS)),
        decisions=tuple(_decision(record) for record in _rows(tables, sheets.DECISIONS)),
        lists=_lists(tables),
        listings=tuple(_listing(record) for record in _rows(tables, sheets.LISTINGS)),
    )


def _rows(tables: Tables, sheet: str) -> tuple[Record, ...]:
    return tables[sheet].records if sheet in tables else ()


def _lists(tables: Tables) -> dict[str, date]:
    """The lists that were read; without the sheet of who stands on them there are none."""
    if sheets.LISTINGS not in tables:
        return {}
    return {
        _text(record, "名单名称"): _day(record, "读取日期")
        for record in _rows(tables, sheets.LIST_SOURCES)
    }


def _text(record: Record, name: str) -> str:
    value = record.values.get(name)
    return value if isinstance(value, str) else ""


def _day(record: Record, name: str) -> date:
    value = record.values[name]
    if not isinstance(value, date):
        raise TypeError(f"{name} is no day: {value!r}")
    return value


def _sum(record: Record, name: str) -> int | None:
    value = record.values.get(name)
    return value if isinstance(value, int) else None


def _firms(tables: Tables) -> dict[str, Firm]:
    key = firm_key(tables)
    yearly: dict[str, dict[tuple[str, int], Scalar]] = defaultdict(dict)
    for record in _rows(tables, YEARLY):
        year = year_of(record.values[YEAR])
        for name, value in record.values.items():
            if year is not None and name not in {key, YEAR} and not isinstance(value, Staged):
                yearly[_text(record, key)][name, year] = value
    return {
        _text(record, key): Firm(
            _text(record, key), record.values, yearly.get(_text(record, key), {})
        )
        for record in _rows(tables, FIRM)
    }


def _subject_rows(tables: Tables) -> dict[str, tuple[Row, ...]]:
    return {
        name: tuple(
            Row(name, _text(record, subject.key), _text(record, subject.firm), record.values)
            for record in table.records
        )
        for name, table in tables.items()
        if (subject := table.layout.subject) is not None and name != FIRM
    }


def _references(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {
        subject.name: tuple(fact.name for fact in subject.facts if fact.kind is FactKind.REFERENCE)
        for subject in vocabulary.subjects
    }


def _sources(tables: Tables, awards: tuple[Award, ...]) -> frozenset[str]:
    """The sources that are named, or else those that awards come from."""
    if sheets.AWARD_SOURCES in tables:
        return frozenset(_text(record, "来源") for record in _rows(tables, sheets.AWARD_SOURCES))
    return frozenset(award.source for award in awards if award.source)


def _award(record: Record, table: Table) -> Award:
    own = {column.fact.name for column in table.layout.columns}
    year = _text(record, "支持年度")
    return Award(
        policy=_text(record, "政策文号"),
        measure=_text(record, "措施"),
        payee=_text(record, "受益人"),
        subject=_text(record, "对象"),
        row=_text(record, "对象编号"),
        event=_day(record, "事项日期"),
        decided=_day(record, "决定日期"),
        amount=_sum(record, "金额") or 0,
        recovered=_sum(record, "已收回") or 0,
        support_year=int(year) if year else None,
        rung=_sum(record, "档次金额"),
        class_=_text(record, "类别"),
        cycle=_text(record, "执行周期"),
        source=_text(record, "来源"),
        remembered={
            name: value
            for name, value in record.values.items()
            if name not in own and not isinstance(value, Staged)
        },
    )


def _review(record: Record) -> ReviewRow:
    rate = record.values.get("核定比例")
    return ReviewRow(
        policy=_text(record, "政策文号"),
        measure=_text(record, "措施"),
        row=_text(record, "对象编号"),
        kind=_text(record, "评审类别"),
        outcome=Outcome(_text(record, "结果")),
        day=_day(record, "评审日期"),
        amount=_sum(record, "核定金额"),
        rate=Fraction(rate) if isinstance(rate, int | Fraction) else None,
    )


def _decision(record: Record) -> FirmDecision:
    decision = DecisionRow(
        policy=_text(record, "政策文号"),
        measure=_text(record, "措施"),
        row=_text(record, "对象编号"),
        name=_text(record, "条件名称"),
        applies=record.values.get("是否适用") is True,
        by=_text(record, "决定人"),
        reason=_text(record, "理由"),
        day=_day(record, "决定日期"),
    )
    return FirmDecision(_text(record, "企业"), decision)


def _listing(record: Record) -> Listing:
    until = record.values.get("移出日期")
    return Listing(
        list_name=_text(record, "名单名称"),
        firm=_text(record, "企业"),
        since=_day(record, "列入日期"),
        until=until if isinstance(until, date) else None,
    )
