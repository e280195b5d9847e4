"""The signs of comparison: their opposites, their mirrors, and how each reads."""

import re

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Comparator, Expression

NEGATED = {
    Comparator.EQUAL: Comparator.UNEQUAL,
    Comparator.UNEQUAL: Comparator.EQUAL,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
}
MIRRORED = {
    Comparator.EQUAL: Comparator.EQUAL,
    Comparator.UNEQUAL: Comparator.UNEQUAL,
    Comparator.LESS: Comparator.MORE,
    Comparator.MORE: Comparator.LESS,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.AT_MOST,
}
_OF_NUMBERS = {
    Comparator.EQUAL: "等于",
    Comparator.UNEQUAL: "不等于",
    Comparator.LESS: "低于",
    Comparator.AT_MOST: "不超过",
    Comparator.MORE: "超过",
    Comparator.AT_LEAST: "不低于",
}
_OF_DAYS = {
    Comparator.EQUAL: "为",
    Comparator.UNEQUAL: "不为",
    Comparator.LESS: "早于",
    Comparator.AT_MOST: "不晚于",
    Comparator.MORE: "晚于",
    Comparator.AT_LEAST: "不早于",
}
_OF_WORDS = {**_OF_NUMBERS, Comparator.EQUAL: "为", Comparator.UNEQUAL: "不是"}
_DAY_NAMES = re.compile("(日期|时间|日)$")


def comparison_words(left: Expression, right: Expression) -> dict[Comparator, str]:
    """How each sign reads between these two: 不早于 for days, 为 for words, 不低于 for numbers."""
    if _is_day(left) or _is_day(right):
        return _OF_DAYS
    return _OF_WORDS if isinstance(right, tree.Word | tree.YesNo) else _OF_NUMBERS


def _is_day(part: Expression) -> bool:
    match part:
        case tree.DateWord():
            return True
        case tree.MomentRef(moment):
            return moment in {tree.Moment.ASSESSED, tree.Moment.EVENT, tree.Moment.LAW}
        case tree.FactRef(fact=name):
            return bool(_DAY_NAMES.search(name))
        case _:
            return False
