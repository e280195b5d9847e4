"""Sums, dates and articles as Chinese officials write them; 万元 and 元 are never confused."""

import re
from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from duixian.rulebook.assessment import Interval
from duixian.rulebook.explain import names, totals
from duixian.rulebook.explain.gaps import Supply
from duixian.rulebook.expression import figures
from duixian.rulebook.expression.types import Label
from duixian.rulebook.policy.model import Cite
from duixian.rulebook.vocabulary.districts import district_name
from duixian.rulebook.vocabulary.model import Fact, FactKind

register = template.Library()
_KINDS = {FactKind.FLAG: "是或否", FactKind.LEVEL: "选一项", FactKind.REFERENCE: "企业信用代码"}
_SUM = re.compile(r"([0-9][0-9,.]*\s?(?:万亿|亿|万)?元)")
_WHOLE = r'<span class="money">\1</span>'
_FEW = 6
"""So many choices are named; more are not."""


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
    return "—" if sum_ is None else unbroken(figures.money_span(sum_.low, sum_.high))


@register.filter
def unbroken(text: str) -> str:
    """A text in which no sum is torn apart at the end of a line."""
    if "元" not in text:
        return text
    return SafeString(_SUM.sub(_WHOLE, escape(text)))


@register.filter
def at_most(total: Interval) -> str:
    """The most that a firm may get, and on what it hangs."""
    return unbroken(totals.at_most(total))


@register.filter
def day(value: date | None) -> str:
    """2022年6月30日; an open day as a dash."""
    return "—" if value is None else figures.day(value)


@register.filter
def articles(cites: tuple[Cite, ...]) -> str:
    """The cited articles, each once."""
    return names.articles(cites)


@register.filter
def named(supplies: Iterable[Supply]) -> str:
    """What is to be supplied or awaited, in one line."""
    return "、".join(one.what for one in supplies)


@register.filter
def district(code: str) -> str:
    """The name of a district."""
    return district_name(code)


@register.filter
def filled_in(fact: Fact) -> str:
    """How a fact is filled in: 金额（万元），每年一个."""
    words = _KINDS.get(fact.kind, fact.kind.value)
    if isinstance(fact.type, Label) and 0 < len(fact.type.levels) <= _FEW:
        words = f"选一项：{'、'.join(fact.type.levels)}"
    unit = f"（{fact.unit.name}）" if fact.unit else ""
    return f"{words}{unit}{'，每年一个' if fact.yearly else ''}"


@register.filter
def parts(key: str) -> str:
    """The key of a row of the registry, its parts set apart."""
    return key.replace("|", " · ")
