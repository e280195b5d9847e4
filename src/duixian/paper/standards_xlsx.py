"""The table of standards as a workbook, in the columns of its office."""

from collections.abc import Sequence
from datetime import date

from duixian.paper.sheets import Column, Sheet, workbook
from duixian.rulebook.expression.figures import day
from duixian.rulebook.library.model import Library
from duixian.rulebook.views.standards import StandardRow, standards_table

_COLUMNS = (
    Column("政策分类", 18, "long"),
    Column("责任科室", 12, "long"),
    Column("政策项（数量）", 9, "centre"),
    Column("政策项", 20, "long"),
    Column("扶持明细", 22, "long"),
    Column("与上年比较（★新增项、★变动项）", 24, "long"),
    Column("政策文件名称", 30, "long"),
    Column("申请条件（核心内容）", 52, "long"),
    Column("扶持标准", 46, "long"),
    Column("资金来源（承担比例）", 16, "long"),
)


def write_standards(
    library: Library, policies: Sequence[str] | None, on: date, *, only_in_force: bool = False
) -> bytes:
    """The table of the policies with these 文号 (None: all); `on` is the day it says it is of.

    `only_in_force` leaves out what is not law on that day.
    """
    law_day = on if only_in_force else None
    rows = [_cells(row) for row in standards_table(library, policies, law_day)]
    sheet = Sheet("政策标准", _COLUMNS, rows, frozen=4, merged=4)
    return workbook([sheet], f"政策标准梳理，{day(on)}", on)


def _cells(row: StandardRow) -> tuple[str | int | None, ...]:
    return (
        row.category,
        row.office,
        row.items,
        row.item,
        row.detail,
        row.compared,
        row.document,
        row.conditions,
        row.standard,
        row.funding,
    )
