"""Types and dimensions in the words of a reader: 金额（元）, 面积（平方米）, 比率."""

from duixian.rulebook.expression.types import Day, Flag, Label, Number, Type
from duixian.rulebook.units import AREA, DAYS, MONEY, MONTHS, PURE, Dimension

_KNOWN = {
    PURE: "比率或不带单位的数",
    MONEY: "金额（元）",
    AREA: "面积（平方米）",
    MONTHS: "时间（年、月）",
    DAYS: "天数（天）",
}
_SHOWN = {"分": "元"}


def dimension_in_words(dimension: Dimension) -> str:
    """What kind of quantity this is."""
    known = _KNOWN.get(dimension)
    if known:
        return known
    above = [_power(base, exponent) for base, exponent in dimension.powers if exponent > 0]
    below = [_power(base, -exponent) for base, exponent in dimension.powers if exponent < 0]
    unit = "·".join(above) or "1"
    return f"以「{unit}/{'·'.join(below)}」计的数" if below else f"以「{unit}」计的数"


def type_in_words(type_: Type) -> str:
    """What kind of value this is."""
    match type_:
        case Number(dimension):
            return dimension_in_words(dimension)
        case Flag():
            return "条件（是或否）"
        case Day():
            return "日期"
        case Label(levels):
            return "等级" if levels else "文字"


def example_unit(dimension: Dimension) -> str:
    """A unit in which such a quantity is usually written; "" for a pure number."""
    usual = {MONEY: "万元", AREA: "平方米", MONTHS: "年", DAYS: "天"}.get(dimension)
    if usual or dimension.is_pure:
        return usual or ""
    above = [_power(base, exponent) for base, exponent in dimension.powers if exponent > 0]
    below = [_power(base, -exponent) for base, exponent in dimension.powers if exponent < 0]
    return "·".join(above) + ("/" + "·".join(below) if below else "")


def _power(base: str, exponent: int) -> str:
    return "·".join([_SHOWN.get(base, base)] * exponent)
