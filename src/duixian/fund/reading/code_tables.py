"""Reads the code lists of a fund and its standards of equipment."""

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.fund.model.codes import Code, CodeKind, Equipment
from duixian.fund.reading.expressions import Expressions
from duixian.fund.reading.grid import Column, Grid, money, one_of, read_rows
from duixian.rulebook.expression.types import MONEY_TYPE
from duixian.rulebook.problems import Problem, error

CODES = (
    Column("种类", one_of(CodeKind, CodeKind), required=True),
    Column("代码", required=True),
    Column("名称", required=True),
    Column("金额", money),
    Column("来源"),
)
EQUIPMENT = (
    Column("设备", required=True),
    Column("配置标准", required=True),
    Column("数量"),
    Column("单价"),
    Column("依据", required=True),
)


@dataclass(slots=True)
class CodeTables:
    """Where expressions are read and problems go."""

    expressions: Expressions
    problems: list[Problem]

    def codes(self, grid: Grid | None) -> tuple[Code, ...]:
        """The code lists; each code once in its list."""
        found: dict[tuple[CodeKind, str], Code] = {}
        for row in read_rows(grid, CODES, self.problems):
            key = row.get("种类"), row.get("代码")
            if key in found:
                what = "这个代码已经写过"
                self.problems.append(error("code-twice", row.place("代码"), key[1], what))
            amount = row.get("金额", None)
            found[key] = Code(*key, row.get("名称"), amount, row.get("来源"), row.place())
        return tuple(found.values())

    def equipment(self, grid: Grid | None) -> tuple[Equipment, ...]:
        """Kinds of equipment with their standards."""
        return tuple(
            Equipment(
                row.get("设备"),
                row.get("配置标准"),
                self.expressions.read(row.get("数量"), row.place("数量")),
                self.expressions.read(row.get("单价"), row.place("单价"), MONEY_TYPE),
                row.get("依据"),
                row.place(),
            )
            for row in read_rows(grid, EQUIPMENT, self.problems)
        )


TABLES: Mapping[str, tuple[Column, ...]] = {"codes": CODES, "equipment": EQUIPMENT}
