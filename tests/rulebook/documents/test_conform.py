"""A tree is compared with its form: every breach is told, and what conforms is kept."""

from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.forms import Key, ListOf, Shape, Text
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.scalars import DAY_FORM, FLAG_FORM
from duixian.rulebook.documents.tree import MappingNode
from duixian.rulebook.problems import Problem

FORM = Shape(
    "条目",
    (
        Key("title", Text("标题"), "标题", required=True),
        Key("from", DAY_FORM, "起"),
        Key("again", FLAG_FORM, "再"),
        Key("names", ListOf(Text("名称")), "名称"),
        Key("below", Shape("下层", (Key("x", Text("值"), "值"),)), "下层"),
    ),
)


def read(text: str) -> tuple[MappingNode, list[Problem]]:
    node, problems = read_tree(text, "f")
    assert node is not None
    assert not problems
    found: list[Problem] = []
    kept = conforming(node, FORM, {}, found)
    assert isinstance(kept, MappingNode)
    return kept, found


def test_every_breach_is_told_at_its_place() -> None:
    text = "titel: 甲\nfrom: 2021-02-30\nagain: 对\nnames:\n  - x: 1\n  - 乙\nbelow: 丙\n"
    _, problems = read(text)
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        ("unknown-key", 1, 1),
        ("wrong-form", 2, 7),
        ("unknown-value", 3, 8),
        ("wrong-form", 5, 5),
        ("wrong-form", 7, 8),
        ("key-missing", 1, 1),
    ]
    assert problems[0].instead == "title"


def test_what_conforms_is_kept() -> None:
    kept, _ = read("titel: 甲\nnames:\n  - x: 1\n  - 乙\n")
    assert [entry.key.text for entry in kept.entries] == ["names"]
    names = kept.get("names")
    assert [getattr(item, "text", "") for item in getattr(names, "items", ())] == ["乙"]


def test_a_single_item_stands_for_a_list_of_one() -> None:
    assert not read("title: 甲\nnames: 乙\n")[1]
