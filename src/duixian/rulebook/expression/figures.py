"""Exact figures as people read them: money, rates, areas, lengths of time, days.

Nothing is rounded unless it must be (a third of a percent), and then the text says 约.
"""

from datetime import date
from fractions import Fraction

from duixian.rulebook.units import DAYS, MONEY, MONTHS, PURE, Dimension, Unit

Number = int | Fraction

_YUAN = 100
_TEN_THOUSAND = 10_000


def number(value: Number, digits: int = 4) -> str:
    """The number with thousands separators: exact up to `digits` decimals, beyond that 约."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**digits
    whole = int(scaled + Fraction(1, 2))
    head, tail = divmod(whole, 10**digits)
    decimals = str(tail).rjust(digits, "0").rstrip("0") if tail else ""
    text = f"{head:,}" + (f".{decimals}" if decimals else "")
    sign = "−" if exact < 0 and whole else ""
    return f"{'' if scaled == whole else '约 '}{sign}{text}"


def money(fen: Number) -> str:
    """Fen as 万元 where that is exact to four decimals (760 万元), else as 元.

    元 has no decimals (800 元) or, where there are fen, two of them (12,345.60 元).
    """
    yuan = Fraction(fen) / _YUAN
    if abs(yuan) >= _TEN_THOUSAND and yuan.denominator == 1:
        return f"{number(yuan / _TEN_THOUSAND)} 万元"
    return _in_yuan(fen)


def _in_yuan(fen: Number) -> str:
    if Fraction(fen).denominator != 1 or not fen % _YUAN:
        return f"{number(Fraction(fen) / _YUAN)} 元"
    whole, rest = divmod(abs(int(fen)), _YUAN)
    return f"{'−' if fen < 0 else ''}{whole:,}.{rest:02} 元"


def money_span(low: int, high: int | None) -> str:
    """A sum from `low` to `high` fen; `high` None is one that nothing bounds yet."""
    if high is None:
        return f"{money(low)}以上，上限尚不能确定" if low else "尚不能确定"
    if low == high:
        return money(low)
    return f"{money(low)}至 {money(high)}" if low else f"最高 {money(high)}"


def percent(value: Number) -> str:
    """A rate as per cent."""
    return f"{number(Fraction(value) * 100)}%"


def day(value: date) -> str:
    """A day as 2022年6月30日."""
    return f"{value.year}年{value.month}月{value.day}日"


def duration(months: Number) -> str:
    """A length of time kept in months: 3 年, 9 个月, 1 年 9 个月."""
    exact = Fraction(months)
    if exact.denominator != 1 or exact < 0:
        return f"{number(exact)} 个月"
    years, rest = divmod(int(exact), 12)
    parts = [f"{number(years)} 年"] if years else []
    return " ".join([*parts, f"{rest} 个月"] if rest or not years else parts)


def quantity(value: Number, dimension: Dimension, unit: Unit | None = None) -> str:
    """A quantity in base units, in `unit` where that is exact to four decimals."""
    if unit and dimension == MONEY and unit.scale == _YUAN:
        return _in_yuan(value)
    if unit and unit.dimension == dimension and _fits(Fraction(value) / unit.scale):
        return f"{number(Fraction(value) / unit.scale)} {unit.name}".replace(" %", "%")
    if dimension == MONEY:
        return money(value)
    if dimension == MONTHS:
        return duration(value)
    if dimension == PURE:
        return percent(value)
    if dimension == DAYS:
        return f"{number(value)} 天"
    return _compound(Fraction(value), dimension)


def _fits(value: Fraction) -> bool:
    return (value * 10_000).denominator == 1


def _compound(value: Fraction, dimension: Dimension) -> str:
    powers = dict(dimension.powers)
    scale = Fraction(_YUAN) ** powers.get("分", 0)
    names = [("元" if base == "分" else base, power) for base, power in dimension.powers]
    above = "·".join(name for name, power in names for _ in range(power))
    below = "·".join(name for name, power in names for _ in range(-power))
    return f"{number(value / scale)} {above}" + (f"/{below}" if below else "")
