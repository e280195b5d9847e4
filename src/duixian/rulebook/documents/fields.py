"""A convenient view of a mapping whose form has been checked."""

from datetime import date

from duixian.rulebook.documents.scalars import day_of
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode, SequenceNode
from duixian.rulebook.problems import Place

NO_DAY = date.min
"""Stands where a required day was missing or wrong; the file is refused anyway."""


class Fields:
    """The entries of one mapping by key; what is missing or was refused comes out empty."""

    def __init__(self, node: MappingNode) -> None:
        self.mapping = node
        self.place = node.place
        self._values = {entry.key.text: entry.value for entry in node.entries}
        self._keys = {entry.key.text: entry.key for entry in node.entries}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def node(self, key: str) -> Node | None:
        """What stands under the key."""
        return self._values.get(key)

    def place_of(self, key: str) -> Place:
        """Where the value of the key stands; the mapping's own place when there is none."""
        node = self._values.get(key)
        return node.place if node else self.place

    def text(self, key: str, default: str = "") -> str:
        """The text under the key."""
        node = self._values.get(key)
        return node.text if isinstance(node, ScalarNode) else default

    def scalar(self, key: str) -> ScalarNode | None:
        """The text under the key with its place, unless it is a list or a mapping."""
        node = self._values.get(key)
        return node if isinstance(node, ScalarNode) else None

    def day(self, key: str) -> date | None:
        """The day under the key."""
        return day_of(self.text(key))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """是 or 否 under the key."""
        text = self.text(key)
        return text == "是" if text else default

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of the list under the key; a single value stands for a list of one."""
        return items_of(self._values.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The items that are texts."""
        return tuple(node.text for node in self.scalars(key))

    def scalars(self, key: str) -> tuple[ScalarNode, ...]:
        """The items that are texts, with their places."""
        return tuple(node for node in self.items(key) if isinstance(node, ScalarNode))

    def below(self, key: str) -> "Fields | None":
        """The mapping under the key."""
        node = self._values.get(key)
        return Fields(node) if isinstance(node, MappingNode) else None

    def each(self, key: str) -> "tuple[Fields, ...]":
        """The items that are mappings."""
        return tuple(Fields(node) for node in self.items(key) if isinstance(node, MappingNode))

    def mappings(self, key: str) -> "tuple[tuple[ScalarNode, Fields], ...]":
        """The entries of the mapping under the key that hold mappings, with their keys."""
        below = self.below(key)
        found = below.others() if below else ()
        return tuple((name, Fields(node)) for name, node in found if isinstance(node, MappingNode))

    def others(self, *known: str) -> tuple[tuple[ScalarNode, Node], ...]:
        """The entries under keys that are not `known`, in the order of the file."""
        return tuple((self._keys[k], v) for k, v in self._values.items() if k not in known)


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a list, or a single node as a list of one, or nothing."""
    if isinstance(node, SequenceNode):
        return node.items
    return () if node is None else (node,)
