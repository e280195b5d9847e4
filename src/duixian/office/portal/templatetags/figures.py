"""Sums and dates as Chinese officials write them; 万元 and 元 are never confused."""

from datetime import date

from django import template

from duixian.rulebook.assessment import Interval
from duixian.rulebook.expression import figures

register = template.Library()


@register.filter
def wan(fen: int | None) -> str:
    """A sum in fen as 万元 with two decimals at least, exact; an unknown one as a dash."""
    if fen is None:
        return "—"
    sign, whole = "−" if fen < 0 else "", abs(fen)
    decimals = f"{whole % 1_000_000:06d}".rstrip("0").ljust(2, "0")
    return f"{sign}{whole // 1_000_000:,}.{decimals}"


@register.filter
def span(sum_: Interval | None) -> str:
    """A sum or a range with its unit, 万元 or 元; an unknown one as a dash."""
    return "—" if sum_ is None else figures.money_span(sum_.low, sum_.high)


@register.filter
def day(value: date | None) -> str:
    """2022年6月30日; an open day as a dash."""
    return "—" if value is None else figures.day(value)
