"""What one version of the budget changes about another, item by item and line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from duixian.fund.figure import Figure, difference
from duixian.fund.work.budget import Budget


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed item (`code` its number) or line: before, after, the change, and why.

    `line` is false for an item. A line that one version lacks is nothing there.
    """

    code: str
    name: str
    line: bool
    before: Figure
    after: Figure
    change: Figure
    reason: str


def differences(before: Budget, after: Budget) -> tuple[Difference, ...]:
    """Everything that changed, each item followed by its lines."""
    return tuple(_all(before, after))


def _all(before: Budget, after: Budget) -> Iterator[Difference]:
    for old in before.items:
        new = after.item(old.item.number)
        reason = after.version.reason(old.item.number)
        code = str(old.item.number)
        if old.amount.value != new.amount.value:
            yield _one(code, old.item.name, old.amount, new.amount, reason, line=False)
        for line in old.lines:
            other = after.line(line.line.code)
            if other is not None and other.amount.value != line.amount.value:
                why = other.request.reason if other.request else ""
                amounts = line.amount, other.amount
                yield _one(line.line.code, line.line.name, *amounts, why, line=True)


def _one(  # noqa: PLR0913 - the parts of a difference
    code: str, name: str, before: Figure, after: Figure, reason: str, *, line: bool
) -> Difference:
    change = difference(f"{name}的变动", after, before)
    return Difference(code, name, line, before, after, change, reason)
