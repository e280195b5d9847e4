"""Changes of a policy written in one line: `5号 7.1 cap=1500 万元`.

What is changed is the tree of the file, by the names of its own keys. The changed policy is read
and checked like any other.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from duixian.rulebook.documents.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode

CHANGEABLE = ("grant", "cap", "floor", "when", "within", "uplift", "let", "limits", "needs")
"""Keys of a measure below which a value may be changed."""
ADDABLE = frozenset({"cap", "floor"})
RATE = "rate"
_PERCENT = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*[%‰％]")
_THRESHOLD = r"\s*(?:≥|≤|>=|<=|>|<|=|＝|≠)\s*"
_VALUE = r"[0-9][0-9,.]*\s*[^\s且或，、)）]*"


class AmendError(Exception):
    """A change that cannot be made: what stands in the way and what to write instead."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change: of which policy and measure, which value, and what it becomes.

    `policy` and `measure` are as written and may be empty: the only policy, the policy itself.
    """

    written: str
    policy: str
    measure: str
    path: tuple[str, ...]
    value: str


def amendment(written: str) -> Amendment:
    """Reads `[policy] [measure] key.key=value`; AmendError where it has another form."""
    place, sign, value = written.partition("=")
    words = place.split()
    if not sign or not words or not value.strip():
        raise AmendError(f"「{written}」不是一处改动", "写成「文号 措施 cap=1500 万元」的样子")
    path = tuple(words[-1].split("."))
    measure = words[-2] if len(words) > 1 else ""
    return Amendment(written, " ".join(words[:-2]), measure, path, value.strip())


def amended(policy: MappingNode, change: Amendment) -> MappingNode:
    """The policy with the change made; AmendError where it cannot be."""
    if not change.measure:
        _refuse_key(change, ("limits",), "政策")
        return _as_mapping(_set(policy, change.path, change))
    measures = policy.get("measures")
    items = measures.items if isinstance(measures, SequenceNode) else ()
    found = [item for item in items if _names(item, change.measure)]
    if len(found) != 1 or not isinstance(found[0], MappingNode):
        known = "、".join(_text(item, "code") for item in items)
        raise AmendError(f"没有措施 {change.measure}", f"这份政策有 {known}")
    new = _measure(found[0], change)
    changed = SequenceNode(tuple(new if item is found[0] else item for item in items), policy.place)
    return _with(policy, "measures", changed)


def written(node: Node) -> str:
    """The tree as the text of a file that reads as the same tree."""
    return json.dumps(_plain(node), ensure_ascii=False, indent=1)


def leaves(node: Node | None, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every value of a tree by the way to it: keys, and places counted from 1."""
    match node:
        case ScalarNode():
            return {path: node.text}
        case SequenceNode():
            below = [(str(place), item) for place, item in enumerate(node.items, 1)]
        case MappingNode():
            below = [(entry.key.text, entry.value) for entry in node.entries]
        case None:
            below = []
    found: dict[tuple[str, ...], str] = {}
    for step, item in below:
        found |= leaves(item, (*path, step))
    return found


def _measure(measure: MappingNode, change: Amendment) -> MappingNode:
    if change.path == (RATE,):
        return _as_mapping(_rate(measure, change))
    _refuse_key(change, CHANGEABLE, f"措施 {change.measure}")
    key = change.path[0]
    if change.path in {(each,) for each in ADDABLE} and measure.get(key) is None:
        return _with(measure, key, ScalarNode(change.value, measure.place))
    if key == "when" and len(change.path) == 2 and not change.path[1].isdigit():  # noqa: PLR2004 - when.fact
        return _threshold(measure, change)
    return _as_mapping(_set(measure, change.path, change))


def _refuse_key(change: Amendment, allowed: Sequence[str], where: str) -> None:
    key = change.path[0]
    if key in allowed:
        return
    advice = f"可以改 {'、'.join([*allowed, RATE] if len(allowed) > 1 else allowed)}"
    if key == "standard":
        advice = "standard 只是给人看的文字，金额写在 grant 中"
    raise AmendError(f"{where}的 {key} 不能这样改", f"{advice}；其余的改动另写一份政策文件")


