"""The JSON Schema accepts what the reader accepts and refuses typical slips."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.policy.policy_form import json_schema
from tests.rulebook.policy.example import POLICY, changed

LIBRARY = Path(__file__).resolve().parents[3] / "src" / "duixian" / "library"
SHIPPED = sorted(LIBRARY.glob("*/policy.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def plain(node: Node | None) -> Any:
    if isinstance(node, MappingNode):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, ScalarNode):
        return node.text
    return [plain(item) for item in node.items] if node else None


def document(text: str) -> Any:
    return plain(read_tree(text, "policy.yaml")[0])


def test_the_schema_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_there_are_policies_to_validate() -> None:
    assert SHIPPED


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_shipped_policy_follows_the_schema(file: Path) -> None:
    found = VALIDATOR.iter_errors(document(file.read_text(encoding="utf-8")))
    assert not [error.message for error in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 示范措施", "titel: 示范措施"),
        ("title: 示范措施\n", ""),
        ("region: 310112", "region: 闵行"),
        ("from: 2024-01-01", "from: 2024/1/1"),
        ("law_day: 事项日", "law_day: 当天"),
        ("[第二条 5e6f7a8b]", "[第二条]"),
        ("立项: 50%", "立项: 一半"),
        ("keep: 就高", "keep: 最好"),
        ("window: 自然年度\nexclusive", "window: 每年\nexclusive"),
        ("name: 低于门槛", "nam: 低于门槛"),
    ],
)
def test_typical_slips_break_the_schema(old: str, new: str) -> None:
    assert VALIDATOR.is_valid(document(POLICY))
    assert not VALIDATOR.is_valid(document(changed(old, new)))


def test_every_key_says_in_chinese_what_it_means() -> None:
    silent = []

    def look(schema: Any) -> None:
        if isinstance(schema, dict):
            for name, below in schema.get("properties", {}).items():
                says = below.get("description", "")
                if not any("一" <= c <= "鿿" for c in says) and "GB" not in says:
                    silent.append(name)
            for below in schema.values():
                look(below)
        elif isinstance(schema, list):
            for below in schema:
                look(below)

    look(json_schema())
    assert not silent
