"""Reads what was budgeted, spent, moved and awarded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from duixian.fund.model.execution import Budgeted, Instalment, Spent, Transfer
from duixian.fund.reading.grid import (
    Column,
    Grid,
    Row,
    day,
    money,
    month,
    read_rows,
    refuse_twice,
    whole,
)
from duixian.rulebook.problems import Problem, error

BUDGETED = (
    Column("年度", whole, required=True),
    Column("政策项", whole, required=True),
    Column("调整后预算", money, required=True),
)
SPENT = (
    Column("年度", whole, required=True),
    Column("政策项", whole, required=True),
    Column("起月", month, required=True),
    Column("止月", month, required=True),
    Column("支出", money, required=True),
)
TRANSFERS = (
    Column("年度", whole, required=True),
    Column("调出", whole, required=True),
    Column("调入", whole, required=True),
    Column("金额", money, required=True),
    Column("原因", required=True),
    Column("批准", required=True),
    Column("日期", day, required=True),
)
AWARDS = (
    Column("编号", required=True),
    Column("编码", required=True),
    Column("事项日", day, required=True),
    Column("决定日", day, required=True),
    Column("应付日", day, required=True),
    Column("金额", money, required=True),
    Column("支付日", day),
    Column("企业"),
)


@dataclass(slots=True)
class ExecutionTables:
    """What rows may refer to, and where problems go."""

    items: Collection[int]
    lines: Collection[str]
    problems: list[Problem]

    def budgeted(self, grid: Grid | None) -> tuple[Budgeted, ...]:
        """Adjusted budgets by year and item."""
        rows = list(read_rows(grid, BUDGETED, self.problems))
        self._items(rows, "政策项")
        refuse_twice(rows, ("年度", "政策项"), self.problems)
        return tuple(
            Budgeted(row.get("年度"), row.get("政策项"), row.get("调整后预算"), row.place())
            for row in rows
        )

    def spent(self, grid: Grid | None) -> tuple[Spent, ...]:
        """Spending by year, item and months."""
        rows = list(read_rows(grid, SPENT, self.problems))
        self._items(rows, "政策项")
        self._refuse_overlaps(rows)
        for row in rows:
            if row.get("起月") > row.get("止月"):
                self._refuse(row, "止月", "months-disordered", "止月早于起月")
        return tuple(
            Spent(
                row.get("年度"),
                row.get("政策项"),
                row.get("起月"),
                row.get("止月"),
                row.get("支出"),
                row.place(),
            )
            for row in rows
        )

    def transfers(self, grid: Grid | None) -> tuple[Transfer, ...]:
        """Transfers between items."""
        rows = list(read_rows(grid, TRANSFERS, self.problems))
        self._items(rows, "调出")
        self._items(rows, "调入")
        for row in rows:
            if row.get("调出") == row.get("调入"):
                what = "调出和调入是同一个政策项"
                found = str(row.get("调入"))
                self.problems.append(error("transfer-same", row.place("调入"), found, what))
        return tuple(
            Transfer(
                row.get("年度"),
                row.get("调出"),
                row.get("调入"),
                row.get("金额"),
                row.get("原因"),
                row.get("批准"),
                row.get("日期"),
                row.place(),
            )
            for row in rows
        )

    def instalments(self, grid: Grid | None) -> tuple[Instalment, ...]:
        """Instalments of awards."""
        found = []
        rows = list(read_rows(grid, AWARDS, self.problems))
        refuse_twice(rows, tuple(column.name for column in AWARDS), self.problems)
        for row in rows:
            values = row.values
            event, decided = values["事项日"], values["决定日"]
            if values["编码"] not in self.lines:
                self._refuse(row, "编码", "line-unknown", "没有这个编码的明细")
            if decided < event:
                self._refuse(row, "决定日", "days-disordered", "决定早于事项")
            found.append(
                Instalment(
                    values["编号"],
                    values["编码"],
                    event,
                    decided,
                    values["应付日"],
                    values["金额"],
                    values.get("支付日"),
                    row.number,
                    values.get("企业", ""),
                )
            )
        return tuple(found)

    def _items(self, rows: Iterable[Row], column: str) -> None:
        for row in rows:
            if row.get(column) not in self.items:
                self._refuse(row, column, "item-unknown", "没有这个政策项")

    def _refuse_overlaps(self, rows: Iterable[Row]) -> None:
        seen: dict[tuple[int, int, int], int] = {}
        for row in rows:
            for at in range(row.get("起月"), row.get("止月") + 1):
                found = row.get("年度"), row.get("政策项"), at
                if found in seen:
                    what = f"{at} 月的支出在第 {seen[found]} 行已经有了"
                    self._refuse(row, "起月", "months-overlap", what)
                    break
                seen[found] = row.number

    def _refuse(self, row: Row, column: str, code: str, what: str, instead: str = "") -> None:
        found = str(row.get(column)) if column in row.values else ""
        self.problems.append(error(code, row.place(column), found, what, "", instead))


TABLES: Mapping[str, tuple[Column, ...]] = {
    "budgets": BUDGETED,
    "spending": SPENT,
    "transfers": TRANSFERS,
    "awards": AWARDS,
}
