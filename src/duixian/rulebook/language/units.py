"""The units every policy may use, with exact scales, and how a written unit is read.

A unit is a name (万元), a decimal prefix before one (万家), or a compound (元/平方米·月). 名 counts
people, 度 is 千瓦时, 季度 is three months. The vocabulary may add units of its own.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from duixian.rulebook.units import (
    AREA,
    DAYS,
    MONEY,
    MONTHS,
    PURE,
    Dimension,
    Unit,
    dimension,
)

_YUAN = Fraction(100)
_ENERGY = dimension("千瓦时")
_POWER = dimension("千瓦")
_MASS = dimension("千克")
_LENGTH = dimension("米")
_VOLUME = dimension("立方米")

_MEASURES: tuple[tuple[str, Fraction, Dimension], ...] = (
    ("元", _YUAN, MONEY),
    ("美元", Fraction(1), dimension("美元")),
    ("平方米", Fraction(1), AREA),
    ("平米", Fraction(1), AREA),
    ("m2", Fraction(1), AREA),
    ("公顷", Fraction(10_000), AREA),
    ("平方公里", Fraction(1_000_000), AREA),
    ("亩", Fraction(2000, 3), AREA),
    ("月", Fraction(1), MONTHS),
    ("个月", Fraction(1), MONTHS),
    ("季度", Fraction(3), MONTHS),
    ("年", Fraction(12), MONTHS),
    ("周年", Fraction(12), MONTHS),
    ("天", Fraction(1), DAYS),
    ("日", Fraction(1), DAYS),
    ("小时", Fraction(1), dimension("小时")),
    ("工作日", Fraction(1), dimension("工作日")),
    ("个工作日", Fraction(1), dimension("工作日")),
    ("克", Fraction(1, 1000), _MASS),
    ("千克", Fraction(1), _MASS),
    ("公斤", Fraction(1), _MASS),
    ("吨", Fraction(1000), _MASS),
    ("米", Fraction(1), _LENGTH),
    ("公里", Fraction(1000), _LENGTH),
    ("千米", Fraction(1000), _LENGTH),
    ("升", Fraction(1, 1000), _VOLUME),
    ("立方米", Fraction(1), _VOLUME),
    ("m3", Fraction(1), _VOLUME),
    ("千瓦时", Fraction(1), _ENERGY),
    ("度", Fraction(1), _ENERGY),
    ("兆瓦时", Fraction(1000), _ENERGY),
    ("千瓦", Fraction(1), _POWER),
    ("兆瓦", Fraction(1000), _POWER),
    ("吨标准煤", Fraction(1), dimension("吨标准煤")),
    ("个百分点", Fraction(1, 100), PURE),
    ("名", Fraction(1), dimension("人")),
    # A score, never a hundredth of a 元: policies state no sum in fen.
    ("分", Fraction(1), dimension("评分")),
)
_COUNTING = (
    *("人", "家", "户", "项", "件", "个", "台", "套", "份", "次", "篇", "场", "辆", "条", "批"),
    *("款", "例", "支", "部", "种", "张", "座", "间", "只", "根", "期", "届", "所", "栋", "幢"),
    *("层", "组", "门", "艘", "架", "本", "册", "枚", "块", "片", "处", "位"),
)
COUNTS = frozenset(dimension(word) for word in _COUNTING)
_PREFIXES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "十亿": 1_000_000_000,
    "百亿": 10_000_000_000,
    "千亿": 100_000_000_000,
    "万亿": 1_000_000_000_000,
}
_PREFIXED = re.compile(f"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})(.+)")


def _standard() -> dict[str, Unit]:
    units = {name: Unit(name, scale, kind) for name, scale, kind in _MEASURES}
    units.update({word: Unit(word, Fraction(1), dimension(word)) for word in _COUNTING})
    return units


STANDARD_UNITS = _standard()
"""The plain units by name; prefixes and compounds are read by `read_unit`."""


def read_unit(text: str, units: Iterable[Unit] = ()) -> Unit | None:
    """The unit written as `text`, plain, prefixed or compound; `units` are the vocabulary's own."""
    own = tuple(units)
    return _compound(text, own) if "/" in text or "·" in text else _simple(text, own)


def _simple(text: str, own: tuple[Unit, ...]) -> Unit | None:
    for unit in own:
        if unit.name == text:
            return unit
    return _standard_unit(text) or _prefixed(text, own)


@lru_cache(maxsize=512)
def _standard_unit(text: str) -> Unit | None:
    return STANDARD_UNITS.get(text) or _prefixed(text, tuple(STANDARD_UNITS.values()))


def _prefixed(text: str, units: tuple[Unit, ...]) -> Unit | None:
    match = _PREFIXED.fullmatch(text)
    if not match:
        return None
    for unit in units:
        # 百年 and 百个百分点 are words, not units.
        if unit.name == match[2] and unit.dimension not in (PURE, MONTHS):
            return Unit(text, unit.scale * _PREFIXES[match[1]], unit.dimension)
    return None


def _compound(text: str, own: tuple[Unit, ...]) -> Unit | None:
    above, *below = text.split("/")
    scale, kind = Fraction(1), PURE
    for name in above.split("·"):
        unit = _simple(name, own)
        if unit is None:
            return None
        scale, kind = scale * unit.scale, kind * unit.dimension
    for name in "·".join(below).split("·") if below else ():
        unit = _simple(name, own)
        if unit is None:
            return None
        scale, kind = scale / unit.scale, kind / unit.dimension
    return Unit(text, scale, kind)
