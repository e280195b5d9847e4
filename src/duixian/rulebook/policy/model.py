"""The pieces a policy is made of, typed and frozen.

Every piece that the official text does not force carries `because`, the reason of our reading;
every piece that grants, limits or splits money carries the articles it stands on.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class Cite:
    """An article (`第三条`, `一（三）`, `第六条（一）2（2）`) and the pin of the cited clause.

    `document` is the 文号 where a measure rests on another document than its own (`Supplement`).
    """

    article: str
    pin: str
    document: str = ""

    def __str__(self) -> str:
        """As written in a policy file, after the document where it is another one."""
        return f"{self.document} {self.article} {self.pin}".strip()


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold. `title` is its short name, shown when given."""

    test: Expression
    place: Place
    title: str = ""
    cites: tuple[Cite, ...] = ()
    because: str = ""


class Effect(StrEnum):
    """What an authorised person may do about a condition."""

    WAIVE = "豁免"  # 原则上: refuses, until a recorded exception lifts exactly this condition
    REFUSE = "限制"  # 可限制或取消: when it holds, a decision is awaited
    ADMIT = "准入"  # 参照执行: outside the scope, admissible by a recorded decision


@dataclass(frozen=True, slots=True)
class Discretion:
    """A condition that a recorded decision named `name` can lift or apply."""

    name: str
    effect: Effect
    condition: Condition


@dataclass(frozen=True, slots=True)
class Need:
    """A review or recognition that must be passed.

    `kind` is looked up among the row's reviews, unless `met` and `failed` decide it from facts.
    `when` limits the need to some rows.
    """

    kind: str
    when: Condition | None = None
    met: Condition | None = None
    failed: Condition | None = None


@dataclass(frozen=True, slots=True)
class Payee:
    """Who receives: `otherwise` alone, or `then` where `condition` holds.

    Each is the name of a reference fact of the row, or 企业 for the firm of the row.
    """

    otherwise: str = "企业"
    condition: Condition | None = None
    then: str = ""


class YearKind(StrEnum):
    """Years of support counted from an event, or calendar years."""

    SUPPORT = "支持年度"
    CALENDAR = "自然年度"


@dataclass(frozen=True, slots=True)
class Each:
    """One row a year, `first` to `last`, counted from the day `start`.

    A calendar year 1 is the year of `start`, or the next one when `from_next`.
    """

    kind: YearKind
    first: int
    last: int
    start: Expression
    from_next: bool = False


@dataclass(frozen=True, slots=True)
class Uplift:
    """上浮: the grant times (1 + `rate`) before the cap, or `rate` × `base` more (百分点)."""

    condition: Condition
    rate: Expression
    base: Expression | None = None


class WindowKind(StrEnum):
    """Over what a limit or an exclusive group counts."""

    EVER = "累计"
    SUPPORT_YEAR = "支持年度"
    CALENDAR_YEAR = "自然年度"  # of the row's date
    FISCAL_YEAR = "财政年度"  # of the day of payment; taken as the year of assessment
    DECISION_YEAR = "决定年度"  # the year of the decision; taken as the year of assessment
    CYCLE = "周期"
    SINCE = "自事件起"  # `years` years since the day `since`


@dataclass(frozen=True, slots=True)
class Window:
    """A window, with the event and the years where it is counted since an event."""

    kind: WindowKind
    since: Expression | None = None
    months: int = 0


