"""The JSON Schema of an assessment: what a program that reads one may rely on."""

from typing import Any

from duixian.rulebook.assessment import GapKind, Stage, Verdict
from duixian.rulebook.explain.as_data import SCHEMA

_TEXT = {"type": "string"}
_FLAG = {"type": "boolean"}
_FEN = {"type": "integer"}
_EXACT = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]}


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `as_json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "一家企业在一个日期的体检结果",
        **_closed(
            {
                "schema": {"const": SCHEMA},
                "firm": _TEXT,
                "on": {"type": "string", "format": "date"},
                "stage": {"enum": ["申报", "核定", "验收"]},
                "library": _TEXT,
                "total": _ref("interval"),
                "granted": _ref("interval"),
                "entitlements": _list(_ref("entitlement")),
                "near_misses": _list(_ref("near_miss")),
            }
        ),
        "$defs": {
            "interval": _interval(),
            "part": _closed({"name": _TEXT, "low": _FEN, "high": _or_null(_FEN)}),
            "row": _row(),
            "cite": _closed({"document": _TEXT, "article": _TEXT, "pin": _TEXT}),
            "gap": _gap(),
            "value": _value(),
            "step": _step(),
            "finding": _finding(),
            "entitlement": _entitlement(),
            "distance": _distance(),
            "near_miss": _near_miss(),
        },
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _interval() -> dict[str, Any]:
    return _closed({"low": {"type": "integer", "minimum": 0}, "high": _or_null(_FEN)})


def _row() -> dict[str, Any]:
    year = {"type": "integer", "minimum": 0}
    names = dict.fromkeys(("policy", "measure", "subject", "key"), _TEXT)
    return _closed({**names, "support_year": year})


def _gap() -> dict[str, Any]:
    names = dict.fromkeys(("subject", "name", "detail", "source"), _TEXT)
    kinds = {"enum": [kind.value for kind in GapKind]}
    return _closed({"kind": kinds, **names, "awaited": _FLAG})


def _value() -> dict[str, Any]:
    units = {"type": "object", "additionalProperties": {"type": "integer"}}
    number = {"low": _or_null(_EXACT), "high": _or_null(_EXACT), "units": units}
    forms = (
        {"flag": _FLAG},
        {"word": _TEXT},
        {"day": {"type": "string", "format": "date"}},
        number,
    )
    return {"anyOf": [{"type": "null"}, *(_closed(form) for form in forms)]}


def _step() -> dict[str, Any]:
    return _closed(
        {"form": _TEXT, "says": _TEXT, "value": _ref("value"), "below": _list(_ref("step"))}
    )


def _finding() -> dict[str, Any]:
    return _closed(
        {
            "stage": {"enum": [stage.value for stage in Stage]},
            "holds": _or_null(_FLAG),
            "note": _TEXT,
            "title": _TEXT,
            "about": _list(_TEXT),
            "cites": _list(_ref("cite")),
            "before": _or_null(_ref("interval")),
            "after": _or_null(_ref("interval")),
            "missing": _list(_ref("gap")),
            "step": _or_null(_ref("step")),
        }
    )


def _distance() -> dict[str, Any]:
    words = dict.fromkeys(("subject", "now", "required", "short"), _TEXT)
    return _closed({**words, "share": _EXACT})


def _near_miss() -> dict[str, Any]:
    return _closed({"row": _ref("row"), "waivable": _FLAG, "distances": _list(_ref("distance"))})


def _entitlement() -> dict[str, Any]:
    sums = {name: _or_null(_ref("interval")) for name in ("own", "effect", "choosing")}
    return _closed(
        {
            "row": _ref("row"),
            "title": _TEXT,
            "payee": _TEXT,
            "verdict": {"enum": [verdict.value for verdict in Verdict]},
            **sums,
            "displaced_by": _or_null(_ref("row")),
            "contested": _FLAG,
            "depends_on": _list(_ref("row")),
            "forecast": _FLAG,
            "shares": _list(_ref("part")),
            "instalments": _list(_ref("part")),
            "failed": _list(_ref("step")),
            "missing": _list(_ref("gap")),
            "findings": _list(_ref("finding")),
            "sentences": _list(_TEXT),
        }
    )
