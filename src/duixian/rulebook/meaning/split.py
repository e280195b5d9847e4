"""Steps 8 and 9: who carries which part, and in which parts it is paid. Parts always add up."""

from collections.abc import Sequence
from fractions import Fraction

from duixian.rulebook.assessment import Interval
from duixian.rulebook.meaning.grant import round_fen
from duixian.rulebook.policy.model import Instalment, Share

Parts = tuple[tuple[str, Interval], ...]


def shares_of(grant: Interval, shares: Sequence[Share]) -> Parts:
    """Each share but the first half up to the fen; the first (the district) takes the rest."""
    ends = [_ends_first(end, [share.part for share in shares]) for end in (grant.low, grant.high)]
    return _named([share.bearer for share in shares], ends)


def instalments_of(
    grant: Interval, instalments: Sequence[Instalment], decided: int | None = None
) -> Parts:
    """Each instalment but the last half up to the fen; the last takes the rest.

    `decided` is the sum of the decision, by which the earlier instalments were paid: at acceptance
    only the last one changes, and never falls below zero.
    """
    parts = [instalment.share for instalment in instalments]
    ends = [_ends_last(end, parts, decided) for end in (grant.low, grant.high)]
    return _named([instalment.name for instalment in instalments], ends)


def _named(names: list[str], ends: list[list[int] | None]) -> Parts:
    low, high = ends
    return tuple(
        (name, Interval((low or [])[i], None if high is None else high[i]))
        for i, name in enumerate(names)
    )


def _ends_first(total: int | None, parts: list[Fraction]) -> list[int] | None:
    if total is None:
        return None
    others = _rounded(total, parts[1:])
    return [total - sum(others), *others] if parts else []


def _ends_last(total: int | None, parts: list[Fraction], decided: int | None) -> list[int] | None:
    if total is None:
        return None
    others = _rounded(total if decided is None else decided, parts[:-1])
    return [*others, max(total - sum(others), 0)] if parts else []


def _rounded(total: int, parts: list[Fraction]) -> list[int]:
    """Half up, but never more together than there is (a few fen among many bearers)."""
    rounded, left = [], total
    for part in parts:
        share = min(round_fen(total * part), left)
        rounded.append(share)
        left -= share
    return rounded
