"""The entries of the main menu: those the actor may open."""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse

from duixian.office.common.actor import Actor
from duixian.office.people.permissions import may
from duixian.office.portal.access import Access, Needs, SignedIn, access_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the menu, where it leads, and whether one is there."""

    label: str
    address: str
    current: bool


MENU: tuple[tuple[str, str], ...] = (
    ("首页", "home"),
    ("政策", "policies"),
    ("标准一览", "standards"),
    ("政策体检", "self-check"),
    ("政策规则", "rule-versions"),
    ("企业档案", "registry"),
    ("本企业档案", "own-file"),
    ("消息", "messages"),
    ("匹配", "matching"),
    ("人员", "people"),
    ("审计", "audit-log"),
)
"""Words and the names of the pages they lead to, in the order of the menu."""

REGISTRY: tuple[tuple[str, str], ...] = (
    ("查找企业", "registry"),
    ("信用记录", "credit"),
    ("公示名单", "name-lists"),
    ("称号到期", "titles"),
    ("数据库", "databases"),
    ("储备库", "pipeline"),
    ("导入", "imports"),
    ("更正", "corrections"),
)
"""The pages of the registry, in the order of its own menu."""


def entries(
    actor: Actor | None, path: str, menu: tuple[tuple[str, str], ...] = MENU
) -> list[Entry]:
    """A menu, the main one or another, of an actor; what they may not open is not offered."""
    places = ((label, *_place(name)) for label, name in menu)
    offered = [(label, address) for label, address, access in places if _opens(access, actor)]
    here = max((address for _, address in offered if _is_above(address, path)), default="")
    return [Entry(label, address, address == here) for label, address in offered]


def _opens(access: Access | None, actor: Actor | None) -> bool:
    if isinstance(access, Needs):
        return bool(may(actor, access.privilege))
    return actor is not None if isinstance(access, SignedIn) else access is not None


@cache
def _place(name: str) -> tuple[str, Access | None]:
    """The address of a page and its mark."""
    address = reverse(name)
    return address, access_of(resolve(address).func)


def _is_above(address: str, path: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
