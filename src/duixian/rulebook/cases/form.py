"""The keys of a case file (cases.yaml)."""

from typing import Any

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.cases.model import CaseKind
from duixian.rulebook.documents.forms import DATE, Definitions, Key, ListOf, OneOf, Shape, Text
from duixian.rulebook.documents.json_schema import schema_of
from duixian.rulebook.documents.scalars import DAY_FORM, FLAG_FORM, day_of
from duixian.rulebook.dossier import Outcome, Stage


def _is_read_on(text: str) -> bool:
    return text == "未知" or day_of(text) is not None


_SUM = Text("金额", example="200000 元")
_HIGH = Text("金额或无上限", example="200000 元")
_VALUE = OneOf((Text("值"), Shape("三个数或各年的数", (), Text("值"), "申报、核定、验收，或年份")))
_CODE = Text("措施代码")
_READ_ON = Text("日期或未知", f"{DATE}|未知", example="2022-06-01", test=_is_read_on)
_WHOLE = Text("整数", "[1-9][0-9]?", example="1")
_FACTS = Shape("事实", (), _VALUE, "事实名和值")
_ABSENT = Text("缺或空", options=("缺", "空"))
_ROWS = Shape(
    "各主体的行", (), OneOf((_ABSENT, ListOf(_FACTS))), "主体名；缺为没有这张表，空为没有行"
)
_AWARD = Shape(
    "奖补",
    (
        Key("policy", Text("文号"), "文号；默认本政策"),
        Key("measure", _CODE, "措施", required=True),
        Key("payee", Text("受益人"), "受益人；默认本企业"),
        Key("subject", Text("主体"), "事项所属主体；默认该措施的事项"),
        Key("row", Text("编号"), "事项编号"),
        Key("event", DAY_FORM, "事项日期；默认决定日期"),
        Key("decided", DAY_FORM, "决定日期", required=True),
        Key("amount", _SUM, "金额", required=True),
        Key("recovered", _SUM, "已追回的金额"),
        Key("support_year", _WHOLE, "支持年度"),
        Key("rung", _SUM, "补差前的档次金额"),
        Key("class", Text("类别"), "类别"),
        Key("cycle", Text("周期"), "执行周期"),
        Key("source", Text("来源"), "由谁奖补；默认本区"),
        Key("remembered", _FACTS, "随奖补记下的事实"),
    ),
)
_REVIEW = Shape(
    "评审",
    (
        Key("policy", Text("文号"), "文号；默认本政策"),
        Key("measure", _CODE, "措施；默认本例的措施"),
        Key("row", Text("编号"), "事项编号"),
        Key("kind", Text("评审种类"), "评审种类", required=True),
        Key("outcome", Text("结论", options=tuple(Outcome)), "结论；默认通过"),
        Key("amount", _SUM, "评定的金额"),
        Key("rate", Text("比率", example="10%"), "评定的比率"),
        Key("day", DAY_FORM, "评审日期；默认评估日"),
    ),
)
_DECISION = Shape(
    "决定",
    (
        Key("policy", Text("文号"), "文号；默认本政策"),
        Key("measure", _CODE, "措施；不写为整个政策"),
        Key("row", Text("编号"), "事项编号；不写为各行"),
        Key("name", Text("名称"), "关于哪个可裁量的条件", required=True),
        Key("applies", FLAG_FORM, "是否采取；默认是"),
        Key("by", Text("决定人"), "谁决定"),
        Key("reason", Text("理由"), "理由"),
        Key("day", DAY_FORM, "决定日期；默认评估日"),
    ),
)
_LISTING = Shape(
    "名单记录",
    (
        Key("list", Text("名单"), "名单", required=True),
        Key("firm", Text("企业"), "哪家企业；默认本企业"),
        Key("since", DAY_FORM, "列入日期", required=True),
        Key("until", DAY_FORM, "移出日期"),
    ),
)
_AMOUNTS = Shape("各方金额", (), _SUM, "名称和金额")
_EXPECT = Shape(
    "应有结果",
    (
        Key("policy", Text("文号"), "文号；默认本政策"),
        Key("measure", _CODE, "措施；默认本例的措施"),
        Key("verdict", Text("结论", options=tuple(Verdict)), "结论"),
        Key("row", Text("编号"), "事项编号"),
        Key("support_year", _WHOLE, "支持年度"),
        Key("amount", _SUM, "金额"),
        Key("low", _SUM, "最少"),
        Key("high", _HIGH, "最多"),
        Key("effect_low", _SUM, "对其他事项的影响，最少"),
        Key("effect_high", _HIGH, "对其他事项的影响，最多"),
        Key("missing", ListOf(Text("名称")), "缺少的事实"),
        Key("failed", ListOf(Text("文字")), "不成立的条件中的文字"),
        Key("displaced_by", _CODE, "被哪项措施取代"),
        Key("shares", _AMOUNTS, "各方分担"),
        Key("instalments", _AMOUNTS, "各期金额"),
        Key("contested", FLAG_FORM, "是否尚无定论"),
        Key("absent", FLAG_FORM, "没有任何一行"),
    ),
)
_KNOWN = (
    Key("on", DAY_FORM, "评估日"),
    Key("stage", Text("阶段", options=tuple(Stage)), "用申报、核定还是验收的数"),
    Key("firm", _FACTS, "企业的事实；值为 未知 时去掉默认值"),
    Key("others", Shape("别的企业", (), _FACTS, "企业名"), "别的企业的事实"),
    Key("rows", _ROWS, "各主体的行"),
    Key("history", OneOf((_ABSENT, ListOf(_AWARD))), "以前的奖补；缺为未取得"),
    Key("sources", ListOf(Text("来源")), "已取得哪些来源的奖补历史；默认本区"),
    Key("reviews", ListOf(_REVIEW), "评审"),
    Key("decisions", ListOf(_DECISION), "决定"),
    Key("lists", Shape("名单", (), _READ_ON, "名单和读取日期"), "已读取的名单"),
    Key("listings", ListOf(_LISTING), "名单上的企业"),
)
_CASE = Shape(
    "例子",
    (
        Key("name", Text("名称"), "一句话说明", required=True),
        Key(
            "kind", Text("种类", options=tuple(CaseKind)), "给、拒、临界、未知、其他", required=True
        ),
        Key("measure", _CODE, "哪项措施", required=True),
        Key("note", Text("说明"), "算法和出处"),
        *_KNOWN,
        Key("expect", ListOf(_EXPECT), "应有结果", required=True),
    ),
)
CASES = Shape(
    "例子文件",
    (
        Key("defaults", Shape("默认", _KNOWN), "各例没有写时的默认"),
        Key("cases", ListOf(_CASE, bare=False), "各个例子", required=True),
    ),
)
NO_DEFINITIONS: Definitions = {}


def cases_schema() -> dict[str, Any]:
    """The JSON Schema of a case file, for editors."""
    return schema_of(CASES, NO_DEFINITIONS, "兑现：例子文件 cases.yaml")
