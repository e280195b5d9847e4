"""Reads the pipeline: stages with their pass rates, and candidates with what falls due when.

A candidate that names a measure takes its sum from the rule; only one whose rule the library does
not hold, or leaves to a review, has its sum typed, and never outside what the rule allows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from duixian.fund.model.candidates import Candidate, Due, PipelineStage
from duixian.fund.model.fund import Name
from duixian.fund.reading.due_days import DueDay, due_days, dues_of
from duixian.fund.reading.expressions import Expressions
from duixian.fund.reading.grid import Column, Grid, Refused, Row, day, money, read_rows, whole
from duixian.fund.reading.rule_amounts import RuleAmount, Shortage, rule_amounts
from duixian.fund.wording import in_wan
from duixian.rulebook.assessment import Interval
from duixian.rulebook.cases.values import Values
from duixian.rulebook.documents.tree import ScalarNode
from duixian.rulebook.dossier import Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.split import instalments_of
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.problems import Problem, error

STAGES = (
    Column("阶段", required=True),
    Column("通过率", required=True),
    Column("来源", required=True),
    Column("提供人"),
    Column("日期", day),
)
CANDIDATES = (
    Column("编号", required=True),
    Column("企业"),
    Column("编码", required=True),
    Column("措施"),
    Column("阶段", required=True),
    Column("数量", whole),
    Column("基数"),
    Column("最低", money),
    Column("最高", money),
    Column("应付", due_days, required=True),
    Column("事项日", day),
    Column("登记日", day),
    Column("来源", required=True),
)
TABLES: Mapping[str, tuple[Column, ...]] = {"stages": STAGES, "candidates": CANDIDATES}
Typed = tuple[int, int]
_NOT_TEXT = frozenset({"应付", "最低"})


@dataclass(slots=True)
class PipelineTables:
    """What rows may refer to, and where problems go."""

    library: Library
    aliases: Mapping[str, str]
    lines: Collection[str]
    expressions: Expressions
    problems: list[Problem]
    _sums: dict[tuple[Name, str, date], tuple[RuleAmount, ...] | Shortage] = field(
        default_factory=dict
    )

    def stages(self, grid: Grid | None) -> tuple[PipelineStage, ...]:
        """The stages, each once."""
        found: dict[str, PipelineStage] = {}
        for row in read_rows(grid, STAGES, self.problems):
            name = row.get("阶段")
            if name in found:
                self._refuse(row, "阶段", Refused("stage-twice", "这个阶段已经写过"))
            rate = self.expressions.share(row.get("通过率"), row.place("通过率"))
            if rate is not None:
                found[name] = PipelineStage(
                    name,
                    rate,
                    row.get("来源"),
                    row.get("提供人"),
                    row.get("日期", None),
                    row.place(),
                )
        return tuple(found.values())

    def candidates(self, grid: Grid | None, stages: Collection[str]) -> tuple[Candidate, ...]:
        """The candidates, each number once."""
        found: dict[str, Candidate] = {}
        for row in read_rows(grid, CANDIDATES, self.problems):
            candidate = self._candidate(row, stages)
            if row.get("编号") in found:
                self._refuse(row, "编号", Refused("candidate-twice", "这个编号已经用过"))
            if candidate is not None:
                found[candidate.number] = candidate
        return tuple(found.values())

    def _candidate(self, row: Row, stages: Collection[str]) -> Candidate | None:
        if row.get("编码") not in self.lines:
            self._refuse(row, "编码", Refused("line-unknown", "没有这个编码的明细"))
        if row.get("阶段") not in stages:
            known = "、".join(stages) or "先写进阶段表 stages"
            self._refuse(row, "阶段", Refused("stage-unknown", "没有这个阶段的通过率", known))
        count = row.get("数量", 1)
        if not count:
            self._refuse(row, "数量", Refused("candidate-none", "数量至少为 1", "1"))
        days: tuple[DueDay, ...] = row.get("应付")
        event = row.get("事项日", days[0].day if days else None)
        dues = self._dues(row, days, event) if event else None
        if dues is None:
            return None
        return Candidate(
            row.get("编号"),
            row.get("企业"),
            row.get("编码"),
            self._name(row),
            row.get("阶段"),
            count,
            event,
            row.get("登记日", None),
            dues,
            row.get("来源"),
            row.place(),
        )

    def _name(self, row: Row) -> Name | None:
        text = row.get("措施")
        policy, _, code = text.rpartition(" ")
        return (self.aliases.get(policy, policy), code) if text else None

    def _dues(self, row: Row, days: tuple[DueDay, ...], event: date) -> tuple[Due, ...] | None:
        try:
            amounts, how = self._amounts(row, event)
            return dues_of(amounts, days, how)
        except Refused as no:
            column = "应付" if no.code.startswith("due") else "基数"
            self._refuse(row, column if row.get("措施") or column == "应付" else "最低", no)
        return None

    def _amounts(self, row: Row, event: date) -> tuple[tuple[RuleAmount, ...], str]:
        typed = self._typed(row)
        name = self._name(row)
        if name is None:
            if typed is None:
                raise Refused("amount-missing", "写措施和基数，或写最低和最高", "10 万元")
            return (RuleAmount(0, Interval(*typed), ()),), row.get("来源")
        measure = self.library.measure(*name)
        if measure is None:
            raise Refused("measure-unknown", f"政策库没有 {name[0]} {name[1]}")
        found = self._by_rule(row, measure, event)
        how = f"{measure.policy} {measure.code}「{measure.title}」"
        base = row.get("基数")
        if isinstance(found, Shortage):
            if typed is None:
                raise Refused("amount-open", found.what)
            parts = _split(typed, measure, self.library)
            return (RuleAmount(0, Interval(*typed), parts),), f"{how}，金额：{row.get('来源')}"
        if typed is not None:
            return (_narrowed(found, typed, measure, self.library),), f"{how}，预估"
        return found, f"{how}，{base}" if base else how

    def _typed(self, row: Row) -> Typed | None:
        low, high = row.get("最低", None), row.get("最高", None)
        if low is None and high is None:
            return None
        if low is None or high is None or low > high:
            raise Refused("amount-disordered", "最低、最高都写，最低不多于最高")
        return low, high

    def _by_rule(
        self, row: Row, measure: Measure, event: date
    ) -> tuple[RuleAmount, ...] | Shortage:
        key = measure.name, row.get("基数"), event
        if key not in self._sums:
            facts = self._facts(row, measure)
            self._sums[key] = rule_amounts(self.library, measure, facts, event)
        return self._sums[key]

    def _facts(self, row: Row, measure: Measure) -> dict[str, Value]:
        subject = self.library.vocabulary.subject(measure.subject)
        values = Values(self.library.vocabulary, self.problems)
        found: dict[str, Value] = {}
        for piece in row.get("基数").replace(";", "；").split("；"):
            name, equals, text = (part.strip() for part in piece.partition("="))
            if not piece.strip():
                continue
            if not equals or subject is None:
                raise Refused("base-unreadable", "基数写成「名称=数」", "新增设备投资=3000 万元")
            fact = values.fact(subject, ScalarNode(name, row.place("基数")))
            value = values.value(fact, ScalarNode(text, row.place("基数"))) if fact else None
            if fact is not None and value is not None:
                found[fact.name] = value
        return found

    def _refuse(self, row: Row, column: str, no: Refused) -> None:
        found = str(row.get(column)) if column in row.values and column not in _NOT_TEXT else ""
        self.problems.append(error(no.code, row.place(column), found, no.what, "", no.instead))


def _narrowed(
    found: tuple[RuleAmount, ...], typed: Typed, measure: Measure, library: Library
) -> RuleAmount:
    """The sum as typed, inside the room that the rule leaves to a review."""
    if len(found) != 1 or found[0].whole.is_exact:
        raise Refused("amount-by-rule", "金额由规则定，最低、最高不填")
    allowed = found[0].whole
    if typed[0] < allowed.low or (allowed.high is not None and typed[1] > allowed.high):
        low, high = allowed.low, allowed.high or 0
        raise Refused(
            "amount-outside", f"规则只给 {in_wan(Fraction(low))} 至 {in_wan(Fraction(high))} 万元"
        )
    return RuleAmount(0, Interval(*typed), _split(typed, measure, library))


def _split(typed: Typed, measure: Measure, library: Library) -> tuple[tuple[str, Interval], ...]:
    policy = library.policy(measure.policy)
    return instalments_of(Interval(*typed), measure.paid or (policy.paid if policy else ()))
