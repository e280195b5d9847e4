"""Compares a tree with the form it must have, and keeps what conforms.

What does not conform becomes a problem and is left out of the returned tree, so that the rest of
the file can still be read and all its problems be told at once.
"""

import re
import unicodedata
from difflib import get_close_matches

from duixian.rulebook.documents.forms import Definitions, Form, Key, ListOf, OneOf, Ref, Shape, Text
from duixian.rulebook.documents.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode
from duixian.rulebook.problems import Problem, error

LONGEST_KEY = 40
"""A longer key is not compared with the known ones: looking for the nearest takes time."""


def conforming(
    node: Node, form: Form, definitions: Definitions, problems: list[Problem]
) -> Node | None:
    """The node without what breaks `form`; None when all of it does. Problems are appended.

    A mapping that lacks a required key is a problem but is kept.
    """
    return _Conforming(definitions, problems).node(node, form)


class _Conforming:
    def __init__(self, definitions: Definitions, problems: list[Problem]) -> None:
        self.definitions = definitions
        self.problems = problems

    def node(self, node: Node, form: Form) -> Node | None:
        match form:
            case Ref(name):
                return self.node(node, self.definitions[name])
            case OneOf(forms):
                return self._one_of(node, forms)
            case ListOf(item, bare):
                return self._list(node, item, bare=bare)
            case Text():
                return self._text(node, form)
            case Shape():
                return self._shape(node, form)

    def _one_of(self, node: Node, forms: tuple[Form, ...]) -> Node | None:
        for form in forms:
            if self._takes(form, node):
                return self.node(node, form)
        self.problems.append(
            error("wrong-form", node.place, "", f"这里应是{self._says(OneOf(forms))}")
        )
        return None

    def _takes(self, form: Form, node: Node) -> bool:
        match form:
            case Ref(name):
                return self._takes(self.definitions[name], node)
            case OneOf(forms):
                return any(self._takes(one, node) for one in forms)
            case ListOf(item, bare):
                return isinstance(node, SequenceNode) or (bare and self._takes(item, node))
            case Text():
                return isinstance(node, ScalarNode)
            case Shape():
                return isinstance(node, MappingNode)

    def _list(self, node: Node, item: Form, *, bare: bool) -> Node | None:
        if not isinstance(node, SequenceNode):
            if bare:
                return self.node(node, item)
            self.problems.append(
                error("wrong-form", node.place, "", "这里应是列表", "", "每项一行，以「- 」开头")
            )
            return None
        kept = [self.node(one, item) for one in node.items]
        return SequenceNode(tuple(one for one in kept if one is not None), node.place)

    def _text(self, node: Node, form: Text) -> ScalarNode | None:
        if not isinstance(node, ScalarNode):
            self.problems.append(
                error("wrong-form", node.place, "", f"这里应是{form.says}（一行文字）")
            )
            return None
        text = node.text.strip()
        instead = form.example or "、".join(form.options)
        if not text:
            self.problems.append(error("value-missing", node.place, "", f"{form.says}是空的"))
        elif form.options and text not in form.options:
            near = get_close_matches(text, form.options, 1)
            what = f"不是可用的值（{form.says}）"
            self.problems.append(
                error("unknown-value", node.place, text, what, "", near[0] if near else instead)
            )
        elif form.pattern and not re.fullmatch(form.pattern, text):
            self.problems.append(
                error("wrong-form", node.place, text, f"不是{form.says}", "", instead)
            )
        elif form.test and not form.test(text):
            self.problems.append(
                error("wrong-form", node.place, text, f"不是有效的{form.says}", "", instead)
            )
        else:
            return ScalarNode(text, node.place)
        return None

    def _shape(self, node: Node, shape: Shape) -> MappingNode | None:
        if not isinstance(node, MappingNode):
            keys = "、".join(key.name for key in shape.keys if key.required)
            what = f"这里应是{shape.says}（若干「键: 值」）"
            self.problems.append(
                error("wrong-form", node.place, "", what, "", f"至少写 {keys}" if keys else "")
            )
            return None
        known = {key.name: key for key in shape.keys}
        kept = []
        for entry in node.entries:
            form = self._form_of(entry, known, shape)
            value = self.node(entry.value, form) if form is not None else None
            if value is not None:
                kept.append(Entry(entry.key, value))
        written = {entry.key.text for entry in node.entries}
        for entry in node.entries:
            key = known.get(entry.key.text)
            if key and key.required and entry.value == SequenceNode((), entry.value.place):
                what = f"{shape.says}的 {key.name} 是空的（{key.says}）"
                self.problems.append(
                    error("value-missing", entry.value.place, "", what, "", "至少写一项")
                )
        for key in shape.keys:
            if key.required and key.name not in written:
                what = f"{shape.says}缺少 {key.name}（{key.says}）"
                self.problems.append(
                    error("key-missing", node.place, "", what, "", f"加上 {key.name}: …")
                )
        return MappingNode(tuple(kept), node.place)

    def _form_of(self, entry: Entry, known: dict[str, Key], shape: Shape) -> Form | None:
        name = entry.key.text
        if name in known:
            return known[name].form
        if shape.others is not None:
            return shape.others
        near: list[str] = []
        if len(name) <= LONGEST_KEY:
            near = get_close_matches(unicodedata.normalize("NFKC", name), known, 1)
        instead = near[0] if near else "、".join(known)
        self.problems.append(
            error("unknown-key", entry.key.place, name, f"{shape.says}没有这个键", "", instead)
        )
        return None

    def _says(self, form: Form) -> str:
        match form:
            case Ref(name):
                return self._says(self.definitions[name])
            case OneOf(forms):
                return "或".join(dict.fromkeys(self._says(one) for one in forms))
            case ListOf(item):
                return f"列表（每项是{self._says(item)}）"
            case Text(says) | Shape(says):
                return says
