"""One cell's text as the exact value of a fact, or what was expected in its place (Chinese).

Money comes out in whole fen, other quantities in base units, rates as fractions. Nothing is
guessed: a text that could mean two things is refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from duixian.rulebook.expression.types import Label
from duixian.rulebook.units import MONEY, Unit
from duixian.rulebook.vocabulary.amounts import split_amount
from duixian.rulebook.vocabulary.model import Fact, FactKind

CellValue = int | Fraction | str | bool | date
"""What a cell can come to; a dossier keeps it as it is."""

MOST_MONEY = Fraction(10**13)
"""Fen; what a fact of money may be unless it states another maximum (1000 亿元)."""

FIRST_YEAR, LAST_YEAR = 1901, 2199
"""Spreadsheets write an empty date as a day of 1899 or 1900."""

_YUAN = {"元": 100, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "亿元": 10**10}
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?"
    r"(?: 0?0:00(?::00)?)?",
    re.ASCII,
)
_FLAGS = {"是": True, "否": False, "TRUE": True, "FALSE": False}
_SCIENTIFIC = re.compile(r"-?[0-9](\.[0-9]{1,20})?[eE][+-]?[0-9]{1,2}")
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should have stood in the cell."""

    text: str

    def __str__(self) -> str:
        """The expectation in Chinese."""
        return self.text


def read_value(fact: Fact, text: str, units: Iterable[Unit] = ()) -> CellValue | Expectation:
    """The value of `fact` written in one cell; of a staged fact, one of its three figures.

    `units` are the vocabulary's own units, which a cell may write behind its number.
    """
    written = text.strip()
    match fact.kind:
        case FactKind.MONEY | FactKind.QUANTITY | FactKind.RATE:
            return _number(fact, written, units)
        case FactKind.DATE:
            return _day(written)
        case FactKind.FLAG:
            flag = _FLAGS.get(written.upper())
            return Expectation("是 或 否") if flag is None else flag
        case FactKind.LEVEL:
            return _level(fact, written)
        case FactKind.TEXT | FactKind.REFERENCE | FactKind.CODE:
            return _text(written)


def _text(written: str) -> str | Expectation:
    if not written:
        return Expectation("文字")
    if len(written) > LONGEST_TEXT:
        return Expectation(f"不超过 {LONGEST_TEXT} 个字的文字")
    return written


def _level(fact: Fact, written: str) -> str | Expectation:
    levels = fact.type.levels if isinstance(fact.type, Label) else ()
    plain = unicodedata.normalize("NFKC", written[:100])
    for level in levels:
        if written == level or plain == unicodedata.normalize("NFKC", level):
            return level
    near = get_close_matches(plain, levels, 1)
    hint = f"；是否想写「{near[0]}」" if near else ""
    return Expectation(f"以下之一：{'、'.join(levels)}{hint}")


def _day(written: str) -> date | Expectation:
    wanted = Expectation("日期，如 2021-08-18")
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", written[:40]))
    if match is None:
        return wanted
    year, *months, day = match.groups()
    try:
        found = date(int(year), int(next(filter(None, months))), int(day))
    except ValueError:
        return Expectation(f"日历上的一天，{written} 不存在")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return Expectation(f"{FIRST_YEAR} 年至 {LAST_YEAR} 年间的日期")
    return found


def _number(fact: Fact, written: str, units: Iterable[Unit]) -> int | Fraction | Expectation:
    wanted = Expectation(_wanted(fact))
    split = _split(written)
    if split is None:
        return wanted
    number, unit = split
    if fact.kind is FactKind.RATE:
        value = _rate(number, unit)
    else:
        scale = _scale(fact, unit, units)
        value = None if scale is None else number * scale
    if value is None:
        return wanted
    outside = _outside(fact, value)
    if outside:
        return Expectation(outside)
    if fact.kind is not FactKind.MONEY:
        return value
    if value.denominator != 1:
        return Expectation("金额，最多精确到分；小数位太多，可能是表格软件的误差，请改为准确的数")
    return value.numerator


def _split(written: str) -> tuple[Fraction, str] | None:
    plain = unicodedata.normalize("NFKC", written[:80])
    if _SCIENTIFIC.fullmatch(plain):
        return Fraction(plain), ""
    return split_amount(written)


def _rate(number: Fraction, sign: str) -> Fraction | None:
    """A rate above one is written with its sign: 15 could be 15 % or fifteen times."""
    if sign in {"%", "‰"}:
        return number / (100 if sign == "%" else 1000)
    return number if not sign and abs(number) <= 1 else None


def _scale(fact: Fact, unit: str, units: Iterable[Unit]) -> Fraction | None:
    own = fact.unit
    if own is None:
        return None
    if unit in {"", own.name}:
        return own.scale
    if own.dimension == MONEY:
        return Fraction(_YUAN[unit]) if unit in _YUAN else None
    same = (each for each in units if each.name == unit and each.dimension == own.dimension)
    return next((each.scale for each in same), None)


def _wanted(fact: Fact) -> str:
    if fact.kind is FactKind.RATE:
        return "比率，如 15% 或 0.15；超过 100% 的要写百分号"
    unit = fact.unit.name if fact.unit else ""
    return f"{fact.kind.value}（{unit}），如 1,000.5"


def _outside(fact: Fact, value: Fraction) -> str:
    most = fact.maximum
    if most is None and fact.kind is FactKind.MONEY:
        most = MOST_MONEY
    if fact.minimum is not None and value < fact.minimum:
        return f"不小于 {format_value(fact, fact.minimum)}"
    if most is not None and value > most:
        return f"不大于 {format_value(fact, most)}"
    return ""


def format_value(fact: Fact, value: CellValue) -> str:
    """The value as a cell would write it, with its unit: `760 万元`, `15%`, `是`, `2021-08-18`."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | Fraction() if fact.kind is FactKind.RATE:
            return f"{decimal_text(Fraction(value) * 100)}%"
        case int() | Fraction():
            unit = fact.unit
            number = Fraction(value) / (unit.scale if unit else 1)
            return f"{decimal_text(number)} {unit.name}" if unit else decimal_text(number)
        case date():
            return value.isoformat()
        case str():
            return value


def decimal_text(number: Fraction) -> str:
    """The exact decimal with thousands commas, or `a/b` where there is none."""
    digits, rest = 0, number.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        digits = max(digits, count)
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    scaled = abs(number.numerator) * 10**digits // number.denominator
    whole, part = divmod(scaled, 10**digits)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{digits}d}" if digits else "")
