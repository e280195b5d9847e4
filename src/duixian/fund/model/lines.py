"""Lines and what they need: quantities and prices with their sources, by version of the budget."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.fund.model.fund import Name
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place
from duixian.rulebook.units import Unit


class Kind(StrEnum):
    """Where a driver comes from."""

    POLICY = "政策标准"
    DOCUMENT = "文件"
    DATA = "统计"
    LIST = "名单"
    SURVEY = "排摸"
    PLAN = "计划"
    ESTIMATE = "估计"
    DERIVED = "推算"


@dataclass(frozen=True, slots=True)
class Driver:
    """A named quantity with its source; `basis` is how an estimate was arrived at, if it was.

    `granted` is the measure of which a matching run gives it.
    """

    name: str
    value: Expression
    unit: Unit | None
    kind: Kind
    source: str
    author: str
    day: date | None
    basis: Expression | None
    place: Place
    granted: Name | None = None


class Timing(StrEnum):
    """Whether what is applied for in a year is paid in it."""

    SAME_YEAR = "当年申请当年扶持"
    NEXT_YEAR = "跨年扶持"
    UNSAID = "未注明"


@dataclass(frozen=True, slots=True)
class Line:
    """A 三级 line. `no_money` says why a line of 0 is named.

    `bearers` are who is booked to pay and which part; empty where the policy divides it.
    """

    code: str
    item: int
    name: str
    timing: Timing
    measures: tuple[Name, ...]
    bearers: tuple[tuple[str, Fraction], ...]
    quota: str  # 指标文号
    function: str  # 功能分类
    economic: str  # 经济分类
    charged_to: str  # the other fund's line that pays it; empty for this one
    no_money: str
    place: Place


class Origin(StrEnum):
    """Which year's projects a need is for."""

    THIS_YEAR = "当年"
    EARLIER = "往年"
    MIXED = "未分"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line's need in one version: quantity × price × share, or an amount.

    `price` is money, or money for one unit of the quantity. `origin` is whose projects it pays.
    """

    version: str
    line: str
    name: str
    origin: Origin
    quantity: Expression | None
    price: Expression | None
    share: Expression | None
    amount: Expression | None
    pool: Expression | None
    note: str
    place: Place


class Change(StrEnum):
    """What a request changes about a computed need."""

    QUANTITY = "数量"
    PRICE = "单价"
    TOTAL = "总额"
    UNIT = "换算"  # counted in another unit; the sum stays


@dataclass(frozen=True, slots=True)
class Request:
    """What a version asks for where that is not the computed need; `line` "" is the whole item.

    `basis` is the calculation that the version itself states for its sum.
    """

    version: str
    item: int
    line: str
    change: Change
    count: Expression | None
    amount: Expression | None
    basis: Expression | None
    reason: str
    author: str
    place: Place


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the budget (申报, 审核, 批复, 调整); never edited, only followed by another.

    `round_to` fen: each item is rounded half up to it, the rest going to its first line. `merged`
    items are shown as one row under a title of several names. `reasons` are given item by item.
    """

    name: str
    day: date
    by: str
    round_to: int
    merged: tuple[tuple[int, tuple[str, ...]], ...]
    reasons: tuple[tuple[int, str], ...]
    place: Place

    def title(self, item: int) -> tuple[str, ...]:
        """The names under which the item is one row; empty where its lines are rows."""
        return next((title for number, title in self.merged if number == item), ())

    def reason(self, item: int) -> str:
        """Why this version differs from the one before, for the item."""
        return next((reason for number, reason in self.reasons if number == item), "")
