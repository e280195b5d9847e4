"""The amounts an official sentence states, each as an exact fraction.

Sums, rates, durations, areas, counts and ratios are read in Arabic and Chinese numerals.

Calendar years (2021 年, 2020-2022 年) are dates and no amounts; numbers inside 《》 belong to
another document's title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from duixian.paper.numerals import CHINESE, chinese_number, magnitude, number
from duixian.paper.reading import compact

YUAN, RATE, RATIO, YEARS, AREA, TIMES, FIRMS = "元", "率", "比", "年", "平方米", "次", "家"
COVERED_KINDS = frozenset({YUAN, "美元", RATE, RATIO, YEARS, AREA, TIMES, FIRMS})
"""The kinds coverage counts. 人, 项 and 个 are read too, but only shown."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: its kind, its exact value, and how the text writes it (not compared).

    Values are in the unit of the kind: 元 (not fen), 年, 平方米, 次, 家. A rate is a fraction of
    one (10% and 100‰ are both 1/10). A ratio a:b is a/b.
    """

    kind: str
    value: Fraction
    text: str = field(compare=False)


# Every repetition is bounded, so that no text takes more than linear time.
_HAN = rf"[{CHINESE}]{{1,12}}(?:[万亿]{{1,2}}[{CHINESE}]{{1,8}}){{0,2}}"
_DECIMAL = r"(?:(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,18}(?!\d))(?:\.\d{1,18})?)"
_NUMBER = rf"(?:{_DECIMAL}|{_HAN})"
_SCALE = r"(?:[十百千]?[万亿]{1,3}|[百千](?=元))"
_ITEM = rf"{_NUMBER}{_SCALE}?"
# 数十家 is vague, and 上一年 or 同一家 names one without counting.
_START = r"(?<![A-Za-z0-9.数几])(?!(?<=[上下同统唯任])一)"
_LINK = r"[-~–—至到、或和]"
_UNITS = (
    r"(?P<dollar>美元)|(?P<yuan>(?:人民币)?元(?![化素]))|(?P<percent>%|个?百分点)|(?P<mille>‰)|(?P<area>平方米|平米|m2)"
    r"|(?P<years>(?:个(?:完整)?(?:自然|会计|财务|财政|支持)?(?=年))?年(?![代级龄]))|(?P<times>次(?!性))|(?P<firms>家(?![庭具电]))"
    r"|(?P<persons>人(?!次))|(?P<items>项)|(?P<pieces>个(?!月|工作日|百分点))"
)
_PATTERN = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<ratio>{_DECIMAL}(?::{_DECIMAL}){{1,5}}(?![\d.十百千万亿元%‰年家次人个项平])|{_NUMBER}比{_NUMBER})"
    rf"|(?P<han_rate>[百千]分之{_NUMBER})"
    r"|(?P<word>全额(?!拨款|缴|到位|出资)|半额|减半|一半)"
    rf"|{_START}(?P<list>{_ITEM}(?:{_LINK}{_ITEM}){{0,9}})(?P<open>\()?(?P<scale>{_SCALE})?(?:{_UNITS})(?(open)\)?)"
    r"|(?P<half>半年(?!度))"
    rf"|{_START}(?P<short>{_NUMBER}{_SCALE})(?=\W|$|[调到至的给补奖资封])"
    r"|(?<![数几位:(])(?P<bare>万?亿)元"
)
_KIND = {
    "dollar": "美元",
    "yuan": YUAN,
    "percent": RATE,
    "mille": RATE,
    "area": AREA,
    "years": YEARS,
    "times": TIMES,
    "firms": FIRMS,
    "persons": "人",
    "items": "项",
    "pieces": "个",
}
_DIVISOR = {"percent": 100, "mille": 1000}
_WORDS = {
    "全额": Fraction(1),
    "半额": Fraction(1, 2),
    "减半": Fraction(1, 2),
    "一半": Fraction(1, 2),
}
_SPLIT_ITEM = re.compile(rf"({_NUMBER})([十百千]?[万亿]{{1,3}}|[百千])?")
_CALENDAR_YEARS = range(1900, 2101)
_TITLE = re.compile(r"《[^《》]*》")


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount the text states, in order, each once.

    A range (10%-30%) and a list (30、40、50 万元) give each of their ends. 1:0.5 is one ratio;
    5:3:2 divides a whole and gives each share as a rate.
    """
    readable = _TITLE.sub("\n", compact(text))
    return tuple(dict.fromkeys(a for match in _PATTERN.finditer(readable) for a in _read(match)))


def _read(match: re.Match[str]) -> Iterator[Amount]:
    text = match.group()
    if match["ratio"]:
        yield from _ratio(text)
    elif match["han_rate"]:
        yield Amount(RATE, number(text[3:]) / (100 if text[0] == "百" else 1000), text)
    elif match["word"]:
        yield Amount(RATE, _WORDS[text], text)
    elif match["half"]:
        yield Amount(YEARS, Fraction(1, 2), text)
    elif match["short"]:
        yield from _scaled(match["short"], "", YUAN, 1, text)
    elif match["bare"]:
        yield Amount(YUAN, Fraction(magnitude(match["bare"])), text)
    else:
        unit = next(name for name in _KIND if match[name])
        yield from _scaled(
            match["list"], match["scale"] or "", _KIND[unit], _DIVISOR.get(unit, 1), text
        )


def _ratio(text: str) -> Iterator[Amount]:
    parts = [number(part) for part in re.split("[:比]", text)]
    if any(part == 0 for part in parts):
        return
    first, second, *rest = parts
    if rest:
        yield from (Amount(RATE, part / sum(parts), text) for part in parts)
    else:
        yield Amount(RATIO, first / second, text)


def _scaled(items: str, scale: str, kind: str, divisor: int, text: str) -> Iterator[Amount]:
    """The numbers of a list with one unit; one without 万 or 亿 takes that of the last."""
    found = _SPLIT_ITEM.findall(items)
    shared = scale or found[-1][1]
    for words, own in found:
        value = _value(words, own or shared)
        if not (kind == YEARS and _is_calendar_year(value)):
            yield Amount(kind, value / divisor, text)


def _value(words: str, scale: str) -> Fraction:
    if words[0].isascii():
        return number(words) * magnitude(scale)
    return Fraction(chinese_number(words + scale))


def _is_calendar_year(value: Fraction) -> bool:
    return value.denominator == 1 and int(value) in _CALENDAR_YEARS
