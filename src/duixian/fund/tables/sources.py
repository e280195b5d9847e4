"""资金来源: who is booked to pay the budget, in per cent and in 万元."""

from fractions import Fraction

from duixian.fund.figure import Figure, product, total
from duixian.fund.tables.table import Column, Row, Table, number, words
from duixian.fund.wording import in_wan, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget
from duixian.rulebook.units import PURE


def sources(book: Book, budget: Budget) -> Table:
    """上级, 区级, 镇级: the share of each and what it comes to in this version of the budget."""
    rows, sums = [], []
    for name, percent in book.year.fund.sources:
        part = Figure(f"{name}承担比例", Fraction(percent, 100), PURE, source="年度文件的资金来源")
        money = product(f"{name}资金", (budget.total, part))
        sums.append(money)
        cells = words(f"{name}资金"), number(part, said(part)), number(money, in_wan(money.value))
        rows.append(Row(name, cells))
    whole = total("资金来源合计", sums)
    cells = words("合计"), words(""), number(whole, in_wan(whole.value))
    rows.append(Row("合计", cells, is_total=True))
    columns = (
        Column("来源"),
        Column("占比", figures=True),
        Column("金额", "万元", figures=True),
    )
    caption = f"{book.year.fund.year} 年资金来源（{budget.version.name}）"
    return Table("资金来源", caption, columns, tuple(rows))
