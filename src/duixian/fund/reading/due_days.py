"""When the instalments of a candidate fall due: 立项 2022-06-30、验收 2023-05-31.

Names and shares are those of the rule where it has them (`第1年` for a year of support); only where
the rule pays in one sum may a share be written: 立项 50% 2022-06-30、验收 50% 2023-05-31.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.model.candidates import Due
from duixian.fund.reading.grid import Refused, day
from duixian.fund.reading.rule_amounts import RuleAmount
from duixian.rulebook.assessment import Interval
from duixian.rulebook.meaning.split import instalments_of
from duixian.rulebook.policy.model import Instalment

_WRITTEN = re.compile(r"(?:([^\s0-9%][^\s%]*) )?(?:([0-9]{1,3}(?:\.[0-9]{1,4})?)% ?)?([0-9-]{10})")
_LIKE = "立项 2022-06-30、验收 2023-05-31"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day, the name of the instalment, and its share where one is written."""

    name: str
    share: Fraction | None
    day: date


def due_days(text: str) -> tuple[DueDay, ...]:
    """The days as written; shares of all or of none, adding up to the whole, no name twice."""
    found = tuple(_one(piece.strip()) for piece in text.split("、") if piece.strip())
    names = [each.name for each in found]
    if len(set(names)) < len(names):
        raise Refused("due-twice", "同一期写了两遍", _LIKE)
    shares = [each.share for each in found if each.share is not None]
    if shares and (len(shares) < len(found) or sum(shares) != 1):
        raise Refused(
            "due-shares", "各期比例合计应为 100%", "立项 50% 2022-06-30、验收 50% 2023-05-31"
        )
    return found


def _one(piece: str) -> DueDay:
    match = _WRITTEN.fullmatch(piece)
    if match is None:
        raise Refused("due-unreadable", "不是「名称 日期」", _LIKE)
    name, share, written = match.groups()
    return DueDay(name or "", Fraction(share) / 100 if share else None, day(written))


def dues_of(amounts: Sequence[RuleAmount], days: Sequence[DueDay], how: str) -> tuple[Due, ...]:
    """Each instalment with its day; raises `Refused` where names do not fit."""
    parts = _parts(amounts, days)
    named = {each.name: each.day for each in days}
    lost = [name for name, _ in parts if name not in named]
    if lost or len(named) > len(parts):
        wanted = "、".join(f"{name} 日期".strip() for name, _ in parts)
        raise Refused("due-names", "与规则的分期对不上", wanted)
    return tuple(
        Due(name, named[name], part.low, part.high or part.low, how) for name, part in parts
    )


def _parts(
    amounts: Sequence[RuleAmount], days: Sequence[DueDay]
) -> tuple[tuple[str, Interval], ...]:
    first = amounts[0]
    if first.support_year:
        return tuple((f"第{each.support_year}年", each.whole) for each in amounts)
    written = [Instalment(each.name, each.share) for each in days if each.share is not None]
    if first.instalments:
        if written:
            raise Refused("due-shares", "分期比例由规则定，不填")
        return first.instalments
    if written:
        return instalments_of(first.whole, written)
    return ((days[0].name if len(days) == 1 else "", first.whole),)
