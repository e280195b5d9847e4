"""Numbers as official texts write them, in Arabic and Chinese numerals, as exact fractions."""

from fractions import Fraction

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "".join((*DIGITS, *_SMALL))


def magnitude(words: str) -> int:
    """The factor of 万, 千万, 亿, 万亿 and the like; 1 for no word."""
    factor = 1
    for word in words:
        factor *= _SMALL.get(word) or _LARGE[word]
    return factor


def chinese_number(words: str) -> int:
    """The value of a Chinese numeral: 十六, 一百零五, 三千万, 二〇二一 (digit by digit: 2021).

    Raises ValueError for anything that is not one.
    """
    if not words or any(c not in CHINESE and c not in _LARGE for c in words):
        raise ValueError(f"不是中文数字：{words}")
    if all(c in DIGITS for c in words):
        return int("".join(str(DIGITS[c]) for c in words))
    for word in ("亿", "万"):
        head, found, tail = words.rpartition(word)
        if found:
            return (chinese_number(head) if head else 1) * _LARGE[word] + (
                chinese_number(tail) if tail else 0
            )
    return _below_ten_thousand(words)


def _below_ten_thousand(words: str) -> int:
    total, digit = 0, None
    for c in words:
        if c in DIGITS:
            digit = DIGITS[c]
        else:
            total += (1 if digit is None else digit) * _SMALL[c]
            digit = None
    return total + (digit or 0)


def number(words: str) -> Fraction:
    """The value of a number in either writing: 1,000 · 0.5 · 十六 · 两 · 半 (one half)."""
    if words == "半":
        return Fraction(1, 2)
    if words[0].isascii():
        return Fraction(words.replace(",", ""))
    return Fraction(chinese_number(words))
