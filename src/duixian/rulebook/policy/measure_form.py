"""The keys of a measure."""

from duixian.rulebook.documents.forms import Key, ListOf, OneOf, Shape, Text
from duixian.rulebook.documents.scalars import FLAG_FORM
from duixian.rulebook.policy.forms import (
    AMOUNT,
    AMOUNTS,
    BECAUSE,
    CITES,
    CITES_REQUIRED,
    CONDITION,
    CONDITIONS,
    EXPRESSION,
    KEYS,
    LENGTH,
    MEASURES,
    PARTS,
    TERM,
    WINDOW,
    WORDS,
)

CODE = Text("代码", r"[0-9A-Za-z一-鿿.()（）\-]{1,20}", example="3.1")
PROCEDURE = Text("办理方式", options=("免申即享", "申报评审", "服务措施"))
_WHOLE = Text("整数", "[1-9][0-9]{0,3}", example="3")
_SPAN = Text("起止序号", r"[1-9][0-9]? 至 [1-9][0-9]?", example="1 至 3")

DISCRETION = Shape(
    "可裁量的条件",
    (
        Key("name", Text("名称"), "决定的名称", required=True),
        Key("waive", CONDITION, "原则上：应当成立，经决定可以豁免"),
        Key("limit", CONDITION, "可限制或取消：成立时等待决定"),
        Key("admit", CONDITION, "参照执行：不在范围内，经决定可以准入"),
        CITES,
        BECAUSE,
    ),
)
LIMIT_KEYS = (
    Key("name", Text("名称"), "限额的名称"),
    Key("sum", AMOUNT, "最多多少钱"),
    Key("times", _WHOLE, "最多几次"),
    Key("per", KEYS, "按谁、按什么合并计算：受益人和事项的事实", required=True),
    Key("window", WINDOW, "在什么期间内合计，没有默认值", required=True),
    Key("inside", Text("名称"), "所属的更大限额的名称"),
    Key("when_over", Text("超出时", options=("先后", "按比例")), "超出时先后依次，还是按比例"),
    CITES,
    BECAUSE,
)
LIMIT = Shape("限额", LIMIT_KEYS)
READINGS = ListOf(
    Shape(
        "理解",
        (
            Key("about", Text("事项"), "关于什么", required=True),
            Key("because", Text("理由"), "为什么这样读", required=True),
        ),
    )
)

_LET = Shape("命名的部分", (BECAUSE,), AMOUNT, "名称和它的式子")
_EACH = Shape(
    "逐年支持",
    (
        Key("支持年度", _SPAN, "从起算日起第几年到第几年"),
        Key("自然年度", _SPAN, "第几个到第几个自然年度"),
        Key("from", EXPRESSION, "起算日", required=True),
        Key("start", Text("起始年度", options=("当年", "次年")), "自然年度从当年还是次年起"),
        BECAUSE,
    ),
)
_PAYEE = Shape(
    "受益人",
    (
        Key("if", EXPRESSION, "条件", required=True),
        Key("then", Text("企业或引用的名称"), "成立时付给谁", required=True),
        Key("else", Text("企业或引用的名称"), "不成立时付给谁", required=True),
        CITES,
        BECAUSE,
    ),
)
_WITHOUT = Shape(
    "不适用的范围条件",
    (
        Key("title", Text("简称"), "政策范围条件的简称", required=True),
        CITES_REQUIRED,
        Key("because", Text("理由"), "为什么不适用", required=True),
    ),
)
_NEED = Shape(
    "需要的评审或认定",
    (
        Key("kind", Text("评审种类"), "评审或认定的种类", required=True),
        Key("when", CONDITIONS, "仅在此时需要"),
        Key("met", CONDITION, "由事实判断：成立即通过"),
        Key("failed", CONDITION, "由事实判断：成立即不通过"),
        CITES,
        BECAUSE,
    ),
)
NEEDS = ListOf(OneOf((Text("评审种类"), _NEED)))
_AFTER = Shape(
    "在先的奖补",
    (
        Key("measures", MEASURES, "须先获得的措施", required=True),
        Key("within", LENGTH, "其后多长时间内"),
        CITES,
        BECAUSE,
    ),
)
_WITHIN = Shape(
    "期限",
    (
        Key("period", LENGTH, "多长时间内", required=True),
        Key("since", EXPRESSION, "起算日", required=True),
        CITES,
        BECAUSE,
    ),
)
_UPLIFT = Shape(
    "上浮",
    (
        Key("when", CONDITIONS, "上浮的条件", required=True),
        Key("by", EXPRESSION, "上浮的比例：金额乘以一加此数"),
        Key("points", EXPRESSION, "增加的百分点"),
        Key("of", AMOUNT, "百分点所乘的基数"),
        CITES,
        BECAUSE,
    ),
)
_RUNG = Shape(
    "晋档",
    (
        Key("name", Text("名称"), "政策中梯次的名称", required=True),
        Key("counts", FLAG_FORM, "是否计入梯次"),
        BECAUSE,
    ),
)
_CHOICE = Shape(
    "择一",
    (
        Key("name", Text("名称"), "几种方式的共同名称", required=True),
        Key("form", EXPRESSION, "企业申报方式的事实", required=True),
        Key("is", Text("方式"), "本措施是哪一种方式", required=True),
        Key("per", KEYS, "按谁合并；默认受益人"),
        CITES,
        BECAUSE,
    ),
)

