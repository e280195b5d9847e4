"""Who may call an operation: so far everybody, because only what is public is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Operation = TypeVar("Operation", bound=Callable[..., object])
MARK = "duixian_operation"


@dataclass(frozen=True, slots=True)
class Open:
    """Anybody may call it; `why` says why that does no harm."""

    why: str


def classified(access: Open) -> Callable[[Operation], Operation]:
    """Marks an operation with who may call it; a test fails on one without a mark."""

    def mark(operation: Operation) -> Operation:
        setattr(operation, MARK, access)
        return operation

    return mark
