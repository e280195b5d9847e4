"""Reads the other tables: targets, marks, plan, problems, risks, papers, printed figures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from duixian.fund.model.records import Issue, Risk, State, Stated, Step, WorkingPaper
from duixian.fund.model.scores import Mark, Sheet
from duixian.fund.model.targets import Form, Operator, Target
from duixian.fund.reading.counting import WORDS, counted_in
from duixian.fund.reading.expressions import Expressions
from duixian.fund.reading.grid import (
    Column,
    Grid,
    Row,
    day,
    number,
    one_of,
    read_rows,
    refuse_twice,
    whole,
    words,
)
from duixian.rulebook.language.dimension_words import dimension_in_words
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.problems import Problem, error

TARGETS = (
    Column("表", required=True),
    Column("一级", required=True),
    Column("二级"),
    Column("指标", required=True),
    Column("比较", one_of(Operator, Operator), required=True),
    Column("目标值"),
    Column("文字"),
    Column("单位"),
    Column("依据"),
    Column("主题"),
    Column("政策项", whole),
    Column("权重", number),
    Column("明细", words),
    Column("口径"),
    Column("政策数值"),
    Column("分子"),
    Column("分母"),
    Column("同一指标"),
)
MARKS = (
    Column("评分表", required=True),
    Column("轮次", required=True),
    Column("评分人", required=True),
    Column("指标", required=True),
    Column("得分", number, required=True),
    Column("意见"),
)
PLAN = (
    Column("政策项", whole),
    Column("环节", required=True),
    Column("批次"),
    Column("起", day),
    Column("止", day, required=True),
    Column("责任科室", required=True),
    Column("状态", one_of(State, State)),
    Column("完成", day),
)
ISSUES = (
    Column("编号", required=True),
    Column("来源", required=True),
    Column("年度", whole, required=True),
    Column("问题", required=True),
    Column("说明"),
    Column("措施"),
    Column("措施说明"),
    Column("责任人"),
    Column("期限", day),
    Column("状态", one_of(("未整改", "整改中", "已整改"))),
    Column("佐证"),
)
RISKS = (Column("风险", required=True), Column("应对", required=True), Column("责任人"))
PAPERS = (
    Column("编号", required=True),
    Column("名称", required=True),
    Column("文件"),
    Column("指纹"),
    Column("明细", words),
)
STATED = (
    Column("文件", required=True),
    Column("位置", required=True),
    Column("表"),
    Column("行"),
    Column("列"),
    Column("算式"),
    Column("数字", required=True),
)
ALL_ITEMS = 0


@dataclass(slots=True)
class OtherTables:
    """What rows may refer to, and where problems go."""

    items: Collection[int]
    lines: Collection[str]
    expressions: Expressions
    problems: list[Problem]

    def targets(self, grid: Grid | None, forms: Iterable[Form]) -> tuple[Target, ...]:
        """The rows of all target forms."""
        known = {form.name for form in forms}
        found = []
        rows = list(read_rows(grid, TARGETS, self.problems))
        refuse_twice(rows, ("表", "指标"), self.problems)
        for row in rows:
            if row.get("表") not in known:
                self._refuse(row, "表", "form-unknown", "没有这张目标表", "、".join(known))
            unknown = [code for code in row.get("明细", ()) if code not in self.lines]
            if unknown:
                what = f"没有编码为 {'、'.join(unknown)} 的明细"
                self.problems.append(error("line-unknown", row.place("明细"), "", what))
            if row.get("政策项", ALL_ITEMS) not in {ALL_ITEMS, *self.items}:
                self._refuse(row, "政策项", "item-unknown", "没有这个政策项")
            found.append(self._target(row))
        return tuple(found)

    def _target(self, row: Row) -> Target:
        operator = row.get("比较")
        value = self.expressions.read(row.get("目标值"), row.place("目标值"))
        most = fixed_value(value) if value is not None and row.get("分子") else None
        if most is not None and most > 1:
            self._refuse(row, "目标值", "target-above-one", "分子是分母的一部分，比率不超过 100%")
        self._refuse_rate(row)
        worded = operator in {Operator.QUALITY, Operator.BEFORE}
        if worded and not row.get("文字"):
            self._refuse(row, "文字", "target-words", "定性和日期的目标写在「文字」")
        levels = (row.get("一级"), row.get("二级")) if row.get("二级") else (row.get("一级"),)
        return Target(
            row.get("表"),
            levels,
            row.get("指标"),
            operator,
            value,
            row.get("文字"),
            row.get("单位"),
            row.get("依据"),
            row.get("主题"),
            row.get("政策项", ALL_ITEMS),
            row.get("权重", None),
            row.get("明细", ()),
            row.get("口径"),
            row.get("政策数值"),
            row.get("分子"),
            row.get("分母"),
            row.place(),
            row.get("同一指标"),
        )

    def _refuse_rate(self, row: Row) -> None:
        """What is counted above and below must be counted alike."""
        above, below = (
            counted_in(row.get(name), self.expressions.drivers) for name in ("分子", "分母")
        )
        if above is not None and below is not None and above != below:
            units = dimension_in_words(above), dimension_in_words(below)
            what = f"分子是{units[0]}，分母是{units[1]}，不能相除"
            self._refuse(row, "分母", "target-units", what, WORDS)

    def marks(self, grid: Grid | None, sheets: Iterable[Sheet]) -> tuple[Mark, ...]:
        """Marks; each within what its criterion gives."""
        most = {
            (sheet.name, each.code): self._most(sheet, each.code)
            for sheet in sheets
            for each in sheet.criteria
        }
        found = []
        rows = list(read_rows(grid, MARKS, self.problems))
        refuse_twice(rows, ("评分表", "轮次", "评分人", "指标"), self.problems)
        for row in rows:
            key = row.get("评分表"), row.get("指标")
            if key not in most:
                self._refuse(row, "指标", "criterion-unknown", "评分表没有这个指标")
            elif row.get("得分") > most[key]:
                self._refuse(row, "得分", "marks-above", f"超过分值 {most[key]}")
            found.append(
                Mark(
                    row.get("评分表"),
                    row.get("轮次"),
                    row.get("评分人"),
                    row.get("指标"),
                    row.get("得分"),
                    row.get("意见"),
                    row.place(),
                )
            )
        return tuple(found)

    def _most(self, sheet: Sheet, code: str) -> Fraction:
        own = next(each for each in sheet.criteria if each.code == code)
        if not own.marks and own.shared:
            return max(each.marks for each in sheet.criteria if each.shared == own.shared)
        below = sheet.children(code)
        return own.marks or sum((self._most(sheet, each.code) for each in below), Fraction(0))

    def plan(self, grid: Grid | None) -> tuple[Step, ...]:
        """The steps of the plan."""
        found = []
        for row in read_rows(grid, PLAN, self.problems):
            done, state = row.get("完成", None), row.get("状态", None)
            step = Step(
                row.get("政策项", ALL_ITEMS),
                row.get("环节"),
                row.get("批次"),
                row.get("起", None),
                row.get("止"),
                row.get("责任科室"),
                State.DONE if done is not None and state is None else state,
                done,
                row.place(),
            )
            if step.item != ALL_ITEMS and step.item not in self.items:
                self._refuse(row, "政策项", "item-unknown", "没有这个政策项")
            if step.start is not None and step.start > step.end:
                self._refuse(row, "止", "days-disordered", "止日早于起日")
            if (step.state is State.DONE) != (done is not None):
                self._refuse(row, "完成", "step-done", "已完成的环节写完成日，没有完成的不写")
            found.append(step)
        return tuple(found)

    def issues(self, grid: Grid | None) -> tuple[Issue, ...]:
        """Problems found and what became of them."""
        return tuple(
            Issue(
                row.get("编号"),
                row.get("来源"),
                row.get("年度"),
                row.get("问题"),
                row.get("措施"),
                row.get("责任人"),
                row.get("期限", None),
                row.get("状态", "未整改"),
                row.get("佐证"),
                row.place(),
                row.get("说明"),
                row.get("措施说明"),
            )
            for row in read_rows(grid, ISSUES, self.problems)
        )

    def risks(self, grid: Grid | None) -> tuple[Risk, ...]:
        """Risks and responses."""
        return tuple(
            Risk(row.get("风险"), row.get("应对"), row.get("责任人"), row.place())
            for row in read_rows(grid, RISKS, self.problems)
        )

    def papers(self, grid: Grid | None) -> tuple[WorkingPaper, ...]:
        """Working papers."""
        return tuple(
            WorkingPaper(
                row.get("编号"),
                row.get("名称"),
                row.get("文件"),
                row.get("指纹"),
                row.get("明细", ()),
                row.place(),
            )
            for row in read_rows(grid, PAPERS, self.problems)
        )

    def stated(self, grid: Grid | None) -> tuple[Stated, ...]:
        """Figures that papers print."""
        return tuple(
            Stated(
                row.get("文件"),
                row.get("位置"),
                row.get("表"),
                row.get("行"),
                row.get("列"),
                self.expressions.read(row.get("算式"), row.place("算式")),
                row.get("数字"),
                row.place(),
            )
            for row in read_rows(grid, STATED, self.problems)
        )

    def _refuse(self, row: Row, column: str, code: str, what: str, instead: str = "") -> None:
        found = str(row.get(column)) if column in row.values else ""
        self.problems.append(error(code, row.place(column), found, what, "", instead))


TABLES: Mapping[str, tuple[Column, ...]] = {
    "targets": TARGETS,
    "scores": MARKS,
    "plan": PLAN,
    "problems": ISSUES,
    "risks": RISKS,
    "papers": PAPERS,
    "stated": STATED,
}
