"""Changes of a policy in one line: what is named changes, and nothing else."""

from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.matching.reform.amending import AmendError, amended, amendment, leaves, written
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode

POLICY = """\
policy: 示发〔2024〕1号
limits:
  - name: 累计
    sum: 300 万元
measures:
  - code: 1
    title: 资产补贴
    when:
      - 从业人数 ≥ 30 人
      - any:
          - 资产总额 ≥ 5 万元
          - 从业人数增长 ≥ 30%
    grant: 10% × 资产总额
    cap: 100 万元
  - code: 2
    title: 规模奖励
    when: 从业人数 ≥ 100 人
    grant:
      by: 等级
      区级: 10 万元
      市级: 20 万元
"""
CHANGES = {
    "limits.累计.sum=": ("limits", "1", "sum"),
    "1 when.1=": ("measures", "1", "when", "1"),
    "1 when.2.any.1=": ("measures", "1", "when", "2", "any", "1"),
    "1 cap=": ("measures", "1", "cap"),
    "资产补贴 grant=": ("measures", "1", "grant"),
    "1 floor=": ("measures", "1", "floor"),
    "2 grant.市级=": ("measures", "2", "grant", "市级"),
    "规模奖励 when=": ("measures", "2", "when"),
}
"""What is written and the way to the value it names."""
VALUES = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() != "")

MARKS = "甲5 万元≥:#'\"{}[]\\%&*!|>-,"
"""What a file could take for more than text."""


@cache
def tree(text: str = POLICY) -> MappingNode:
    found, problems = read_tree(text, "policy.yaml")
    assert isinstance(found, MappingNode)
    assert not problems
    return found


@given(st.sampled_from([*CHANGES]), VALUES)
def test_the_value_that_is_named_changes_and_nothing_else(place: str, value: str) -> None:
    before = leaves(tree())
    after = leaves(amended(tree(), amendment(place + value)))
    assert after == before | {CHANGES[place]: value.strip()}


@given(st.sampled_from([*CHANGES]), st.text(MARKS, min_size=1).map(str.strip))
def test_what_was_changed_reads_as_it_was_written(place: str, value: str) -> None:
    changed = amended(tree(), amendment(place + (value or "无")))
    assert leaves(tree(written(changed))) == leaves(changed)


@given(st.dictionaries(st.sampled_from([*CHANGES]), VALUES, min_size=2, max_size=3))
def test_the_order_of_changes_does_not_matter(changes: dict[str, str]) -> None:
    found = []
    for order in permutations(changes.items()):
        node = tree()
        for place, value in order:
            node = amended(node, amendment(place + value))
        found.append(leaves(node))
    assert all(each == found[0] for each in found)


def test_a_rate_is_the_only_percentage_of_the_grant() -> None:
    found = leaves(amended(tree(), amendment("1 rate=12.5%")))
    assert found == leaves(tree()) | {("measures", "1", "grant"): "12.5% × 资产总额"}
    with pytest.raises(AmendError, match="grant 中没有比例"):
        amended(tree(), amendment("2 rate=12.5%"))


def test_a_threshold_is_that_of_the_fact_itself_not_of_one_whose_name_begins_alike() -> None:
    found = leaves(amended(tree(), amendment("1 when.从业人数=50 人")))
    assert found == leaves(tree()) | {("measures", "1", "when", "1"): "从业人数 ≥ 50 人"}
