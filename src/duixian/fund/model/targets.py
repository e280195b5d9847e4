"""Performance targets: rows of a tree of either kind, and what measures each."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place

PERCENT = "%"
"""The unit of a rate."""


class Operator(StrEnum):
    """How the actual value must compare; `QUALITY` is a word, `BEFORE` one or more dates."""

    EQUAL = "="
    AT_LEAST = "≥"
    AT_MOST = "≤"
    MORE = ">"
    LESS = "<"
    BEFORE = "前"
    QUALITY = "定性"


@dataclass(frozen=True, slots=True)
class Target:
    """One row of a target form.

    `levels` are the tree above the row (产出数量; or 成本指标, 经济成本指标). `value` is the number
    in `unit` (free text as printed), or `words` for dates and quality. `lines` are the budget lines
    it counts; `measured` names what measures it, `source` the outside figure or survey. `offers`
    names the policy's own number where the target is only a word. A rate says what is counted
    above and below: 应扶尽扶率 = awarded ÷ entitled. `weight` is its marks in a self-evaluation,
    None where nobody gave it any.
    """

    form: str
    levels: tuple[str, ...]
    name: str
    operator: Operator
    value: Expression | None
    words: str
    unit: str
    basis: str
    theme: str
    item: int
    weight: Fraction | None
    lines: tuple[str, ...]
    measured: str
    offers: str
    numerator: str
    denominator: str
    place: Place
    same_as: str = ""  # the name under which other forms promise the same thing


@dataclass(frozen=True, slots=True)
class Form:
    """A target form: its name, which version of the budget it goes with, how values print."""

    name: str
    version: str
    official: bool  # the style of 财政政策绩效目标申报表: =50.00(万元)
    place: Place
