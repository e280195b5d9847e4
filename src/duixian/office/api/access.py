"""Who may call an operation: everybody, or a program with a token of the scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.people.enums import Scope
from duixian.office.people.permissions import may_with
from duixian.office.people.selectors import Bearer, bearer_of

Operation = TypeVar("Operation", bound=Callable[..., object])
MARK = "duixian_operation"


@dataclass(frozen=True, slots=True)
class Open:
    """Anybody may call it; `why` says why that does no harm."""

    why: str


@dataclass(frozen=True, slots=True)
class Scoped:
    """A token with the scope is needed. Which rows it sees is asked again where rows are read."""

    scope: Scope


def classified(access: Open | Scoped) -> Callable[[Operation], Operation]:
    """Marks an operation with who may call it; a test fails on one without a mark."""

    def mark(operation: Operation) -> Operation:
        setattr(operation, MARK, access)
        return operation

    return mark


class Token(HttpBearer):
    """`Authorization: Bearer duixian_…`; whoever it speaks for becomes `request.auth`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Whom the secret speaks for, None for nobody; RefusedError outside its scopes."""
        del request
        found = bearer_of(token, timezone.localdate())
        if found is not None:
            demand(may_with(found.actor, found.scopes, self.scope))
        return found


def caller(request: HttpRequest) -> Actor:
    """For whom a program acts in an operation that needs a token."""
    return cast("Bearer", vars(request)["auth"]).actor
