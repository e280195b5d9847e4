"""The list for automatic award as a workbook, for those who decide it; written down."""

from datetime import date

from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.matching.automatic import Candidate, candidates
from duixian.office.matching.models import Run
from duixian.office.matching.permissions import may_read
from duixian.office.matching.services.log_reading import log_reading
from duixian.paper.sheets import Column, Sheet, workbook

_COLUMNS = (
    Column("企业", 30),
    Column("统一社会信用代码", 22),
    Column("街镇", 14),
    Column("政策", 24),
    Column("措施", 8),
    Column("名称", 28),
    Column("对象编号", 16),
    Column("金额（元）", 16, "money"),
    Column("信用", 10),
    Column("须先处理", 60, "long"),
)


def export_candidates(actor: Actor, run: Run, on: date) -> bytes:
    """Two sheets: those that may go on, and those that a person must settle first."""
    demand(may_read(actor, run))
    found = candidates(run, on)
    sheets = [
        Sheet(name, _COLUMNS, [_cells(each) for each in listed])
        for name, listed in (("可进入下一步", found.ready), ("须先处理", found.halted))
    ]
    file = workbook(sheets, f"{run}免申即享名单，信用截至 {on}，金额单位：元", on)
    counts = {"ready": len(found.ready), "halted": len(found.halted)}
    log_reading(actor, run, "导出免申即享名单", counts)
    return file


def _cells(each: Candidate) -> tuple[str | int | None, ...]:
    row = each.row
    exact = row.low if row.low == row.high else None
    return (
        row.firm_name or "",
        row.firm,
        row.town or "",
        row.policy,
        row.measure,
        row.title,
        row.own_key,
        exact,
        each.credit.state.label,
        "；".join(each.halts),
    )
