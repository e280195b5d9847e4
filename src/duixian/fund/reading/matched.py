"""What a matching run grants, as a driver: `比对 match/summary.json 3号 1.1 家数`.

Only what is granted counts; what the run left open is told with the source, never taken for a no.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.expression.tree import Quantity
from duixian.rulebook.units import MONEY, Unit, dimension

WRITTEN = re.compile(r"比对 (\S+) (\S+) (\S+) (家数|金额)")
_FIRM = Unit("家", Fraction(1), dimension("家"))
_WAN = Unit("万元", Fraction(1_000_000), MONEY)


@dataclass(frozen=True, slots=True)
class Entitled:
    """What a run came to for one measure: firms and sums (fen) granted, rows left open.

    `high` is None where nothing bounds the sum.
    """

    firms: int = 0
    low: int = 0
    high: int | None = 0
    open_rows: int = 0


@dataclass(frozen=True, slots=True)
class Matching:
    """The summary of a run: its SHA-256, and each measure by 文号 and code."""

    digest: str
    measures: Mapping[tuple[str, str], Entitled]


Matchings = Mapping[str, Matching | str]
"""The runs of a year by the path written in it; a text says in Chinese why there is none."""


class NotMatchedError(Exception):
    """Why no run gives this figure, in Chinese."""


def matched(
    text: str, matchings: Matchings, aliases: Mapping[str, str]
) -> tuple[Quantity, str, tuple[str, str]] | None:
    """The figure that `比对 …` names, its source and its measure; None for any other text.

    Raises `NotMatchedError` where the run or its measure is missing, or its sum is not settled.
    """
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    path, policy, code, what = match.groups()
    run = matchings.get(path, "没有这个文件")
    if isinstance(run, str):
        raise NotMatchedError(f"比对汇总 {path} 用不上：{run}")
    name = aliases.get(policy, policy), code
    entitled = run.measures.get(name)
    if entitled is None:
        raise NotMatchedError(f"比对汇总 {path} 里没有 {name[0]} {code}")
    source = f"{path} {name[0]} {code} 可兑现的{what}，SHA-256 {run.digest}"
    if entitled.open_rows:
        source += f"；另有 {entitled.open_rows} 行待定或未知，没有计入"
    return _figure(entitled, what, " ".join(name)), source, name


def _figure(entitled: Entitled, what: str, name: str) -> Quantity:
    if what == "家数":
        return Quantity(Fraction(entitled.firms), _FIRM.dimension, _FIRM, "")
    if entitled.low != entitled.high:
        raise NotMatchedError(f"{name} 可兑现的金额还没有定数，是一个区间")
    return Quantity(Fraction(entitled.low), MONEY, _WAN, "")
