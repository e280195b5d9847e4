"""Reads YAML text into positioned nodes and refuses what would be read differently than it looks.

Only the parser's events are used: nothing is resolved, aliases are never expanded, and nesting is
bounded while reading. Comments stand on lines of their own.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from duixian.rulebook.documents.syntax import QUOTE_IT, syntax_problem
from duixian.rulebook.documents.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode
from duixian.rulebook.problems import Place, Problem, error

MOST_BYTES = 5_000_000
MOST_NODES = 200_000
DEEPEST = 40
Event = Any  # the parser's event classes declare no fields
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PAIRS = (("(", ")"), ("（", "）"), ("「", "」"))
_COMMENT_BESIDE = re.compile(r"(?:[|>][-+0-9]*)?[ :,\]}]* (#[^\n]*)")
_CONTROLS = {*range(32), *range(127, 160), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)}
_CONTROLS |= {0x2028, 0x2029}
_CONTROLS -= {9, 10, 13}


def read_tree(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The root node of the one document in `text`, and every problem met.

    The node is None when the text cannot be read as one document; problems about single entries
    (a duplicate key, a comment behind a value) leave the rest of the tree usable.
    """
    text = text.removeprefix("\ufeff")
    refused = _unreadable(text, file)
    if refused:
        return None, tuple(refused)
    reading = _Reading(text, file)
    try:
        root = reading.document()
    except yaml.MarkedYAMLError as met:
        reading.problems.append(syntax_problem(met, file, text))
        root = None
    except yaml.YAMLError:
        reading.problems.append(error("yaml-syntax", Place(file), "", "这不是 YAML 文件"))
        root = None
    problems = dict.fromkeys(reading.problems)
    return root, tuple(sorted(problems, key=lambda problem: problem.place))


def _unreadable(text: str, file: str) -> list[Problem]:
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return [error("file-too-large", Place(file), "", "文件超过 5 MB", "", "拆成几个文件")]
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            place = Place(file, number, line.index("\t") + 1)
            what, why = "这里有制表符", "制表符的宽度没有定论，缩进会被读错"
            found.append(error("tab", place, "", what, why, "换成空格"))
        if not line.isprintable():
            found += [
                error("control-character", Place(file, number, at), "", "有看不见的控制字符")
                for at, character in enumerate(line, 1)
                if ord(character) in _CONTROLS
            ][:1]
    return found


