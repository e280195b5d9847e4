"""The keys of a policy file, and its JSON Schema."""

from typing import Any

from duixian.rulebook.documents.forms import Key, ListOf, OneOf, Shape, Text
from duixian.rulebook.documents.json_schema import schema_of
from duixian.rulebook.documents.scalars import DAY_FORM, FLAG_FORM
from duixian.rulebook.policy.forms import (
    AMOUNT,
    BECAUSE,
    CITES,
    CITES_REQUIRED,
    CONDITION,
    CONDITIONS,
    DEFINITIONS,
    EXPRESSION,
    KEYS,
    LENGTH,
    MEASURES,
    PARTS,
    TERM,
    WINDOW,
    WORDS,
)
from duixian.rulebook.policy.measure_form import (
    CODE,
    DISCRETION,
    LIMIT_KEYS,
    MEASURE,
    NEEDS,
    PROCEDURE,
    READINGS,
)

_OVER = (
    Key("measures", MEASURES, "适用的措施"),
    Key("class", Text("类别"), "适用的类别"),
)
_SUCCESSION = Shape(
    "替代",
    (
        Key("policy", Text("文号"), "被替代的文件", required=True),
        Key("measures", ListOf(CODE), "被替代的措施；不写为全部"),
        Key("from", DAY_FORM, "从哪一天起", required=True),
        CITES,
        BECAUSE,
    ),
)
_SUPPLEMENT = Shape(
    "补充规定",
    (
        Key("policy", Text("文号"), "被补充的文件", required=True),
        Key("measure", CODE, "被补充的措施"),
        Key("measures", ListOf(CODE), "只补充分期或分担时，被补充的几项措施"),
        Key("for", Text("事项"), "该措施的事项；只补充分期或分担时可以不写"),
        CITES_REQUIRED,
        Key("when", CONDITIONS, "增加的条件"),
        Key("needs", NEEDS, "增加的评审或认定"),
        Key("grant", AMOUNT, "原文留给评审的金额"),
        Key("paid", PARTS, "分期"),
        Key("shares", PARTS, "分担；第一方承担尾差"),
        BECAUSE,
    ),
)
_LADDER = Shape(
    "梯次",
    (
        Key("name", Text("名称"), "梯次的名称", required=True),
        Key("key", KEYS, "按谁计算；默认受益人"),
        Key("since", EXPRESSION, "此日以前的奖补不计，如 受益人.迁入日期"),
        Key("awards", MEASURES, "以往在别的措施下获得、也计入梯次的奖补"),
        CITES,
        BECAUSE,
    ),
)
_MEMBERS = OneOf(
    (
        ListOf(Text("措施代码"), bare=False),
        Shape("类别", (Key("class", Text("类别"), "措施的类别", required=True),)),
    )
)
_GROUP = Shape(
    "互斥组",
    (
        Key("name", Text("名称"), "互斥组的名称", required=True),
        Key("among", _MEMBERS, "成员：措施代码的列表，或 class: 类别", required=True),
        Key("per", KEYS, "按谁、按什么合并", required=True),
        Key("window", WINDOW, "在什么期间内互斥；不写为始终"),
        Key("keep", Text("保留", options=("就高", "依次")), "保留金额最高的，还是排列在前的"),
        Key("top_up", FLAG_FORM, "以前得过的，是否补足差额"),
        Key("over_time", FLAG_FORM, "以前得过的是否占用；默认是"),
        Key("sources", WORDS, "也要比较的其他部门和层级的奖补来源，如 市级"),
        CITES,
        BECAUSE,
    ),
)
_CYCLE = Shape(
    "执行周期",
    (
        Key("of", EXPRESSION, "有效期、自然年度，或事项的一个事实", required=True),
        CITES,
        BECAUSE,
    ),
)
_ROUNDING = Shape(
    "取整",
    (
        Key("to", Text("取整单位", example="1 元"), "取整到多少"),
        Key("how", Text("取整方法", options=("四舍五入", "舍去", "进一")), "取整方法"),
        CITES,
        BECAUSE,
    ),
)
_OBLIGATION = Shape(
    "义务",
    (
        Key("title", Text("义务"), "企业承诺什么", required=True),
        CITES_REQUIRED,
        Key("for", LENGTH, "多长时间"),
        Key("on_breach", Text("后果"), "违反的后果", required=True),
        Key("measures", ListOf(CODE), "哪些措施；不写为全部"),
        BECAUSE,
    ),
)
_BY_DECISION = Shape(
    "一事一议",
    (
        Key("code", CODE, "代码", required=True),
        Key("title", Text("标题"), "标题", required=True),
        CITES_REQUIRED,
        Key("cap", AMOUNT, "上限"),
        Key("because", Text("理由"), "为什么不写成规则", required=True),
    ),
)
_NOT_ENCODED = Shape(
    "未编入",
    (
        CITES_REQUIRED,
        Key("amounts", ListOf(Text("金额")), "未编入的数额；不写为整句"),
        Key("because", Text("理由"), "为什么不编入", required=True),
    ),
)

