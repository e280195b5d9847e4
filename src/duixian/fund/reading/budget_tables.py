"""Reads the tables of the budget: clauses, lines, needs and requests."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from duixian.fund.model.fund import Clause, Name
from duixian.fund.model.lines import Change, Line, Origin, Part, Request, Timing
from duixian.fund.reading.bearers import ALL_DISTRICTS, bearers
from duixian.fund.reading.expressions import Expressions, counts_things, dimension_of
from duixian.fund.reading.grid import (
    Column,
    Grid,
    Row,
    one_of,
    read_rows,
    refuse_twice,
    whole,
    words,
)
from duixian.fund.reading.placeholders import places_in
from duixian.rulebook.expression.tree import Expression, Quantity
from duixian.rulebook.expression.types import MONEY_TYPE
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, error
from duixian.rulebook.units import MONEY, Dimension

NEED = "需求"
"""In the basis of a request: the need that was computed."""

NOT_COUNTED = "单价是一份的金额，数量要数得清（家、项、个 …），不能是金额、比例、面积或时间"

CLAUSES = (
    Column("政策项", whole, required=True),
    Column("政策条", required=True),
    Column("文号"),
    Column("条款"),
    Column("措施", words),
    Column("未用原因"),
)
LINES = (
    Column("编码", required=True),
    Column("政策项", whole, required=True),
    Column("名称", required=True),
    Column("扶持方式", one_of(Timing, Timing)),
    Column("措施", words),
    Column("承担", bearers),
    Column("指标文号"),
    Column("功能分类"),
    Column("经济分类"),
    Column("列支"),
    Column("无资金原因"),
)
NEEDS = (
    Column("版本", required=True),
    Column("编码", required=True),
    Column("分项"),
    Column("立项", one_of(Origin, Origin)),
    Column("数量"),
    Column("单价"),
    Column("比例"),
    Column("金额"),
    Column("储备"),
    Column("说明"),
)
REQUESTS = (
    Column("版本", required=True),
    Column("政策项", whole, required=True),
    Column("编码"),
    Column("变动", one_of(Change, Change), required=True),
    Column("数量"),
    Column("金额"),
    Column("依据"),
    Column("原因", required=True),
    Column("提出人", required=True),
)


@dataclass(slots=True)
class BudgetTables:
    """What rows may refer to, and where problems go."""

    library: Library
    aliases: Mapping[str, str]
    items: Collection[int]
    versions: Collection[str]
    expressions: Expressions
    problems: list[Problem]

    def clauses(self, grid: Grid | None) -> tuple[Clause, ...]:
        """The clauses each item carries out."""
        found = []
        for row in read_rows(grid, CLAUSES, self.problems):
            self._item(row)
            policy = self.aliases.get(row.get("文号"), row.get("文号"))
            found.append(
                Clause(
                    row.get("政策项"),
                    row.get("政策条"),
                    policy,
                    row.get("条款"),
                    self._measures(row),
                    row.get("未用原因"),
                    row.place(),
                )
            )
        return tuple(found)

    def lines(self, grid: Grid | None) -> tuple[Line, ...]:
        """The lines, each code once."""
        found: dict[str, Line] = {}
        for row in read_rows(grid, LINES, self.problems):
            self._item(row)
            code = row.get("编码")
            if code in found:
                self._refuse(row, "编码", "line-twice", "这个编码已经用过")
            found[code] = Line(
                code,
                row.get("政策项"),
                row.get("名称"),
                row.get("扶持方式", Timing.UNSAID),
                self._measures(row),
                row.get("承担", ALL_DISTRICTS),
                row.get("指标文号"),
                row.get("功能分类"),
                row.get("经济分类"),
                row.get("列支"),
                row.get("无资金原因"),
                row.place(),
            )
        return tuple(found.values())

    def parts(self, grid: Grid | None, lines: Collection[str]) -> tuple[Part, ...]:
        """The needs of each line by version."""
        found = []
        rows = list(read_rows(grid, NEEDS, self.problems))
        refuse_twice(rows, ("版本", "编码", "立项", "分项"), self.problems)
        for row in rows:
            self._version(row)
            self._line(row, lines)
            part = Part(
                row.get("版本"),
                row.get("编码"),
                row.get("分项"),
                row.get("立项", Origin.MIXED),
                self._read(row, "数量"),
                self._read(row, "单价"),
                self.expressions.share(row.get("比例"), row.place("比例")),
                self._money(row, "金额"),
                self._read(row, "储备"),
                row.get("说明"),
                row.place(),
            )
            self._refuse_product(row, part)
            self._refuse_note(row, part)
            found.append(part)
        return tuple(found)

    def requests(
        self, grid: Grid | None, lines: Mapping[str, Line], parts: Iterable[Part]
    ) -> tuple[Request, ...]:
        """What is asked for where it is not the need, counted in things or in what a need is."""
        measured = {_measured(part) for part in parts}
        found: dict[tuple[str, int, str], Request] = {}
        for row in read_rows(grid, REQUESTS, self.problems):
            self._version(row)
            self._item(row)
            code = row.get("编码")
            if code:
                self._line(row, lines)
            request = Request(
                row.get("版本"),
                row.get("政策项"),
                code,
                row.get("变动"),
                self._read(row, "数量"),
                self._money(row, "金额"),
                self._basis(row),
                row.get("原因"),
                row.get("提出人"),
                row.place(),
            )
            self._refuse_request(row, request)
            self._refuse_count(row, request, measured)
            key = (request.version, request.item, code)
            if key in found:
                self._refuse(row, "编码", "request-twice", "这一行已经有申请数")
            found[key] = request
        return tuple(found.values())

    def _basis(self, row: Row) -> Expression | None:
        """Read with a need of one fen; the need itself is put in when it is computed."""
        one = Quantity(Fraction(1), MONEY, None, NEED)
        drivers = {**self.expressions.drivers, NEED: one}
        reader = Expressions(drivers, self.problems, self.expressions.refused)
        return reader.read(row.get("依据"), row.place("依据"), MONEY_TYPE)

    def _refuse_product(self, row: Row, part: Part) -> None:
        if part.amount is not None:
            if part.price is not None:
                self._refuse(row, "单价", "need-twice", "已经写了金额，单价不再写")
            return
        if not (row.get("数量") and row.get("单价")):
            self._refuse(row, "金额", "need-missing", "写数量和单价，或写金额的算式")
        if part.quantity is None or part.price is None:
            return
        count, price = dimension_of(part.quantity), dimension_of(part.price)
        if count is None or price is None or (price != MONEY and count * price != MONEY):
            self._refuse(row, "单价", "need-units", "数量乘单价不是金额")
        elif price == MONEY and not counts_things(part.quantity):
            self._refuse(row, "数量", "need-count", NOT_COUNTED, "30 家")

    def _refuse_note(self, row: Row, part: Part) -> None:
        for name in places_in(part.note):
            if name not in self.expressions.drivers:
                near = nearest(name, self.expressions.drivers) or ""
                what = f"说明里的占位 {{{name}}} 不是驱动因素"
                self.problems.append(error("note-unknown", row.place("说明"), name, what, "", near))

    def _refuse_request(self, row: Row, request: Request) -> None:
        by_count = request.change in {Change.QUANTITY, Change.UNIT}
        if by_count and not row.get("数量"):
            self._refuse(row, "数量", "request-count", f"变动是{request.change.value}，要写数量")
        if not by_count and not row.get("金额"):
            self._refuse(row, "金额", "request-amount", f"变动是{request.change.value}，要写金额")

    def _refuse_count(
        self, row: Row, request: Request, measured: Collection[tuple[str, str, Dimension | None]]
    ) -> None:
        count = request.count
        if count is None or counts_things(count):
            return
        if (request.version, request.line, dimension_of(count)) not in measured:
            what = "申请的数量要数得清，或与需求同一单位"
            self._refuse(row, "数量", "request-units", what, "30 家")

    def _measures(self, row: Row) -> tuple[Name, ...]:
        names = []
        for text in row.get("措施", ()):
            policy, _, code = text.rpartition(" ")
            name = self.aliases.get(policy, policy), code
            if self.library.measure(*name) is None:
                self._refuse(row, "措施", "measure-unknown", f"政策库没有 {name[0]} {code}")
            else:
                names.append(name)
        return tuple(names)

    def _read(self, row: Row, column: str) -> Expression | None:
        return self.expressions.read(row.get(column), row.place(column))

    def _money(self, row: Row, column: str) -> Expression | None:
        return self.expressions.read(row.get(column), row.place(column), MONEY_TYPE)

    def _item(self, row: Row) -> None:
        if row.get("政策项") not in self.items:
            self._refuse(row, "政策项", "item-unknown", "没有这个政策项")

    def _version(self, row: Row) -> None:
        if row.get("版本") not in self.versions:
            known = "、".join(self.versions)
            self._refuse(row, "版本", "version-unknown", "没有这个版本", known)

    def _line(self, row: Row, lines: Collection[str]) -> None:
        if row.get("编码") not in lines:
            self._refuse(row, "编码", "line-unknown", "没有这个编码的明细")

    def _refuse(self, row: Row, column: str, code: str, what: str, instead: str = "") -> None:
        found = str(row.get(column)) if column in row.values else ""
        self.problems.append(error(code, row.place(column), found, what, "", instead))


def _measured(part: Part) -> tuple[str, str, Dimension | None]:
    """The version, the line and the dimension of the quantity of a need."""
    return part.version, part.line, dimension_of(part.quantity) if part.quantity else None
