"""The closed set of typed expressions.

A rule is a tree of these. Adding a form means adding a class here; `match` with `assert_never` in
the evaluation (`meaning`), the wording (`expression.wording`), and later the compiler then fails
the type check until the new form has its meaning and its words. Quantities are exact and in base
units (fen, 平方米, 月 …). Trees are hashable and compare by value.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.units import Dimension, Unit


class Via(StrEnum):
    """From where a fact is read; any other text is the name of a reference fact of the row."""

    ROW = "本行"
    FIRM = "企业"
    PAYEE = "受益人"
    ITEM = "明细"  # the row of another subject inside a sum or count


@dataclass(frozen=True, slots=True)
class Quantity:
    """A written number: `value` in base units, and the unit it was written with (for wording)."""

    value: Fraction
    dimension: Dimension
    unit: Unit | None
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A level or a text written in the rule."""

    text: str


@dataclass(frozen=True, slots=True)
class DateWord:
    """A date written in the rule."""

    day: date


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否 written in the rule."""

    value: bool


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact of the row, its firm, its payee, a referenced firm, or a row inside a sum or count.

    `via` is a `Via` value or the name of a reference fact of the row. `years_back` is set for a
    yearly fact only: 0 当年, 1 上年, 2 前年, counted from the year of the row.
    """

    via: str
    subject: str
    fact: str
    years_back: int | None = None


class Moment(StrEnum):
    """Days and ordinals of the row itself."""

    ASSESSED = "评估日"
    EVENT = "事项日期"
    LAW = "适用日"  # the day that selects the law; under `each` the day from which years count
    SUPPORT_YEAR = "支持年度"  # 1, 2, 3 … under `each`
    CALENDAR_YEAR = "自然年度"  # the calendar year of the row, a pure number


@dataclass(frozen=True, slots=True)
class MomentRef:
    """A day or ordinal of the row: `Moment`."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Named:
    """A part that the measure's `let` (or a derived word such as 增长率) gives a name."""

    name: str
    body: "Expression"


class Operator(StrEnum):
    """Arithmetic on exact numbers."""

    ADD = "+"
    SUBTRACT = "−"
    MULTIPLY = "×"
    DIVIDE = "÷"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers joined; dimensions were checked when the tree was built."""

    operator: Operator
    left: "Expression"
    right: "Expression"


class Pick(StrEnum):
    """Which of several numbers."""

    LEAST = "较小"
    GREATEST = "较大"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest of two or more numbers."""

    pick: Pick
    parts: "tuple[Expression, ...]"


class Comparator(StrEnum):
    """How two values compare."""

    EQUAL = "="
    UNEQUAL = "≠"
    LESS = "<"
    AT_MOST = "≤"
    MORE = ">"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers, two dates, two ordered levels, or (= and ≠ only) two words or flags."""

    comparator: Comparator
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Belongs:
    """The left word is one of `options`.

    `open_ended` (the list ends in 等): a word not named awaits a decision; it does not refuse.
    """

    left: "Expression"
    options: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class InCatalogue:
    """The left word stands in the dated reference list `catalogue` of the library."""

    left: "Expression"
    catalogue: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The firm read by `via` stands on the published list of firms `name` (名单, 失信名单, 库)."""

    via: str
    name: str


