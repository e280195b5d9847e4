"""The answer: every measure's verdict for a firm, what it pays, and why, as data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.policy.model import Cite
from duixian.rulebook.problems import Problem


class Verdict(StrEnum):
    """The seven verdicts, in the order in which the first that holds is taken."""

    NOT_IN_FORCE = "not_in_force"
    REFUSED = "refused"
    EXHAUSTED = "exhausted"
    DISPLACED = "displaced"
    UNKNOWN = "unknown"
    PENDING = "pending"
    GRANTED = "granted"


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole fen from `low` to `high`; `high` None is unbounded."""

    low: int
    high: int | None

    @property
    def is_exact(self) -> bool:
        """Whether both ends agree."""
        return self.low == self.high


class GapKind(StrEnum):
    """What is missing. The first group makes a row unknown, the second pending."""

    FACT = "事实"
    TABLE = "数据表"
    LIST = "名单"
    CATALOGUE = "目录"
    SERIES = "公布值"
    HISTORY = "奖补历史"
    DENOMINATOR = "分母不大于零"
    PAYEE = "受益人"

    REVIEW = "评审"
    DECISION = "决定"
    OPEN_LIST = "未列明"


AWAITED = frozenset({GapKind.REVIEW, GapKind.DECISION, GapKind.OPEN_LIST})


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """One missing thing: of which subject (or firm), its name, and a detail (year, row key)."""

    kind: GapKind
    subject: str
    name: str
    detail: str = ""

    @property
    def is_awaited(self) -> bool:
        """Whether a review or a decision is still to come, rather than a fact to be supplied."""
        return self.kind in AWAITED


class Step(NamedTuple):
    """One node of the explanation: an expression, what it came to, and the steps below it.

    `value` is True, False or None (unknown) for a condition; a pair (low, high) of exact numbers
    for a quantity, None for an end that is unbounded; a word or a day otherwise, None when unknown.
    `gaps` says what is missing; it is empty exactly when the value is decided. Words are made from
    a step when it is shown. A tuple, because an assessment makes thousands of them.
    """

    expression: Expression
    value: Any
    below: "tuple[Step, ...]" = ()
    gaps: tuple[Gap, ...] = ()


class Stage(StrEnum):
    """The nine steps of the meaning, as they appear in an explanation."""

    FORCE = "效力"
    SCOPE = "适用范围"
    CONDITIONS = "条件"
    DISCRETION = "裁量"
    NEEDS = "评审认定"
    GRANT = "金额"
    CAP = "单项上限"
    LADDER = "晋档补差"
    LIMIT = "限额"
    STACKING = "就高不重复"
    SHARES = "分担"
    INSTALMENTS = "分期"


class Finding(NamedTuple):
    """One finding of a stage.

    `holds`: True, False or None (unknown) for a test; None with `after` set for a sum. `note` is a
    short stable word for programs and for wording (`before-counts-from`, `already-awarded`,
    `waivable`, `cap-binds` …), `about` the names it speaks of (a measure, a limit, an award).
    """

    stage: Stage
    holds: bool | None = None
    step: Step | None = None
    title: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""
    about: tuple[str, ...] = ()
    before: Interval | None = None
    after: Interval | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class RowId:
    """Which row an entitlement is about; `support_year` 0 where the measure has no `each`."""

    policy: str
    measure: str
    subject: str
    key: str
    support_year: int = 0


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one row is worth to the firm under one measure.

    `own` is what it pays if approved, `effect` what it does to others, `choosing` its value when
    rows were chosen; all three None when refused or out of force. `failed` and `missing` are listed
    for every verdict. `contested` rows may still be displaced by one of `depends_on`.
    """

    row: RowId
    payee: str
    verdict: Verdict
    own: Interval | None
    effect: Interval | None
    choosing: Interval | None
    findings: tuple[Finding, ...]
    failed: tuple[Step, ...] = ()
    missing: tuple[Gap, ...] = ()
    displaced_by: RowId | None = None
    contested: bool = False
    depends_on: tuple[RowId, ...] = ()
    forecast: bool = False
    shares: tuple[tuple[str, Interval], ...] = ()
    instalments: tuple[tuple[str, Interval], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All entitlements of one firm on one day under one library, in the order of the meaning.

    `total` adds up what may be paid, `granted` what is granted without a review or a fact to come.
    `problems` are data errors of the dossier; with any of them nothing here may be relied on.
    """

    firm: str
    on: date
    library: str
    stage: str
    entitlements: tuple[Entitlement, ...]
    total: Interval
    granted: Interval
    problems: tuple[Problem, ...] = ()
