"""Reads the register of applications."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from duixian.fund.model.applications import Application, Sampled, Verdict
from duixian.fund.reading.grid import Column, Grid, Row, day, one_of, read_rows, refuse_twice
from duixian.rulebook.problems import Problem, error

APPLICATIONS = (
    Column("编号", required=True),
    Column("编码", required=True),
    Column("企业"),
    Column("受理日", day, required=True),
    Column("评审日", day),
    Column("评审结果", one_of(Verdict, Verdict)),
    Column("抽查日", day),
    Column("抽查结果", one_of(Sampled, Sampled)),
)
TABLES: Mapping[str, tuple[Column, ...]] = {"applications": APPLICATIONS}


@dataclass(slots=True)
class ApplicationTables:
    """What rows may refer to, and where problems go."""

    lines: Collection[str]
    problems: list[Problem]

    def applications(self, grid: Grid | None) -> tuple[Application, ...]:
        """The applications, each number once."""
        rows = list(read_rows(grid, APPLICATIONS, self.problems))
        refuse_twice(rows, ("编号",), self.problems)
        return tuple(self._application(row) for row in rows)

    def _application(self, row: Row) -> Application:
        if row.get("编码") not in self.lines:
            self._refuse(row, "编码", "line-unknown", "没有这个编码的明细")
        for what in ("评审", "抽查"):
            then = row.get(f"{what}日", None)
            if (then is None) != (row.get(f"{what}结果", None) is None):
                self._refuse(row, f"{what}结果", "result-day", f"{what}的日期和结果要一起写")
            if then is not None and then < row.get("受理日"):
                self._refuse(row, f"{what}日", "days-disordered", f"{what}早于受理")
        return Application(
            row.get("编号"),
            row.get("企业"),
            row.get("编码"),
            row.get("受理日"),
            row.get("评审日", None),
            row.get("评审结果", None),
            row.get("抽查日", None),
            row.get("抽查结果", None),
            row.place(),
        )

    def _refuse(self, row: Row, column: str, code: str, what: str) -> None:
        found = str(row.get(column)) if column in row.values else ""
        self.problems.append(error(code, row.place(column), found, what))
