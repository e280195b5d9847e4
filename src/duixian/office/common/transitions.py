"""A workflow as a table one can read aloud: from which states, by which verb, to which state."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.office.common.answers import YES, Answer, No


@dataclass(frozen=True, slots=True)
class Transition:
    """A verb leads from one of some states to another; `label` is what a button says."""

    verb: str
    sources: tuple[str, ...]
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Workflow:
    """All transitions of one kind of thing; `names` says its states in Chinese."""

    names: dict[str, str]
    transitions: Sequence[Transition]

    def transition(self, verb: str) -> Transition:
        """The transition of that verb; KeyError where there is none."""
        for each in self.transitions:
            if each.verb == verb:
                return each
        raise KeyError(verb)

    def may(self, state: str, verb: str) -> Answer:
        """Whether the verb is possible in the state."""
        transition = self.transition(verb)
        if state in transition.sources:
            return YES
        wanted = "、".join(self.names[source] for source in transition.sources)
        return No(f"现在是“{self.names[state]}”，只有“{wanted}”时才能{transition.label}")
