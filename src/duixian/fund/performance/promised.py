"""The days a target of time promises: 4 月前、10 月前, 2026年12月前."""

import re
from collections.abc import Iterator
from datetime import date

_MONTH = re.compile(r"(?:([0-9]{4}) ?年)? ?([0-9]{1,2}) ?月(底|末)?前")
_DECEMBER = 12


def promised_days(words: str, year: int) -> Iterator[date]:
    """The first day that is too late, batch by batch: 4 月前 is before the first of April."""
    for written, month, end in _MONTH.findall(words):
        number, of = int(month), int(written or year)
        if not 1 <= number <= _DECEMBER or not date.min.year <= of < date.max.year:
            continue
        if end and number == _DECEMBER:
            yield date(of + 1, 1, 1)
        else:
            yield date(of, number + bool(end), 1)
