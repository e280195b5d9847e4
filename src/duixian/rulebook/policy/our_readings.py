"""Our readings: every `because` of a policy file, with what it is about and where it stands."""

from collections.abc import Iterator

from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.tree import MappingNode, Node, SequenceNode
from duixian.rulebook.policy.model import Reading

_OTHER_REASONS = frozenset({"not_encoded", "by_decision"})
"""Why something is left out is no reading of the text."""

_NAMES = ("name", "title", "about", "code", "kind", "if")


def readings_in(fields: Fields, without: frozenset[str] = frozenset()) -> tuple[Reading, ...]:
    """The readings in a mapping, in the order of the file, save under the keys `without`."""
    return tuple(_readings(fields.mapping, (), without | _OTHER_REASONS))


def _readings(node: Node, path: tuple[str, ...], without: frozenset[str]) -> Iterator[Reading]:
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _readings(item, path, without)
    elif isinstance(node, MappingNode):
        fields = Fields(node)
        called = next((fields.text(key) for key in _NAMES if fields.text(key)), "")
        for entry in node.entries:
            if entry.key.text == "because":
                about = " ".join((*path, called)).strip()
                yield Reading(about, fields.text("because"), entry.value.place)
            elif entry.key.text not in without:
                yield from _readings(entry.value, (*path, entry.key.text), without)
