"""What waits for somebody's hand: the queues an actor works off, with how much stands in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from duixian.office.common.actor import Actor
from duixian.office.library.selectors import count_proposed
from duixian.office.notices.selectors import unread_of
from duixian.office.people.enums import Privilege, Role
from duixian.office.people.permissions import may
from duixian.office.portal.looking_day import looking_day
from duixian.office.registry.databases import proposed_adjustments
from duixian.office.registry.name_queue import count_waiting
from duixian.office.registry.selectors import open_corrections
from duixian.office.registry.titles import expiring

EXPIRING_DAYS = 90
"""So many days ahead a title that ends or is to be reviewed counts as waiting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue: what stands in it, how many, and where it is worked off."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, who works it off, the name of the page for it, and how it is counted."""

    label: str
    privilege: Privilege
    page: str
    count: Callable[[Actor], int]
    query: str = ""


def _expiring(actor: Actor) -> int:
    return len(expiring(actor.region, looking_day(), EXPIRING_DAYS))


_QUEUES = (
    Queue("未读消息", Privilege.READ_OWN_MESSAGES, "messages", unread_of),
    Queue(
        "企业提出的更正",
        Privilege.JUDGE_CORRECTION,
        "corrections",
        lambda actor: len(open_corrections(actor.region)),
    ),
    Queue(
        "等待审定的政策规则",
        Privilege.PUBLISH_POLICY,
        "rule-versions",
        lambda actor: count_proposed(actor.region),
    ),
    Queue(
        "等待审批的数据库调整",
        Privilege.APPROVE_DATABASE,
        "databases",
        lambda actor: proposed_adjustments(actor.region).count(),
    ),
    Queue(
        "名单上待认领的名称",
        Privilege.WRITE_REGISTRY,
        "name-lists",
        lambda actor: count_waiting(actor.region),
    ),
    Queue(
        f"{EXPIRING_DAYS} 天内到期或应复核的称号",
        Privilege.WRITE_REGISTRY,
        "titles",
        _expiring,
        f"?within={EXPIRING_DAYS}",
    ),
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another post somebody may act in, their own or a colleague's, and what waits there."""

    key: str
    actor: Actor
    role: str
    count: int


def elsewhere(actors: Mapping[str, Actor], current: Actor | None) -> list[Elsewhere]:
    """The posts somebody may act in besides the current one."""
    return [
        Elsewhere(key, each, Role(each.role).label, sum(queue.count for queue in waiting(each)))
        for key, each in actors.items()
        if each != current
    ]


def waiting(actor: Actor) -> list[Waiting]:
    """The queues the actor works off, empty ones too, in a fixed order."""
    return [
        Waiting(queue.label, reverse(queue.page) + queue.query, queue.count(actor))
        for queue in _QUEUES
        if may(actor, queue.privilege)
    ]
