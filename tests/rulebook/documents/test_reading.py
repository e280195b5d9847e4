"""YAML is read as text with its place; what would be read otherwise than it looks is refused."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.documents.reading import MOST_BYTES, MOST_NODES, read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode, SequenceNode
from duixian.rulebook.problems import Place

REFUSED = [
    ("grant: {国家级: 1,000 万元}", 1, 16, "flow-expression"),
    ("grant: {国家级: 1,000 万元}", 1, 16, "value-missing"),
    ("cap: [评审(0 元, 500 万元)]", 1, 7, "flow-expression"),
    ("cap: [较小(甲、乙), 2 元]", 1, 7, "flow-expression"),
    ("cites: [第六条（一 90e2d7c4]", 1, 9, "flow-expression"),
    ("when:\ntitle: 甲", 1, 1, "value-missing"),
    ("when:\n  - 甲\n  -\n", 3, 4, "value-missing"),
    ("title: !str 甲", 1, 8, "tag"),
    ("title: &a 甲", 1, 8, "anchor"),
    ("甲: 1\n乙: *a", 2, 4, "alias"),
    ("甲: 1\n乙: 2\n甲: 3", 3, 1, "duplicate-key"),
    ("when: 等级 = 市级 # 或国家级", 1, 15, "comment-beside"),
    ("when: # 条件\n  - 甲", 1, 7, "comment-beside"),
    ('title: "甲" # 乙', 1, 12, "comment-beside"),
    ("cites: [甲, 乙] # 丙", 1, 15, "comment-beside"),
    ("note: > # 丙\n  甲", 1, 9, "comment-beside"),
    ("when:\n\t- 甲", 2, 1, "tab"),
    ("甲: 1\n---\n乙: 2", 2, 1, "several-documents"),
    ("甲: 1\x07", 1, 5, "control-character"),
    ("甲: \ud800", 1, 4, "control-character"),
    ("甲: 一\u2028乙: 二", 1, 5, "control-character"),
    ("? [甲]\n: 乙", 1, 3, "key-no-text"),
    ("甲: 乙: 丙", 1, 5, "yaml-syntax"),
    ("grant:\n  > 10 亿元: 5 元", 2, 5, "yaml-syntax"),
    ('甲: "乙\n丙: 丁\n', 1, 4, "yaml-syntax"),
    ("甲：乙\n丙: 丁\n", 1, 2, "yaml-syntax"),
    ("甲: 一\n乙：二\n丙: 三\n", 2, 2, "yaml-syntax"),
    ("甲: @乙", 1, 4, "yaml-syntax"),
    ("- 甲\n乙: 1", 2, 1, "yaml-syntax"),
    ("", 0, 0, "file-empty"),
    ("# 只有注释\n", 0, 0, "file-empty"),
    ("[" * 5000, 1, 41, "too-deep"),
    ("- " * 5000, 1, 81, "too-deep"),
    ("甲" * MOST_BYTES, 0, 0, "file-too-large"),
    ("- 甲\n" * MOST_NODES, MOST_NODES, 3, "file-too-large"),
]


@pytest.mark.parametrize(("text", "line", "column", "code"), REFUSED)
def test_a_misleading_text_is_refused_where_it_misleads(
    text: str, line: int, column: int, code: str
) -> None:
    _, problems = read_tree(text, "policy.yaml")
    found = [(problem.code, problem.place) for problem in problems]
    assert (code, Place("policy.yaml", line, column) if line else Place("policy.yaml")) in found


@pytest.mark.parametrize(
    "text",
    [
        "cites: [第六条（一）2（2） 90e2d7c4, 第三条 00000000]",
        "per: [受益人, 周期]",
        'cap: ["评审(0 元, 500 万元)"]',
        "# 说明\nwhen:\n  # 条件\n  - 甲#乙",
        "note: |\n  甲 # 乙\n",
        "each: {支持年度: 1 至 3, from: 起租日期}",
        "---\n甲: 1\n",
    ],
)
def test_a_plain_text_is_read_without_complaint(text: str) -> None:
    node, problems = read_tree(text, "policy.yaml")
    assert isinstance(node, MappingNode)
    assert not problems


@pytest.mark.parametrize("written", ["3.10", "010", "no", "12:30:45", "~", "2021-08-18", "1e3"])
def test_every_scalar_stays_the_text_it_is(written: str) -> None:
    node, _ = read_tree(f"code: {written}", "policy.yaml")
    assert isinstance(node, MappingNode)
    assert node.get("code") == ScalarNode(written, Place("policy.yaml", 1, 7))


def test_a_quoted_text_begins_behind_its_quote() -> None:
    node, _ = read_tree('a:\n  - "甲"', "f")
    assert isinstance(node, MappingNode)
    items = node.get("a")
    assert isinstance(items, SequenceNode)
    assert items.items == (ScalarNode("甲", Place("f", 2, 6)),)


def test_all_problems_of_a_text_are_told_at_once_and_in_order() -> None:
    _, problems = read_tree("甲: !x 1\n乙: &a 2 # 丙\n甲: 3\n", "f")
    assert [problem.code for problem in problems] == [
        "tag",
        "anchor",
        "comment-beside",
        "duplicate-key",
    ]


def test_no_problem_speaks_english() -> None:
    for text, *_ in REFUSED:
        for problem in read_tree(text, "f")[1]:
            english = re.findall("[A-Za-z]{2,}", problem.what + problem.why + problem.instead)
            assert set(english) <= {"YAML", "MB"}


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )
    start = time.process_time()
    _, problems = read_tree(bomb, "f")
    assert {problem.code for problem in problems} == {"anchor", "alias"}
    assert time.process_time() - start < 1


YAML_LIKE = st.text(st.sampled_from("甲乙a1:-[]{},#&*!|>'\"%@ \n?~.（("), max_size=120)


@given(st.one_of(st.text(max_size=200), YAML_LIKE))
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    node, problems = read_tree(text, "f")
    assert node is not None or problems
