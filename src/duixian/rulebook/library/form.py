"""The keys of a library file (library.yaml)."""

from typing import Any

from duixian.rulebook.documents.forms import Definitions, Key, ListOf, Shape, Text
from duixian.rulebook.documents.json_schema import schema_of
from duixian.rulebook.documents.scalars import DAY_FORM

_EDITION = Shape(
    "一版",
    (
        Key("from", DAY_FORM, "从哪一天起", required=True),
        Key("entries", ListOf(Text("词")), "收录的词", required=True),
    ),
)
_CATALOGUE = Shape(
    "目录",
    (
        Key("source", Text("出处"), "出处", required=True),
        Key("editions", ListOf(_EDITION), "各版，从早到晚；没有取得的不写"),
    ),
)
_VALUE = Shape(
    "一个值",
    (
        Key("from", DAY_FORM, "从哪一天起", required=True),
        Key("is", Text("数"), "值", required=True),
    ),
)
_SERIES = Shape(
    "公布值",
    (
        Key("unit", Text("单位", example="%"), "单位", required=True),
        Key("source", Text("出处"), "出处", required=True),
        Key("values", ListOf(_VALUE), "各个值，从早到晚", required=True),
    ),
)
LIBRARY = Shape(
    "政策库",
    (
        Key("policies", ListOf(Text("文件夹")), "各政策的文件夹，按次序"),
        Key("catalogues", Shape("目录", (), _CATALOGUE, "目录的名称"), "有日期的目录"),
        Key("series", Shape("公布值", (), _SERIES, "公布值的名称"), "有日期的公布值"),
    ),
)
NO_DEFINITIONS: Definitions = {}


def library_schema() -> dict[str, Any]:
    """The JSON Schema of a library file, for editors."""
    return schema_of(LIBRARY, NO_DEFINITIONS, "兑现：政策库 library.yaml")
