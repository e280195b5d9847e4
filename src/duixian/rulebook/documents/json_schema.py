"""The JSON Schema (draft 2020-12) of a kind of file, made from the description of its form.

Editors resolve YAML scalars before they validate (`code: 3.1` becomes a number), so a text is
accepted as a string, a number or a boolean.
"""

from typing import Any

from duixian.rulebook.documents.forms import Definitions, Form, ListOf, OneOf, Ref, Shape, Text

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = ["string", "number", "boolean"]


def schema_of(root: Shape, definitions: Definitions, title: str) -> dict[str, Any]:
    """The schema of a file whose root has the shape `root`."""
    return {
        "$schema": DRAFT,
        "title": title,
        **_schema(root),
        "$defs": {name: _schema(form) for name, form in definitions.items()},
    }


def _schema(form: Form) -> dict[str, Any]:
    match form:
        case Ref(name):
            return {"$ref": f"#/$defs/{name}"}
        case OneOf(forms):
            return {"anyOf": [_schema(one) for one in forms]}
        case ListOf(item, bare):
            several = {"type": "array", "items": _schema(item)}
            return {"anyOf": [several, _schema(item)]} if bare else several
        case Text():
            return _text(form)
        case Shape():
            return _shape(form)


def _text(form: Text) -> dict[str, Any]:
    if form.options:
        return {"description": form.says, "enum": list(form.options)}
    schema: dict[str, Any] = {"description": form.says, "type": _PLAIN}
    if form.pattern:
        schema |= {"type": "string", "pattern": f"^(?:{form.pattern})$"}
    if form.example:
        schema["examples"] = [form.example]
    return schema


def _shape(shape: Shape) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "description": shape.says,
        "type": "object",
        "properties": {
            key.name: {"description": key.says, "allOf": [_schema(key.form)]} for key in shape.keys
        },
        "additionalProperties": _schema(shape.others) if shape.others else False,
    }
    required = [key.name for key in shape.keys if key.required]
    return schema | ({"required": required} if required else {})
