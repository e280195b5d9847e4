"""The keys of a vocabulary file (facts.yaml)."""

from typing import Any

from duixian.rulebook.documents.forms import Definitions, Key, ListOf, Shape, Text
from duixian.rulebook.documents.json_schema import schema_of
from duixian.rulebook.documents.scalars import DAY_FORM, FLAG_FORM
from duixian.rulebook.vocabulary.model import FactKind

NAME = Text("名称")
IDENTIFIER = Text("英文标识", "[a-z][a-z0-9_]*", example="leased_area")
QUANTITY = Text("数和单位", example="1000 万元")
LEVELS = ListOf(NAME)

_FLOORS = Shape("各档下限", (), ListOf(QUANTITY), "事实名，和它从高到低的各档下限")
_CLASSES = Shape(
    "划型表",
    (
        Key("by", NAME, "按哪个事实（行业）分行", required=True),
        Key("levels", LEVELS, "有下限的各档，从高到低", required=True),
        Key("rest", NAME, "达不到任何一档时的档次", required=True),
    ),
    _FLOORS,
    "一个行业：各项指标都达到一档的下限，就是这一档",
)
_DERIVATION = Shape(
    "推算方法",
    (
        Key("from", DAY_FORM, "从哪一天起", required=True),
        Key("is", Text("式子"), "算法"),
        Key("classes", _CLASSES, "划型表，代替 is"),
        Key("cites", Text("出处"), "依据的文件", required=True),
    ),
)
_FACT_KEYS = (
    Key("code", IDENTIFIER, "英文标识，主体内不重复", required=True),
    Key(
        "kind", Text("种类", options=tuple(kind.value for kind in FactKind)), "种类", required=True
    ),
    Key("unit", Text("单位", example="万元"), "单元格的单位；金额和数量必写"),
    Key("levels", LEVELS, "各个等级；有序的从低到高"),
    Key("ordered", FLAG_FORM, "等级是否有高低"),
    Key("yearly", FLAG_FORM, "是否每年一个值"),
    Key("staged", FLAG_FORM, "是否有申报、核定、验收三个数"),
    Key("tax", Text("含税与否", options=("含税", "不含税")), "含税还是不含税"),
    Key("minimum", Text("数和单位，或无", example="无"), "最小值；默认 0，可为负的写 无"),
    Key("maximum", QUANTITY, "最大值；金额默认 1000 亿元"),
    Key("required", FLAG_FORM, "是否每行必填"),
    Key("sensitive", FLAG_FORM, "是否敏感"),
    Key("source", Text("来源"), "通常从哪里取得"),
    Key("note", Text("说明"), "填写说明"),
    Key("derived", ListOf(_DERIVATION), "由别的事实推算，从不填写"),
)
_FACTS = Shape("事实", (), Shape("事实", _FACT_KEYS), "事实的中文名")
_SUBJECT = Shape(
    "主体",
    (
        Key("code", IDENTIFIER, "英文标识，不重复", required=True),
        Key("key", NAME, "标识一行的事实", required=True),
        Key("date", NAME, "一行的日期；企业没有"),
        Key("firm", NAME, "引用所属企业的事实；企业没有"),
        Key("counted_in", Text("单位", example="项"), "计数的单位", required=True),
        Key("note", Text("说明"), "一行是什么"),
        Key("facts", _FACTS, "各个事实", required=True),
    ),
)
_EXTENSION = Shape(
    "扩充",
    (
        Key("levels", LEVELS, "给「主体.事实」增加的等级"),
        Key("required", FLAG_FORM, "「主体.事实」改为必填"),
        Key("above", NAME, "有序等级：排在哪一级之上，按从低到高写"),
        Key("below", NAME, "有序等级：排在哪一级之下"),
        Key("facts", _FACTS, "给「主体」增加的事实"),
    ),
)
VOCABULARY = Shape(
    "词汇表",
    (
        Key(
            "units",
            Shape(
                "单位", (), Shape("单位", (Key("is", QUANTITY, "合多少", required=True),)), "单位"
            ),
            "标准单位以外的单位；1 个自己是新的计数单位",
        ),
        Key("subjects", Shape("各主体", (), _SUBJECT, "主体的中文名"), "主体"),
        Key(
            "extend",
            Shape("扩充", (), _EXTENSION, "主体，或主体.事实"),
            "扩充别的词汇表里的主体和等级",
        ),
    ),
)
NO_DEFINITIONS: Definitions = {}


def vocabulary_schema() -> dict[str, Any]:
    """The JSON Schema of a vocabulary file, for editors."""
    return schema_of(VOCABULARY, NO_DEFINITIONS, "兑现：词汇表 facts.yaml")
