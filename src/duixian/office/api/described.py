"""The interface's own document as a page shows it: operations, what they take, what they answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]
_HERE = "#/components/schemas/"
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "object": "对象",
    "null": "null",
}
_FORMATS = {"date": "日期，如 2022-06-30", "date-time": "时间，如 2022-06-30T09:00:00+08:00"}
_LIMITS = {
    "pattern": "符合 {}",
    "minLength": "至少 {} 个字",
    "maxLength": "至多 {} 个字",
    "minimum": "不小于 {}",
    "maximum": "不大于 {}",
    "maxItems": "至多 {} 项",
    "maxProperties": "至多 {} 项",
}
_ANSWERS = {
    "200": "成功",
    "202": "已受理",
    "401": "没有给出有效的令牌",
    "403": "不能这样办理",
    "404": "没有这个内容",
    "409": "还没有结果",
    "422": "请求不合要求",
}
_PLACES = {"query": "地址参数", "path": "地址中", "body": "正文"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is, in words; `forms` are the named objects the words speak of."""

    words: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter or a field; `usual` is what stands for it where it is left out."""

    name: str
    kind: Kind
    place: str
    is_required: bool
    usual: str
    told: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, what it means, and what comes with it."""

    status: str
    meaning: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program can ask."""

    method: str
    path: str
    summary: str
    told: str
    needs_token: bool
    takes: tuple[Line, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A named object and its fields; `values` where it is one of some words instead."""

    name: str
    lines: tuple[Line, ...]
    values: tuple[str, ...]


def operations_in(document: Part) -> Iterator[Operation]:
    """Every operation, in the order of the document."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield Operation(
                method.upper(),
                path,
                told["summary"],
                told["description"],
                "security" in told,
                tuple(_taken(told)),
                tuple(_answers(told["responses"])),
            )


def forms_in(document: Part) -> Iterator[Form]:
    """Every named object that is sent or answered, by name."""
    for name, told in sorted(document["components"]["schemas"].items()):
        yield Form(name, tuple(_fields(told)), tuple(map(str, told.get("enum", ()))))


def kind_of(schema: Part) -> Kind:
    """What a value is, with everything that limits it."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(_HERE)
        return Kind(name, (name,))
    several = schema.get("anyOf") or schema.get("allOf")
    if several:
        kinds = [kind_of(each) for each in several]
        return _joined(" 或 ".join(each.words for each in kinds), *kinds)
    if "enum" in schema:
        return Kind("、".join(map(str, schema["enum"])) + " 之一")
    limits = "".join(
        f"，{text.format(schema[key])}" for key, text in _LIMITS.items() if key in schema
    )
    if schema.get("type") == "array":
        inner = kind_of(schema["items"])
        return _joined(f"列表{limits}，每项：{inner.words}", inner)
    values = schema.get("additionalProperties")
    if isinstance(values, Mapping):
        inner = kind_of(values)
        return _joined(f"对象{limits}，每个值：{inner.words}", inner)
    named = _FORMATS.get(schema.get("format", "")) or _TYPES.get(schema.get("type", ""), "任意")
    return Kind(named + limits)


def _joined(words: str, *kinds: Kind) -> Kind:
    return Kind(words, tuple(name for each in kinds for name in each.forms))


def _taken(told: Part) -> Iterator[Line]:
    for each in told.get("parameters", ()):
        place = _PLACES[each["in"]]
        yield _line(each["name"], each["schema"], place, is_required=each["required"])
    if "requestBody" in told:
        content = told["requestBody"]["content"]["application/json"]["schema"]
        yield _line("JSON", content, _PLACES["body"], is_required=True)


def _answers(responses: Part) -> Iterator[Answer]:
    """The document's keys are numbers here and texts where it went through JSON."""
    for status, told in sorted((str(key), told) for key, told in responses.items()):
        content = told["content"]["application/json"]["schema"]
        yield Answer(status, _ANSWERS[status], kind_of(content))


def _fields(told: Part) -> Iterator[Line]:
    required = told.get("required", ())
    for name, schema in told.get("properties", {}).items():
        yield _line(name, schema, "", is_required=name in required)


def _line(name: str, schema: Part, place: str, *, is_required: bool) -> Line:
    usual = schema.get("default")
    shown = "" if usual is None or usual == "" else str(usual)
    return Line(name, kind_of(schema), place, is_required, shown, schema.get("description", ""))
