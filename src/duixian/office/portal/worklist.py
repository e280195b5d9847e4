"""What waits for somebody's hand: the queues an actor may open, with how much stands in each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from duixian.office.common.actor import Actor
from duixian.office.library.selectors import proposals_in
from duixian.office.portal.navigation import is_open
from duixian.office.registry.selectors import open_corrections


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue: what stands in it, how many, and where it is worked off."""

    label: str
    address: str
    count: int


def _corrections(actor: Actor) -> int:
    return len(open_corrections(actor.region))


def _proposals(actor: Actor) -> int:
    return len(proposals_in(actor.region))


_QUEUES: tuple[tuple[str, str, Callable[[Actor], int]], ...] = (
    ("企业提出的更正", "corrections", _corrections),
    ("等待审定的政策规则", "rule-versions", _proposals),
)
"""What waits, the name of the page it is worked off on, and how it is counted."""


def waiting(actor: Actor) -> list[Waiting]:
    """The queues the actor may open, empty ones too, in a fixed order."""
    places = [(label, reverse(name), count) for label, name, count in _QUEUES]
    return [
        Waiting(label, address, count(actor))
        for label, address, count in places
        if is_open(actor, address)
    ]