POLICY = Shape(
    "政策",
    (
        Key("policy", Text("文号"), "文号，政策的标识", required=True),
        Key("title", Text("标题"), "自己的话写的短标题", required=True),
        Key("text_title", Text("题名词语"), "正式题名中的词语，用来在长文件里找到原文"),
        Key(
            "region", Text("行政区划代码", "[0-9]{6}", example="310112"), "GB/T 2260", required=True
        ),
        Key(
            "source", Text("来源", options=("原文", "二手", "存目")), "原文、二手（他文转载）、存目"
        ),
        Key("issuer", Text("发文机关"), "发文机关"),
        Key("interprets", WORDS, "解释机关"),
        Key("awaits", WORDS, "尚待制定的配套文件"),
        Key("in_force", TERM, "有效期", required=True),
        Key(
            "law_day",
            Text("法律日", options=("事项日", "申报日", "决定日")),
            "哪一天决定适用的文件",
        ),
        Key("counts_from", DAY_FORM, "此日以前的事项不计；默认有效期第一天"),
        Key("succeeds", ListOf(_SUCCESSION), "替代哪些文件"),
        Key("supplements", ListOf(_SUPPLEMENT), "对别的文件的措施的补充"),
        Key("scope", ListOf(CONDITION), "对受益人的条件"),
        Key("may", ListOf(DISCRETION), "对整个政策可裁量的条件"),
        Key("ladders", ListOf(_LADDER), "晋档补差的梯次"),
        Key("limits", ListOf(Shape("共用限额", (*LIMIT_KEYS, *_OVER))), "几项措施共用的限额"),
        Key("exclusive", ListOf(_GROUP), "互斥组"),
        Key("cycle", _CYCLE, "执行周期"),
        Key("rounding", _ROUNDING, "取整；默认四舍五入到分"),
        Key("shares", PARTS, "各措施默认的分担"),
        Key("paid", PARTS, "各措施默认的分期"),
        Key("office", Text("责任科室"), "各措施默认的责任科室"),
        Key("contact", Text("联系方式"), "各措施默认的联系方式"),
        Key("category", Text("政策分类"), "各措施默认的分类"),
        Key("procedure", PROCEDURE, "各措施默认的办理方式"),
        Key("obligations", ListOf(_OBLIGATION), "企业的义务"),
        Key("by_decision", ListOf(_BY_DECISION), "一事一议"),
        Key("not_encoded", ListOf(_NOT_ENCODED), "没有编入规则的条款及理由"),
        Key("readings", READINGS, "我们的理解"),
        BECAUSE,
        CITES,
        Key("measures", ListOf(MEASURE, bare=False), "措施，按文件的次序"),
    ),
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a policy file, for editors."""
    return schema_of(POLICY, DEFINITIONS, "兑现：政策文件 policy.yaml")