@dataclass(frozen=True, slots=True)
class All:
    """且: every part holds."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """或: one part suffices."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """At least `count` of the parts hold."""

    count: int
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """非."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Conditional:
    """若(condition, then, otherwise)."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"


class Fold(StrEnum):
    """What is taken over the rows of another subject."""

    SUM = "合计"
    COUNT = "计数"
    EXISTS = "有"
    DISTINCT = "种类数"
    LARGEST = "最大"
    SMALLEST = "最小"


@dataclass(frozen=True, slots=True)
class OverRows:
    """A fold over the rows of `subject` that belong to the row's firm and pass `where`.

    `value` is what is summed, compared or told apart; None for 计数 and 有.
    """

    fold: Fold
    subject: str
    value: "Expression | None"
    where: "Expression | None"


class YearFold(StrEnum):
    """What is taken over several years of one yearly fact."""

    SUM = "合计"
    MEAN = "平均"
    LARGEST = "最大"
    SMALLEST = "最小"


@dataclass(frozen=True, slots=True)
class OverYears:
    """A fold of a yearly fact over `years` complete years before the row's year.

    近3年 ends with the year before the row's; 此前3年 leaves that one out (`skipped` 1), so that
    it can be compared with those before it.
    """

    fold: YearFold
    via: str
    subject: str
    fact: str
    years: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class FullPeriod:
    """满(day, period[, at]): `period` has fully passed since `day` (民法典 第201、202条)."""

    since: "Expression"
    period: Quantity
    at: "Expression"


class SpanUnit(StrEnum):
    """How a span between two days is counted."""

    DAYS = "天数"
    MONTHS = "月数"  # full months
    YEARS = "年数"  # full years, in 月 × 12


@dataclass(frozen=True, slots=True)
class Span:
    """天数(起, 止), 月数(起, 止): how long from one day to another; negative counts as zero."""

    unit: SpanUnit
    start: "Expression"
    end: "Expression"


@dataclass(frozen=True, slots=True)
class YearOf:
    """年份(day): the calendar year of a day, a pure number."""

    day: "Expression"


@dataclass(frozen=True, slots=True)
class PerFull:
    """每满(step, amount): how many whole steps fit into the amount, a pure number.

    `up`: a begun step counts as a whole one (不足一档按一档计).
    """

    step: Quantity
    amount: "Expression"
    up: bool = False


@dataclass(frozen=True, slots=True)
class BySupportYear:
    """分年(甲、乙、丙): the value of the row's support year; a later year has none (zero)."""

    values: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Review:
    """评审(低, 高): a sum or a rate that the review sets within bounds."""

    low: "Expression"
    high: "Expression"


@dataclass(frozen=True, slots=True)
class Published:
    """公布值(series, day): the value of a dated public series (LPR) in force on that day."""

    series: str
    dimension: Dimension
    day: "Expression"


class Recall(StrEnum):
    """What is read from the award history."""

    SUM = "已奖补"  # decided less recovered, of the named measures
    BEST = "已奖补最高"  # the highest remembered value of a fact


@dataclass(frozen=True, slots=True)
class FromHistory:
    """已奖补(measures…) or 已奖补最高(fact): the payee's own awards, never another's.

    `measures` are (policy, code) pairs; empty for 已奖补最高, which asks for this measure's own.
    """

    recall: Recall
    measures: tuple[tuple[str, str], ...]
    fact: str
    dimension: Dimension


@dataclass(frozen=True, slots=True)
class ByLevel:
    """A value by level; `otherwise` is None when the table names every level of the fact."""

    key: "Expression"
    table: "tuple[tuple[str, Expression], ...]"
    otherwise: "Expression | None"


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: bounds in base units, None for open; whether the bound itself is inside."""

    low: Quantity | None
    low_included: bool
    high: Quantity | None
    high_included: bool
    value: "Expression"


class BracketMode(StrEnum):
    """Whether one bracket pays, all reached ones add up, or each slice has its own rate."""

    SINGLE = "全额"
    CUMULATIVE = "累加"
    PROGRESSIVE = "分段"


@dataclass(frozen=True, slots=True)
class ByBracket:
    """A value by bracket; the brackets are in order, without gap or overlap."""

    key: "Expression"
    brackets: tuple[Bracket, ...]
    mode: BracketMode


Expression = (
    Quantity
    | Word
    | DateWord
    | YesNo
    | FactRef
    | MomentRef
    | Named
    | Arithmetic
    | Extreme
    | Compare
    | Belongs
    | InCatalogue
    | Listed
    | All
    | AnyOf
    | AtLeastOf
    | Not
    | Conditional
    | OverRows
    | OverYears
    | FullPeriod
    | Span
    | YearOf
    | PerFull
    | BySupportYear
    | Review
    | Published
    | FromHistory
    | ByLevel
    | ByBracket
)