def _rate(measure: MappingNode, change: Amendment) -> Node:
    """The only percentage of the grant, replaced."""
    grant = measure.get("grant")
    texts = grant.text if isinstance(grant, ScalarNode) else ""
    found = _PERCENT.findall(texts)
    if len(found) != 1 or not isinstance(grant, ScalarNode):
        what = "没有比例" if not found else f"有 {len(found)} 个比例"
        raise AmendError(f"措施 {change.measure} 的 grant 中{what}", "写 grant=整个式子")
    if not _PERCENT.fullmatch(change.value):
        raise AmendError(f"「{change.value}」不是比例", "写成 15% 的样子")
    new = ScalarNode(grant.text.replace(found[0], change.value), grant.place)
    return _with(measure, "grant", new)


def _threshold(measure: MappingNode, change: Amendment) -> MappingNode:
    """The only number that the conditions compare the fact with, replaced."""
    fact = change.path[1]
    pattern = re.compile(rf"(?<![\w.]){re.escape(fact)}{_THRESHOLD}({_VALUE})")
    met: list[str] = []

    def put(text: str) -> str:
        def by(found: re.Match[str]) -> str:
            met.append(found[0])
            start = found.start(1) - found.start()
            return found[0][:start] + change.value

        return pattern.sub(by, text)

    when = measure.get("when")
    new = _mapped(when, put) if when is not None else None
    if new is None or len(met) != 1:
        what = "没有" if not met else f"不止一处（{len(met)} 处）"
        raise AmendError(
            f"措施 {change.measure} 的条件中{what}「{fact}」与数的比较",
            "写 when.序号=整个条件，如 when.2=从业人数 ≥ 50 人",
        )
    return _with(measure, "when", new)


def _mapped(node: Node, put: Callable[[str], str], key: str = "") -> Node:
    """The tree of conditions with every expression passed through `put`."""
    match node:
        case ScalarNode():
            return (
                node if key in {"title", "because", "cites"} else replace(node, text=put(node.text))
            )
        case SequenceNode():
            items = tuple(_mapped(item, put, key) for item in node.items)
            return SequenceNode(items, node.place)
        case MappingNode():
            entries = (Entry(e.key, _mapped(e.value, put, e.key.text)) for e in node.entries)
            return MappingNode(tuple(entries), node.place)


def _set(node: Node, path: tuple[str, ...], change: Amendment) -> Node:
    """The node with the text at the path replaced."""
    if not path:
        if not isinstance(node, ScalarNode):
            several = "、".join(_choices(node))
            raise AmendError(
                f"{'.'.join(change.path)} 里有好几个值", f"在后面加上其中一个：{several}"
            )
        return ScalarNode(change.value, node.place)
    step, *rest = path
    if isinstance(node, MappingNode) and (inside := node.get(step)) is not None:
        return _with(node, step, _set(inside, tuple(rest), change))
    if isinstance(node, SequenceNode):
        for place, item in enumerate(node.items, 1):
            if step == str(place) or step == _text(item, "name"):
                new = _set(item, tuple(rest), change)
                items = (*node.items[: place - 1], new, *node.items[place:])
                return SequenceNode(items, node.place)
    known = "、".join(_choices(node))
    raise AmendError(
        f"没有 {'.'.join(change.path)} 这一处", f"「{step}」的位置上可以写 {known}" if known else ""
    )


def _choices(node: Node) -> list[str]:
    match node:
        case MappingNode():
            return [entry.key.text for entry in node.entries]
        case SequenceNode():
            names = [_text(item, "name") for item in node.items]
            return [name or str(place) for place, name in enumerate(names, 1)]
        case _:
            return []


def _names(item: Node, measure: str) -> bool:
    return measure in {_text(item, "code"), _text(item, "title")}


def _text(node: Node, key: str) -> str:
    found = node.get(key) if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, ScalarNode) else ""


def _with(node: MappingNode, key: str, value: Node) -> MappingNode:
    if node.get(key) is None:
        entry = Entry(ScalarNode(key, node.place), value)
        return MappingNode((*node.entries, entry), node.place)
    entries = (
        Entry(entry.key, value) if entry.key.text == key else entry for entry in node.entries
    )
    return MappingNode(tuple(entries), node.place)


def _as_mapping(node: Node) -> MappingNode:
    if not isinstance(node, MappingNode):
        raise TypeError(type(node))
    return node


def _plain(node: Node) -> object:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [_plain(item) for item in node.items]
        case MappingNode():
            return {entry.key.text: _plain(entry.value) for entry in node.entries}
