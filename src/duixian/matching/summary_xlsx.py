"""The numbers of a run as a workbook: verdicts, measures, towns, missing things, refusals."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duixian.paper.sheets import Column, Sheet, workbook
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import PROVISOS, VERDICTS

_LOOKS = {
    "policy": Column("政策", 26),
    "measure": Column("措施", 8),
    "title": Column("名称", 34),
    "town": Column("街镇", 16),
    "verdict": Column("结论", 16),
    "thing": Column("缺少", 50),
    "condition": Column("条件", 60, "long"),
    "rows": Column("行", 12, "count"),
    "firms": Column("企业", 12, "count"),
    "sum_if": Column("金额前提", 10),
    "low": Column("最低（元）", 18, "money"),
    "high": Column("最高（元）", 18, "money"),
}
_SHEETS = {
    "by_verdict": "按结论",
    "by_measure": "按措施",
    "by_town": "按街镇",
    "missing": "缺少的资料",
    "near": "临近",
    "refusals": "不符合的条件",
}


def summary_xlsx(summary: Mapping[str, Any], on: date) -> bytes:
    """The workbook; the same numbers give the same bytes."""
    sheets = [_sheet(name, summary[key]) for key, name in _SHEETS.items()]
    return workbook(sheets, f"{on} 比对汇总，金额单位：元", on)


def _sheet(name: str, records: Sequence[Mapping[str, Any]]) -> Sheet:
    given = set(records[0]) if records else set()
    given |= {"sum_if"} if "low" in given else set()
    titles = [title for title in _LOOKS if title in given]
    rows = [tuple(_cell(title, record) for title in titles) for record in records]
    return Sheet(name, tuple(_LOOKS[title] for title in titles), rows)


def _cell(title: str, record: Mapping[str, Any]) -> str | int | None:
    if title == "sum_if":
        return PROVISOS.get(Verdict(record["verdict"]))
    value = record[title]
    if title == "verdict":
        return VERDICTS[Verdict(value)]
    if title == "high" and value is None and record["low"] is not None:
        return "未定"
    known: str | int | None = value
    return known
