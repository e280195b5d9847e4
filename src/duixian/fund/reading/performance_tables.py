"""Reads actual values, milestones and the reasons why something is off its plan."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from duixian.fund.model.performance import Actual, Band, Deviation, Milestone
from duixian.fund.model.targets import PERCENT, Operator, Target
from duixian.fund.reading.counting import WORDS, counted_in
from duixian.fund.reading.expressions import Expressions, counts_things, dimension_of
from duixian.fund.reading.grid import Column, Grid, Row, day, days, flag, one_of, read_rows, whole
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import MONEY_TYPE
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.language.units import COUNTS, read_unit
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.problems import Problem, error
from duixian.rulebook.units import PURE, Dimension

ACTUALS = (
    Column("表", required=True),
    Column("指标", required=True),
    Column("日期", day, required=True),
    Column("值"),
    Column("分子"),
    Column("分母"),
    Column("完成日", days),
    Column("档次", one_of(Band, Band)),
    Column("得分率"),
    Column("来源", required=True),
    Column("提供人", required=True),
)
MILESTONES = (
    Column("表"),
    Column("指标"),
    Column("政策项", whole),
    Column("日期", day, required=True),
    Column("值", required=True),
)
DEVIATIONS = (
    Column("表"),
    Column("指标"),
    Column("政策项", whole),
    Column("日期", day, required=True),
    Column("原因", required=True),
    Column("纠正"),
    Column("责任人"),
    Column("期限", day),
    Column("目标偏低", flag),
)
BOUNDS: Mapping[Band, tuple[Fraction, Fraction]] = {
    Band.REACHED: (Fraction(4, 5), Fraction(1)),
    Band.PARTLY: (Fraction(3, 5), Fraction(4, 5)),
    Band.MISSED: (Fraction(0), Fraction(3, 5)),
}
"""The share of its marks that a band gives: 100–80 % (80 included), 80–60 %, 60–0 %."""
NO_ITEM = 0


@dataclass(slots=True)
class PerformanceTables:
    """What rows may refer to, and where problems go."""

    targets: Iterable[Target]
    items: Collection[int]
    expressions: Expressions
    problems: list[Problem]
    _known: dict[tuple[str, str], Target] = field(init=False)

    def __post_init__(self) -> None:
        """Look targets up by form and name."""
        self._known = {(each.form, each.name): each for each in self.targets}

    def actuals(self, grid: Grid | None) -> tuple[Actual, ...]:
        """The actual values, each of a target that there is."""
        found = []
        seen: dict[tuple[str, str, date], int] = {}
        for row in read_rows(grid, ACTUALS, self.problems):
            key = row.get("表"), row.get("指标"), row.get("日期")
            if key in seen:
                self._refuse(row, "日期", "actual-twice", f"第 {seen[key]} 行已经有这一天的值")
            seen.setdefault(key, row.number)
            target = self._target(row)
            actual = self._actual(row)
            if target is not None:
                self._refuse_kind(row, actual, target)
            found.append(actual)
        return tuple(found)

    def _actual(self, row: Row) -> Actual:
        return Actual(
            row.get("表"),
            row.get("指标"),
            row.get("日期"),
            self._read(row, "值"),
            self._read(row, "分子"),
            self._read(row, "分母"),
            row.get("完成日", ()),
            row.get("档次", None),
            self.expressions.share(row.get("得分率"), row.place("得分率")),
            row.get("来源"),
            row.get("提供人"),
            row.place(),
        )

    def _refuse_kind(self, row: Row, actual: Actual, target: Target) -> None:
        """One kind of value, the one its target asks for, in a unit that can be compared."""
        kinds = {
            "值": actual.value is not None,
            "分子": actual.above is not None or actual.below is not None,
            "完成日": bool(actual.done),
            "档次": actual.band is not None,
        }
        given = [name for name, there in kinds.items() if there]
        allowed = _ALLOWED.get(target.operator, ("值", "分子"))
        if len(given) != 1 or given[0] not in allowed:
            words = "、".join(allowed)
            what = f"「{target.name}」比较是{target.operator.value}，只写一种值：{words}"
            self._refuse(row, "指标", "actual-kind", what)
        self._refuse_half(row, actual, target)
        self._refuse_rate(row, actual)
        self._refuse_unit(row, actual.value, target)
        self._refuse_share(row, actual)

    def _refuse_half(self, row: Row, actual: Actual, target: Target) -> None:
        """One number of a rate without the other, unless the folder itself counts the other."""
        if (actual.above is None) == (actual.below is None):
            return
        half, text = (
            (actual.below, target.numerator)
            if actual.above is None
            else (actual.above, target.denominator)
        )
        counted = counted_in(text, self.expressions.drivers)
        if counted is None:
            what = "分子和分母要一起写，除非目标的另一个是登记里的数"
            self._refuse(row, "分母", "actual-rate", what, WORDS)
        elif half is not None and dimension_of(half) != counted:
            self._refuse(row, "分母", "actual-units", "分子和分母的单位不同")

    def _refuse_rate(self, row: Row, actual: Actual) -> None:
        if actual.above is None or actual.below is None:
            return
        above, below = fixed_value(actual.above), fixed_value(actual.below)
        if dimension_of(actual.above) != dimension_of(actual.below):
            self._refuse(row, "分母", "actual-units", "分子和分母的单位不同")
        elif above is not None and below is not None and above > below:
            self._refuse(row, "分子", "share-above-one", "分子是分母的一部分，比率不超过 100%")

    def _refuse_unit(self, row: Row, given: Expression | None, target: Target) -> None:
        """A value, or what is to be reached by a day, in a unit its target can be held against."""
        if given is None:
            return
        value, text = fixed_value(given), row.get("值")
        if target.unit == PERCENT:
            if dimension_of(given) != PURE or PERCENT not in text:
                self._refuse(row, "值", "actual-units", "这个指标是比率", "95%")
            elif target.numerator and value is not None and value > 1:
                self._refuse(row, "值", "share-above-one", "比率不超过 100%")
            return
        wanted = _dimension_of(target)
        things = wanted in {None, PURE} or wanted in COUNTS
        alike = counts_things(given) if things else wanted == dimension_of(given)
        if PERCENT in text or not alike:
            self._refuse(row, "值", "actual-units", f"这个指标的单位是{target.unit or '个数'}")

    def _refuse_share(self, row: Row, actual: Actual) -> None:
        if actual.share is None:
            return
        if actual.band is None:
            self._refuse(row, "得分率", "actual-share", "得分率和档次一起写")
            return
        low, high = BOUNDS[actual.band]
        value = fixed_value(actual.share)
        top = actual.band is Band.REACHED
        if value is None or value < low or value > high or (value == high and not top):
            to = "至" if top else "不到"
            what = f"「{actual.band}」的得分率从 {low * 100}% 起，{to} {high * 100}%"
            self._refuse(row, "得分率", "actual-share", what)

    def milestones(self, grid: Grid | None) -> tuple[Milestone, ...]:
        """What is to be reached by a day, by a target or the spending of an item."""
        found = []
        for row in read_rows(grid, MILESTONES, self.problems):
            self._refuse_subject(row)
            spending = not row.get("指标")
            expected = MONEY_TYPE if spending else None
            value = self.expressions.read(row.get("值"), row.place("值"), expected)
            target = self._known.get((row.get("表"), row.get("指标")))
            if target is not None and target.operator in _ALLOWED:
                what = f"「{target.name}」比较是{target.operator.value}，没有逐步达到的数"
                self._refuse(row, "指标", "milestone-kind", what)
            elif target is not None:
                self._refuse_unit(row, value, target)
            if value is not None:
                item = row.get("政策项", NO_ITEM)
                day_ = row.get("日期")
                place = row.place()
                found.append(Milestone(row.get("表"), row.get("指标"), item, day_, value, place))
        return tuple(found)

    def deviations(self, grid: Grid | None) -> tuple[Deviation, ...]:
        """Causes and corrections."""
        found = []
        for row in read_rows(grid, DEVIATIONS, self.problems):
            self._refuse_subject(row)
            found.append(
                Deviation(
                    row.get("表"),
                    row.get("指标"),
                    row.get("政策项", NO_ITEM),
                    row.get("日期"),
                    row.get("原因"),
                    row.get("纠正"),
                    row.get("责任人"),
                    row.get("期限", None),
                    row.get("目标偏低", None),
                    row.place(),
                )
            )
        return tuple(found)

    def _refuse_subject(self, row: Row) -> None:
        """A row is about a target or about an item, never both and never neither."""
        about_target, about_item = bool(row.get("指标")), bool(row.get("政策项"))
        if about_target == about_item:
            self._refuse(row, "指标", "subject", "写表和指标，或写政策项，二者择一")
        elif about_target:
            self._target(row)
        elif row.get("政策项") not in self.items:
            self._refuse(row, "政策项", "item-unknown", "没有这个政策项")

    def _target(self, row: Row) -> Target | None:
        key = row.get("表"), row.get("指标")
        if key in self._known:
            return self._known[key]
        names = [name for form, name in self._known if form == key[0]]
        near = nearest(key[1], names) if names else ""
        what = "目标表没有这个指标" if names else f"没有目标表「{key[0]}」"
        self._refuse(row, "指标", "target-unknown", what, near)
        return None

    def _read(self, row: Row, column: str) -> Expression | None:
        return self.expressions.read(row.get(column), row.place(column))

    def _refuse(self, row: Row, column: str, code: str, what: str, instead: str = "") -> None:
        found = str(row.get(column)) if column in row.values else ""
        self.problems.append(error(code, row.place(column), found, what, "", instead))


def _dimension_of(target: Target) -> Dimension | None:
    """Of its value, or of its unit where the value is yet to come; None for a mere number."""
    if target.value is not None:
        return dimension_of(target.value)
    unit = read_unit(target.unit)
    return None if unit is None else unit.dimension


_ALLOWED: Mapping[Operator, tuple[str, ...]] = {
    Operator.QUALITY: ("档次",),
    Operator.BEFORE: ("完成日",),
}
TABLES: Mapping[str, tuple[Column, ...]] = {
    "actuals": ACTUALS,
    "milestones": MILESTONES,
    "deviations": DEVIATIONS,
}
