"""One cell as the spreadsheet reader gives it, as the exact text its user sees in it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = int | float | str | bool | date | datetime | time | timedelta

UNKNOWN = "未知"
EXCEL_DIGITS = 15
"""Excel shows and computes with 15 digits; what follows is noise of its binary numbers."""
FIRST_YEAR = 1901
"""Excel's days begin on 1900-01-01, so a stray number shown as a date lies near it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell has no meaning whatever its column; `found` is what is shown of it."""

    found: str
    what: str
    instead: str = ""


def cell_text(cell: Cell) -> str | Unreadable:
    """The text of a cell; empty for an empty cell.

    Numbers become plain decimals of at most 15 digits, dates ISO days (a time of day is dropped).
    """
    match cell:
        case bool():
            return "是" if cell else "否"
        case str():
            return cell.strip()
        case int():
            return _number(Decimal(cell), str(cell))
        case float():
            return _number(Decimal(format(cell, f".{EXCEL_DIGITS}g")), repr(cell))
        case datetime():
            return _day(cell.date())
        case date():
            return _day(cell)
        case _:
            return Unreadable(
                str(cell),
                "是时间而不是日期（数字 0 或小数被设成了日期格式，Excel 记作 1899 年底）",
                "填写完整日期，或清空单元格",
            )


def _number(value: Decimal, shown: str) -> str | Unreadable:
    if not value.is_finite():
        return Unreadable(shown, "不是有限的数", "填写具体数字，或清空单元格")
    if abs(value) >= 10**EXCEL_DIGITS:
        return Unreadable(
            shown,
            f"超过 {EXCEL_DIGITS} 位的数字，Excel 存不下，后面的位数已经丢失",
            "把这一列设为文本格式，重新录入",
        )
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(day: date) -> str | Unreadable:
    if day.year < FIRST_YEAR:
        return Unreadable(
            day.isoformat(),
            "是 1899 或 1900 年的日期，通常是数字被误设成了日期格式",
            "填写真实日期，或清空单元格",
        )
    return day.isoformat()
