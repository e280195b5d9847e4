"""Who may open a page: every view says so, and a view that does not is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from duixian.office.people.enums import Privilege

View = TypeVar("View", bound=Callable[..., object])
MARK = "duixian_access"


@dataclass(frozen=True, slots=True)
class Public:
    """Open to everybody; `why` says why that does no harm."""

    why: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Open to whoever is signed in, in whatever role; `why` says why no privilege is asked."""

    why: str


@dataclass(frozen=True, slots=True)
class Needs:
    """Open to roles with the privilege. Which rows they see is asked again where rows are read."""

    privilege: Privilege


Access = Public | SignedIn | Needs


def opened(access: Access) -> Callable[[View], View]:
    """Marks a view with who may open it."""

    def mark(view: View) -> View:
        setattr(view, MARK, access)
        return view

    return mark


def access_of(view: object) -> Access | None:
    """The mark of a view; None where nobody opened it."""
    found = getattr(view, MARK, None)
    return found if isinstance(found, Public | SignedIn | Needs) else None
