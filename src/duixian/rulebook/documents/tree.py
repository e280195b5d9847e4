"""The nodes of a read document: text, lists and mappings, each with its place in the file.

Every scalar is text: nothing is resolved to a number, a flag or a date, so `3.10` stays `3.10`.
"""

from dataclasses import dataclass

from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text; `place` is where its first character stands, inside the quotes if there are any."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and what it holds."""

    key: ScalarNode
    value: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Entries in the order of the file; no key twice."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """What stands under the key, if anything."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Node = ScalarNode | SequenceNode | MappingNode
