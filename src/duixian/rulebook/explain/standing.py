"""How a row stands to others of its firm: its value in choosing, its effect, what it hangs on."""

from collections.abc import Iterator

from duixian.rulebook.assessment import Entitlement, Interval, Verdict
from duixian.rulebook.explain.names import row_title
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library

_SETTLED = frozenset({Verdict.DISPLACED, Verdict.EXHAUSTED})
"""Their reason says already what they were worth and why nothing is left."""


def standing(entitlement: Entitlement, library: Library) -> tuple[str, ...]:
    """Sentences about what differs from the sum itself; none where nothing does."""
    return tuple(_sentences(entitlement, library))


def _sentences(one: Entitlement, library: Library) -> Iterator[str]:
    if one.verdict in _SETTLED or one.own is None:
        return
    if one.choosing is not None and one.choosing != one.own:
        yield f"择高时按 {_sum(one.choosing)} 比较，兑现时为 {_sum(one.own)}。"
    if one.effect is not None and one.effect != one.own:
        yield f"未定之前，对同组、同一限额的其他对象按 {_sum(one.effect)} 计。"
    if one.depends_on and one.verdict is not Verdict.GRANTED:
        rows = "、".join(row_title(row, library) for row in one.depends_on)
        yield f"取决于{rows}。"


def _sum(interval: Interval) -> str:
    return money_span(interval.low, interval.high)
