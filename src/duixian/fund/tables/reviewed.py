"""What the review made of it: 7 (a) item by item with reasons, 7 (b) line by line with notes."""

from duixian.fund.tables.asked import detail_rows, in_one_row, one_line
from duixian.fund.tables.explained import explanation
from duixian.fund.tables.table import Column, Row, Table, number, words
from duixian.fund.wording import in_wan, in_yuan
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget


def table_7a(asked: Budget, reviewed: Budget) -> Table:
    """预算审核调整汇总表."""
    rows = []
    for before in asked.items:
        after = reviewed.item(before.item.number)
        changed = after.amount.value != before.amount.value
        reason = reviewed.version.reason(before.item.number) if changed else ""
        cells = (
            words(str(before.item.number)),
            words(before.item.name),
            number(before.amount, in_wan(before.amount.value)),
            number(after.amount, in_wan(after.amount.value)),
            words(reason),
        )
        rows.append(Row(str(before.item.number), cells))
    sums = (
        number(asked.total, in_wan(asked.total.value)),
        number(reviewed.total, in_wan(reviewed.total.value)),
    )
    rows.append(Row("合计", (words(""), words("合计"), *sums, words("")), is_total=True))
    columns = (
        Column("序号"),
        Column("预算二级明细"),
        Column("预算申报数", "万元", figures=True),
        Column("审核后", "万元", figures=True),
        Column("调整理由"),
    )
    return Table("表7a", "预算审核调整汇总表", columns, tuple(rows))


def table_7b(book: Book, reviewed: Budget) -> Table:
    """预算明细审核结果表（详表）."""
    rows = []
    for item in reviewed.items:
        merged = in_one_row(item, reviewed)
        for row in detail_rows(item, reviewed, places=2):
            lines = item.lines if merged else (one_line(item, row.name),)
            note = words(explanation(book, reviewed, item, lines))
            rows.append(Row(row.name, (*row.cells, note)))
    whole = number(reviewed.total, in_yuan(reviewed.total.value))
    empty = words("")
    cells = (words("合计"), empty, empty, whole, empty, empty, empty)
    rows.append(Row("合计", cells, is_total=True))
    columns = (
        Column("序号"),
        Column("二级明细"),
        Column("三级明细"),
        Column("金额", "元", figures=True),
        Column("单价", "元", figures=True),
        Column("数量", "企业/项", figures=True),
        Column("说明"),
    )
    return Table("表7b", "预算明细审核结果表（详表）", columns, tuple(rows))