class WhenOver(StrEnum):
    """Who gets what when a limit does not suffice: earlier rows first, or all in proportion."""

    IN_ORDER = "先后"
    PRO_RATA = "按比例"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount`, or at most `times` grants, per key and window over its measures.

    `per` holds 受益人 and names of facts (of the row) that make the key. `measures` are
    (policy, code) pairs. `inside` names the wider limit this one is part of.
    """

    name: str
    measures: tuple[tuple[str, str], ...]
    per: tuple[str, ...]
    window: Window
    amount: Expression | None = None
    times: int | None = None
    inside: str = ""
    when_over: WhenOver = WhenOver.IN_ORDER
    cites: tuple[Cite, ...] = ()
    because: str = ""


class Keep(StrEnum):
    """Which row of an exclusive group stays: what pays most, or the order of the members."""

    HIGHEST = "就高"
    IN_ORDER = "依次"


@dataclass(frozen=True, slots=True)
class Group:
    """An exclusive group: of the rows with one key (and window) only one is kept.

    `over_time`: an award of the group in history closes it for later rows; with `top_up` they pay
    the difference. `form` is the fact by which the firm declares its choice of forms, mapped per
    member in `forms`; None where the group is no choice. `sources` are the offices and levels
    whose awards close the group too: where the history does not hold them the group is undecided.
    """

    name: str
    members: tuple[tuple[str, str], ...]
    per: tuple[str, ...]
    window: Window
    keep: Keep = Keep.HIGHEST
    over_time: bool = True
    top_up: bool = False
    form: Expression | None = None
    forms: tuple[tuple[tuple[str, str], str], ...] = ()
    sources: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """晋档补差: of the rungs with one key only the difference to the highest is paid.

    `since` is the fact of the payee (迁入日期) before whose latest value awards do not count.
    `awards` are measures elsewhere whose past awards count on it (older law, another document).
    """

    name: str
    key: tuple[str, ...]
    since: Expression | None = None
    awards: tuple[tuple[str, str], ...] = ()
    cites: tuple[Cite, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """The ladder a measure stands on; `counts` is false for one that stays off it (复评)."""

    ladder: str
    counts: bool = True
    because: str = ""


class CycleKind(StrEnum):
    """What one 执行周期 is."""

    TERM = "有效期"  # the whole validity of the policy
    CALENDAR_YEAR = "自然年度"
    FACT = "事实"  # a fact of the row names the cycle


@dataclass(frozen=True, slots=True)
class Cycle:
    """The execution cycle of a policy, stated with a reason where the text is silent."""

    kind: CycleKind
    fact: Expression | None = None
    cites: tuple[Cite, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a grant: its name (立项, 验收, 第一年) and its share; parts add up to one."""

    name: str
    share: Fraction
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Who carries which part of a grant (区 80%, 镇 20%); the first takes what rounding leaves."""

    bearer: str
    part: Fraction
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """`after`: an earlier grant of another measure, at most `months` months before the row."""

    measures: tuple[tuple[str, str], ...]
    months: int | None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """`within`: the row's date lies at most `months` months after the day `since`."""

    months: int
    since: Expression
    cites: tuple[Cite, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading the text does not force: what it is about, and why we read it so."""

    about: str
    because: str
    place: Place | None = None


class Procedure(StrEnum):
    """How a measure reaches its beneficiary."""

    AUTOMATIC = "免申即享"
    APPLICATION = "申报评审"
    SERVICE = "服务措施"


@dataclass(frozen=True, slots=True)
class Term:
    """In force from the first to the last day, both included; no last day when open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Described:
    """What people are told about a measure besides its rule; all in our own words."""

    summary: str = ""
    category: str = ""  # 政策分类
    item: str = ""  # 政策项
    office: str = ""  # 责任科室
    procedure: Procedure = Procedure.APPLICATION
    prepare: tuple[str, ...] = ()
    contact: str = ""
    compared: str = ""  # 与上年比较: ★新增, ★变动 and what changed
    standard: str = ""  # 扶持标准 in short where the generated wording is too long


@dataclass(frozen=True, slots=True)
class Measure:
    """One promise of a policy."""

    policy: str
    code: str
    title: str
    cites: tuple[Cite, ...]
    place: Place
    subject: str
    grant: Expression
    term: Term | None = None
    each: Each | None = None
    payee: Payee = Payee()
    when: tuple[Condition, ...] = ()
    without_scope: tuple[tuple[str, str], ...] = ()  # titles of policy scope conditions, reasons
    may: tuple[Discretion, ...] = ()
    needs: tuple[Need, ...] = ()
    after: Earlier | None = None
    within: Deadline | None = None
    uplifts: tuple[Uplift, ...] = ()
    floor: Expression | None = None
    caps: tuple[Expression, ...] = ()
    rung: Rung | None = None
    once_per: tuple[str, ...] = ()
    again: bool = False
    class_: str = ""
    paid: tuple[Instalment, ...] = ()
    shares: tuple[Share, ...] = ()
    remember: tuple[str, ...] = ()
    described: Described = Described()
    readings: tuple[Reading, ...] = ()
    further_cites: tuple[Cite, ...] = ()  # of instalments, shares and scope that does not apply

    @property
    def name(self) -> tuple[str, str]:
        """The (policy, code) pair that identifies the measure in a library."""
        return self.policy, self.code


@dataclass(frozen=True, slots=True)
class Supplement:
    """What this document adds to a `measure` of another `policy`: 实施细则 completing a policy.

    Linking a library puts it into that measure, bound to the days on which this document is in
    force. `grant` settles what the other document leaves to a review and stays within its bounds.
    `subject` is the subject of that measure, stated so that the file can be read alone; empty where
    only instalments or shares are added.
    """

    policy: str
    measure: str
    subject: str
    place: Place
    cites: tuple[Cite, ...]
    when: tuple[Condition, ...] = ()
    needs: tuple[Need, ...] = ()
    grant: Expression | None = None
    paid: tuple[Instalment, ...] = ()
    shares: tuple[Share, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """A promise the firm makes (十年不迁出), how long it binds, and what a breach costs."""

    title: str
    cites: tuple[Cite, ...]
    months: int | None
    on_breach: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByDecision:
    """一事一议 and the like: outside the rules, but recorded and, with `cap`, limited."""

    code: str
    title: str
    cites: tuple[Cite, ...]
    cap: Expression | None
    because: str


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """A clause, or amounts of it, that no measure says, with the reason."""

    cites: tuple[Cite, ...]
    amounts: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Succession:
    """This policy takes the place of another, or of some of its measures, from a day on."""

    policy: str
    measures: tuple[str, ...]
    start: date
    because: str


class LawDay(StrEnum):
    """Which day selects the law."""

    EVENT = "事项日"  # the row's own date: of the title, the approval, the contract, the event
    APPLICATION = "申报日"
    DECISION = "决定日"


class RoundingMode(StrEnum):
    """How an amount becomes whole."""

    HALF_UP = "四舍五入"
    DOWN = "舍去"
    UP = "进一"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To how many fen an amount is rounded, and how."""

    to: int = 1
    mode: RoundingMode = RoundingMode.HALF_UP


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a policy document."""

    code: str  # 文号
    title: str
    region: str
    place: Place
    term: Term
    law_day: LawDay
    counts_from: date
    source: str = "原文"  # 原文, 二手 (another document reports it), 存目 (text not held)
    text_title: str = ""  # words of the official title by which its text is found
    issuer: str = ""
    interprets: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()
    succeeds: tuple[Succession, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    scope: tuple[Condition, ...] = ()
    may: tuple[Discretion, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    limits: tuple[Limit, ...] = ()
    groups: tuple[Group, ...] = ()
    cycle: Cycle | None = None
    rounding: Rounding = Rounding()
    shares: tuple[Share, ...] = ()
    paid: tuple[Instalment, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    by_decision: tuple[ByDecision, ...] = ()
    not_encoded: tuple[NotEncoded, ...] = ()
    readings: tuple[Reading, ...] = ()
    measures: tuple[Measure, ...] = ()