MEASURE = Shape(
    "措施",
    (
        Key("code", CODE, "代码，政策内不重复", required=True),
        Key("title", Text("标题"), "自己的话写的短标题", required=True),
        CITES_REQUIRED,
        BECAUSE,
        Key("for", Text("事项"), "为哪一类事项付钱：企业、项目、认定、租赁……", required=True),
        Key("summary", Text("摘要"), "自己的话写的摘要"),
        Key("item", Text("政策项"), "所属政策项"),
        Key("category", Text("政策分类"), "所属政策分类"),
        Key("office", Text("责任科室"), "责任科室"),
        Key("procedure", PROCEDURE, "办理方式"),
        Key("prepare", WORDS, "申请人准备的材料"),
        Key("contact", Text("联系方式"), "联系方式"),
        Key("compared", Text("与上年比较"), "★新增、★变动及其内容"),
        Key("standard", Text("扶持标准"), "扶持标准的简短写法"),
        Key("in_force", TERM, "与政策不同的有效期"),
        Key("let", _LET, "命名的部分，本措施各式子可用"),
        Key("each", _EACH, "逐年支持：每年一行"),
        Key("to", OneOf((Text("企业或引用的名称"), _PAYEE)), "付给谁；默认企业"),
        Key("when", CONDITIONS, "条件；列表中每一项都要成立"),
        Key("scope_without", ListOf(_WITHOUT), "政策范围条件中不适用的"),
        Key("may", ListOf(DISCRETION), "可裁量的条件"),
        Key("needs", NEEDS, "需要的评审或认定"),
        Key("after", _AFTER, "须先获得的奖补"),
        Key("within", _WITHIN, "期限"),
        Key("grant", AMOUNT, "金额", required=True),
        Key("uplift", ListOf(_UPLIFT), "上浮"),
        Key("floor", AMOUNT, "最低金额"),
        Key("cap", AMOUNTS, "单项上限；几个上限都要遵守"),
        Key("ladder", OneOf((Text("名称"), _RUNG)), "所在的梯次"),
        Key("limits", ListOf(LIMIT), "限额"),
        Key("choice", _CHOICE, "几种方式中企业择一"),
        Key("once_per", KEYS, "对谁只付一次"),
        Key("again", FLAG_FORM, "同一事项可否再付"),
        Key("class", Text("类别"), "政策内用来合并的类别"),
        Key("paid", PARTS, "分期"),
        Key("shares", PARTS, "分担；第一方承担尾差"),
        Key("remember", WORDS, "随奖补记下、以后要用的事实"),
        Key("readings", READINGS, "我们的理解"),
    ),
)
