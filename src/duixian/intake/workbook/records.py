"""The sheets beside the subjects: 奖补历史, 评审, 裁量决定 and the published lists."""

from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.dossier import Outcome
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag, Label, Type
from duixian.rulebook.units import MONEY, Unit
from duixian.rulebook.vocabulary.model import FactKind

YUAN = Unit("元", Fraction(100), MONEY)

AWARDS = "奖补历史"
AWARD_SOURCES = "奖补来源"
REVIEWS = "评审"
DECISIONS = "裁量决定"
LIST_SOURCES = "名单来源"
LISTINGS = "名单"


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column of a record sheet."""

    name: str
    code: str
    kind: FactKind
    required: bool = False
    note: str = ""
    levels: tuple[str, ...] = ()

    @property
    def type(self) -> Type:
        """The type of its values."""
        match self.kind:
            case FactKind.MONEY:
                return MONEY_TYPE
            case FactKind.RATE:
                return PURE_TYPE
            case FactKind.DATE:
                return Day()
            case FactKind.FLAG:
                return Flag()
            case _:
                return Label(self.levels)

    @property
    def unit(self) -> Unit | None:
        """Sums are written in 元 unless the header says otherwise."""
        return YUAN if self.kind is FactKind.MONEY else None


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A record sheet; `takes_facts` when columns of facts may follow its own."""

    name: str
    code: str
    note: str
    columns: tuple[RecordColumn, ...]
    key: str = ""
    takes_facts: bool = False


_POLICY = RecordColumn("政策文号", "policy", FactKind.TEXT, required=True)
_MEASURE = RecordColumn("措施", "measure", FactKind.TEXT, required=True, note="措施的代码，如 3.1")
_LIST = RecordColumn("名单名称", "list", FactKind.TEXT, required=True)

RECORD_SHEETS = (
    RecordSheet(
        AWARDS,
        "awards",
        "以往每一笔奖补一行；确实没有就留空表，没有掌握就删去此表。分组、限额和差额用到的事实可加列。",
        (
            _POLICY,
            _MEASURE,
            RecordColumn("受益人", "payee", FactKind.REFERENCE, required=True),
            RecordColumn("对象", "subject", FactKind.TEXT, note="数据表的名称，如 项目、认定"),
            RecordColumn("对象编号", "row", FactKind.TEXT),
            RecordColumn("事项日期", "event", FactKind.DATE, required=True),
            RecordColumn("决定日期", "decided", FactKind.DATE, required=True),
            RecordColumn("金额", "amount", FactKind.MONEY, required=True),
            RecordColumn("已收回", "recovered", FactKind.MONEY, note="不填视为未收回"),
            RecordColumn("支持年度", "support_year", FactKind.CODE, note="1、2、3 …"),
            RecordColumn("档次金额", "rung", FactKind.MONEY, note="晋档补差前的档次"),
            RecordColumn("类别", "class", FactKind.TEXT),
            RecordColumn("执行周期", "cycle", FactKind.TEXT),
            RecordColumn("来源", "source", FactKind.TEXT, note="本区、区科委、市级 …"),
        ),
        takes_facts=True,
    ),
    RecordSheet(
        AWARD_SOURCES,
        "award_sources",
        "奖补历史取自哪些部门和层级；只取得来源而没有奖补的也要列出。",
        (RecordColumn("来源", "source", FactKind.TEXT, required=True),),
        key="来源",
    ),
    RecordSheet(
        REVIEWS,
        "reviews",
        "每次评审一行；没有评审的留空表。",
        (
            _POLICY,
            _MEASURE,
            RecordColumn("对象编号", "row", FactKind.TEXT, required=True),
            RecordColumn("评审类别", "kind", FactKind.TEXT, required=True),
            RecordColumn(
                "结果",
                "outcome",
                FactKind.LEVEL,
                required=True,
                levels=tuple(outcome.value for outcome in Outcome),
            ),
            RecordColumn("评审日期", "day", FactKind.DATE, required=True),
            RecordColumn("核定金额", "amount", FactKind.MONEY),
            RecordColumn("核定比例", "rate", FactKind.RATE),
        ),
    ),
    RecordSheet(
        DECISIONS,
        "decisions",
        "对原则上、参照执行、可限制等条件的一事一批，每项决定一行。",
        (
            RecordColumn("企业", "firm", FactKind.REFERENCE, required=True),
            _POLICY,
            RecordColumn("措施", "measure", FactKind.TEXT, note="不填为整个政策"),
            RecordColumn("对象编号", "row", FactKind.TEXT, note="不填为该企业的全部对象"),
            RecordColumn("条件名称", "name", FactKind.TEXT, required=True),
            RecordColumn("是否适用", "applies", FactKind.FLAG, required=True),
            RecordColumn("决定人", "by", FactKind.TEXT, required=True),
            RecordColumn("理由", "reason", FactKind.TEXT, required=True),
            RecordColumn("决定日期", "day", FactKind.DATE, required=True),
        ),
    ),
    RecordSheet(
        LIST_SOURCES,
        "list_sources",
        "已取得的公布名单及读取日期；不在此表的名单视为未知。",
        (_LIST, RecordColumn("读取日期", "day", FactKind.DATE, required=True)),
        key="名单名称",
    ),
    RecordSheet(
        LISTINGS,
        "listings",
        "名单上的企业，每行一家。",
        (
            _LIST,
            RecordColumn("企业", "firm", FactKind.REFERENCE, required=True),
            RecordColumn("列入日期", "since", FactKind.DATE, required=True),
            RecordColumn("移出日期", "until", FactKind.DATE, note="仍在名单上则不填"),
        ),
    ),
)
