"""Looks for words in what is said: 2000万元 finds 2,000 万元 and 0.2亿元 as well."""

import re
from collections.abc import Iterable
from fractions import Fraction
from unicodedata import normalize

_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANK = re.compile(r"[^\S\n]+")
_BEFORE_UNIT = re.compile(r"(?<=\d)\s+(?=[万亿元%])")
_SUM = re.compile(r"(\d+(?:\.\d+)?)([万亿]?)元|(\d+(?:\.\d+)?)([万亿])$")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}


def searchable(text: str) -> str:
    """What `holds_all` looks in: lines without blanks, then once more with their sums in 元."""
    plain = _BLANK.sub("", _plain(text))
    return f"{plain}\n{_in_yuan(plain)}"


def patterns(words: str) -> tuple[re.Pattern[str], ...]:
    """What is looked for, word by word; a number is found whole, never inside a longer one."""
    return tuple(map(_pattern, _BEFORE_UNIT.sub("", _plain(words)).split()))


def holds_all(text: str, wanted: Iterable[re.Pattern[str]]) -> bool:
    """Whether every word stands in a searchable text."""
    return all(pattern.search(text) for pattern in wanted)


def _plain(text: str) -> str:
    return _GROUPED.sub("", normalize("NFKC", text).lower())


def _in_yuan(text: str) -> str:
    return _SUM.sub(_yuan, text)


def _yuan(found: re.Match[str]) -> str:
    number, unit = found[1] or found[3], found[2] or found[4] or ""
    sum_ = Fraction(number) * _TIMES[unit]
    return f"{sum_}元" if sum_.denominator == 1 else found[0]


def _pattern(word: str) -> re.Pattern[str]:
    written = re.escape(_in_yuan(word))
    before = r"(?<![\d.])" if word[0].isdigit() else ""
    after = r"(?![\d.])" if written[-1].isdigit() else ""
    return re.compile(before + written + after)
