"""What the checker of requests finds, in Chinese."""

from collections.abc import Mapping
from typing import Any

_SAYS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "string_type": '应为文字；数也写成文字，如 "12.5"',
    "string_pattern_mismatch": "格式不对，应符合 {pattern}",
    "string_too_long": "太长，最多 {max_length} 个字",
    "too_long": "太多，最多 {max_length} 个",
    "dict_type": "应为对象",
    "list_type": "应为列表",
    "model_attributes_type": "应为对象",
    "int_parsing": "应为整数",
    "greater_than_equal": "不小于 {ge}",
    "less_than_equal": "不大于 {le}",
    "enum": "只能是 {expected}",
    "bool_parsing": "应为 true 或 false",
}
_DAY = "应为日期，如 2022-06-30"


def in_chinese(found: Mapping[str, Any]) -> str:
    """One finding: what should have been sent."""
    kind = str(found["type"])
    if kind.startswith("date"):
        return _DAY
    return _SAYS.get(kind, "不合要求").format_map(found.get("ctx") or {})