class _Stop(Exception):  # noqa: N818 - no error of a program: reading ends, the problem is noted
    """Reading cannot go on; the problem has been noted."""


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.events: Iterator[Event] = iter(yaml.parse(text, Loader=_LOADER))
        self.nodes = 0
        self.depth = 0
        self.flow = 0

    def document(self) -> Node | None:
        try:
            return self._document()
        except _Stop:
            return None

    def _document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                what = "一个文件只能有一份文档"
                self.problems.append(
                    error("several-documents", self._place(event), "---", what, "", "分成几个文件")
                )
                return None
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event)
        if root is None:
            self.problems.append(error("file-empty", Place(self.file), "", "文件是空的"))
        return root

    def _node(self, event: Event) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            what = f"超过 {MOST_NODES} 项内容"
            self.problems.append(error("file-too-large", self._place(event), "", what))
            raise _Stop
        self._refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self.depth += 1
        if self.depth > DEEPEST:
            self.problems.append(
                error("too-deep", self._place(event), "", f"嵌套超过 {DEEPEST} 层")
            )
            raise _Stop
        self.flow += event.flow_style
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = self._mapping(event) if mapping else self._sequence(event)
        self.flow -= event.flow_style
        self.depth -= 1
        return node

    def _sequence(self, start: Event) -> SequenceNode:
        items = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._refuse_comment(event)
                break
            node = self._node(event)
            if _is_missing(event):
                self.problems.append(
                    error(
                        "value-missing",
                        self._place(event),
                        "",
                        "列表项没有内容",
                        "",
                        "写上内容或删去这一项",
                    )
                )
            items.append(node)
        return SequenceNode(tuple(items), self._place(start))

    def _mapping(self, start: Event) -> MappingNode:
        entries: dict[str, Entry] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self._refuse_comment(event)
                break
            key = self._node(event)
            value_event = next(self.events)
            value = self._node(value_event)
            if not isinstance(key, ScalarNode):
                self.problems.append(
                    error("key-no-text", self._place(event), "", "键必须是一行文字")
                )
            elif key.text in entries:
                first = entries[key.text].key.place.line
                self.problems.append(
                    error(
                        "duplicate-key",
                        self._place(event),
                        key.text,
                        f"重复，第 {first} 行已经写过",
                    )
                )
            else:
                entries[key.text] = Entry(key, value)
                self._refuse_missing(key, value_event)
        return MappingNode(tuple(entries.values()), self._place(start))

    def _scalar(self, event: Event) -> ScalarNode:
        place = self._place(event)
        if event.style in {"'", '"'}:
            place = Place(place.file, place.line, place.column + 1)
        elif event.style is None or event.style == "":
            self._refuse_cut(event)
        self._refuse_comment(event)
        text = event.value.rstrip("\n") if event.style in {"|", ">"} else event.value
        return ScalarNode(text, place)

    def _alias(self, event: Event) -> ScalarNode:
        what, why = "不能使用 YAML 引用（&、*）", "同一内容出现在两处会让人看漏"
        self.problems.append(
            error("alias", self._place(event), "", what, why, "把内容照写一遍，或给文字加引号")
        )
        return ScalarNode("", self._place(event))

    def _refuse_decoration(self, event: Event) -> None:
        if event.anchor:
            what, why = "不能使用 YAML 锚点（&）", "同一内容出现在两处会让人看漏"
            self.problems.append(
                error(
                    "anchor",
                    self._place(event),
                    f"&{event.anchor}",
                    what,
                    why,
                    "删去，或给文字加引号",
                )
            )
        if event.tag:
            what, why = "不能使用 YAML 类型标签（!）", "所有的值都按文字读取"
            self.problems.append(
                error("tag", self._place(event), event.tag, what, why, "删去标签，或给文字加引号")
            )

    def _refuse_missing(self, key: ScalarNode, value: Event) -> None:
        if not _is_missing(value):
            return
        why = "花括号、方括号里的逗号会把数字和式子切断" if self.flow else ""
        instead = "另起一行写，不用花括号" if self.flow else "写上内容或删去这个键"
        self.problems.append(error("value-missing", key.place, key.text, "没有值", why, instead))

    def _refuse_cut(self, event: Event) -> None:
        """Flow style cuts a plain text at each comma, so pieces of an expression are refused."""
        if not self.flow or not event.value:
            return
        start = event.start_mark.index
        split = start > 0 and self.text[start - 1] == "," and event.value[0].isdigit()
        brackets = "(" in event.value or ")" in event.value
        uneven = any(event.value.count(a) != event.value.count(b) for a, b in _PAIRS)
        if split or brackets or uneven:
            what = "写在方括号或花括号里会被逗号切断"
            why = "YAML 在方括号、花括号里把英文逗号当作分隔"
            instead = f"每项另起一行（- 或 键: 值），或{QUOTE_IT}"
            self.problems.append(
                error("flow-expression", self._place(event), event.value, what, why, instead)
            )

    def _refuse_comment(self, event: Event) -> None:
        """A comment behind a value looks like part of it; `#` may also have cut the value short."""
        if isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}:
            mark: Event = event.start_mark
        elif event.end_mark.index > event.start_mark.index or isinstance(event, yaml.ScalarEvent):
            mark = event.end_mark
        else:
            return
        beside = _COMMENT_BESIDE.match(self.text, mark.index)
        if beside:
            column = mark.column + 1 + beside.start(1) - mark.index
            place = Place(self.file, mark.line + 1, column)
            what, why = "注释与内容写在同一行", "「 #」以后的文字会被丢掉，式子可能因此不完整"
            self.problems.append(
                error("comment-beside", place, beside[1], what, why, "注释另起一行")
            )

    def _place(self, event: Event) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)


def _is_missing(event: Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
