"""The plan as a table: each step with its dates, working days, office and state."""

from duixian.fund.tables.table import Cell, Column, Row, Table
from duixian.fund.work.book import Book

ALL = "全部"
HEADS = ("环节", "批次", "政策项", "起", "止", "历时", "责任科室", "状态", "完成")


def plan_table(book: Book) -> Table:
    """The steps; how long each takes in working days, provisional past the published calendar."""
    rows = []
    for step in book.year.plan:
        item = book.year.item(step.item)
        taken = str(book.calendar.from_to(step.start, step.end)) if step.start else ""
        texts = (
            step.step,
            step.batch,
            item.name if item is not None else ALL,
            str(step.start or ""),
            str(step.end),
            taken,
            step.office,
            step.state or "",
            str(step.done or ""),
        )
        name = f"{step.step} {step.batch}".strip()
        rows.append(Row(name, tuple(Cell(text) for text in texts)))
    columns = tuple(Column(head) for head in HEADS)
    provisional = any("暂定" in cell.text for row in rows for cell in row.cells)
    note = "暂定：国务院还没有公布当年的放假安排，只扣除周末" if provisional else ""
    caption = f"{book.year.fund.year} 年项目实施计划"
    return Table("计划", caption, columns, tuple(rows), notes=(note,))
