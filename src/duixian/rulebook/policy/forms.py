"""Forms that stand in many places of a policy file: expressions, tables, conditions, citations."""

from duixian.rulebook.documents.forms import (
    PART,
    Definitions,
    Form,
    Key,
    ListOf,
    OneOf,
    Ref,
    Shape,
    Text,
)
from duixian.rulebook.documents.scalars import DAY_FORM

BECAUSE = Key("because", Text("理由"), "我们的理解：文件没有写明，为什么这样读")
CITE = Text("条款和 pin", r"\S.* [0-9a-f]{8}", example="第三条 90e2d7c4")
CITES = Key("cites", ListOf(CITE), "依据：条款号、空格、这一句的八位 pin")
CITES_REQUIRED = Key("cites", ListOf(CITE), CITES.says, required=True)
WORDS = ListOf(Text("名称"))
MEASURES = ListOf(Text("措施代码（别的政策写「文号 代码」）"))
EXPRESSION = Text("式子")
LENGTH = Text("一段时间", example="3 年")
AMOUNT = Ref("amount")
CONDITION = Ref("condition")
CONDITIONS = OneOf((CONDITION, ListOf(CONDITION, bare=False)))
KEYS = ListOf(Text("受益人或事实名", example="受益人"))

TERM = Shape(
    "起止日期",
    (
        Key("from", DAY_FORM, "第一天", required=True),
        Key("to", DAY_FORM, "最后一天；长期有效的不写"),
        BECAUSE,
    ),
)
PARTS = Shape(
    "比例表",
    (CITES, BECAUSE),
    Text("百分比或分数", PART, example="50%"),
    "各部分的名称和比例，合计 100%",
)
WINDOW = OneOf(
    (
        Text("期间", options=("累计", "支持年度", "自然年度", "财政年度", "决定年度", "周期")),
        Shape(
            "自某日起若干年",
            (
                Key("years", Text("整数", "[1-9][0-9]?", example="3"), "年数", required=True),
                Key("since", EXPRESSION, "起算日", required=True),
                BECAUSE,
            ),
        ),
    )
)
_LABELS = (Key("title", Text("简称"), "条件的简称，结果中显示"), CITES, BECAUSE)

_CONDITION = Shape(
    "条件",
    (
        Key("if", EXPRESSION, "条件的式子"),
        Key("any", ListOf(CONDITION, bare=False), "其中一项成立即可"),
        Key("all", ListOf(CONDITION, bare=False), "每一项都要成立"),
        Key("at_least", Text("整数", "[1-9][0-9]?", example="2"), "of 中至少成立几项"),
        Key("of", ListOf(CONDITION, bare=False), "at_least 从中计数的条件"),
        *_LABELS,
    ),
)
_TABLE = Shape(
    "取值表",
    (
        Key("by", EXPRESSION, "按什么取值：等级、是否，或分区间的数量", required=True),
        Key("else", AMOUNT, "其余各档的值"),
        Key(
            "mode",
            Text("计算方式", options=("全额", "累加", "分段")),
            "区间的计算方式：累加为所达各档之和，分段为各段分别计算；不写为全额",
        ),
        BECAUSE,
    ),
    AMOUNT,
    "一档或一个区间的值",
)

DEFINITIONS: Definitions = {
    "amount": OneOf((EXPRESSION, _TABLE)),
    "condition": OneOf((EXPRESSION, _CONDITION)),
}
AMOUNTS: Form = OneOf((AMOUNT, ListOf(AMOUNT, bare=False)))
