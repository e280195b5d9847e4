"""Numbers as written: digits, thousands separators, units, rates, ratios, to exact quantities."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from duixian.rulebook.expression.tree import Quantity
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.language.source import Source, Span, read_source
from duixian.rulebook.language.tokens import KEYWORDS, NUMBER, RATIO
from duixian.rulebook.language.units import STANDARD_UNITS, read_unit
from duixian.rulebook.problems import Place, Problem
from duixian.rulebook.units import PURE, Unit

_LONGEST_NUMBER = 40
_GROUP = 3
_SIGNS = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
_BOUND_WORDS = {"以上": "≥", "以下": "≤", "以内": "≤", "以外": ">", "及以上": "≥", "及以下": "≤"}

Refuse = Callable[[str, str, str, str], None]
"""Takes the code, what is wrong, why, and what to write instead."""


def read_number(text: str, units: Iterable[Unit], refuse: Refuse) -> Quantity | None:
    """The quantity written as `text`; None when it is none, after saying why to `refuse`."""
    if len(text) > _LONGEST_NUMBER:
        refuse("number-too-long", f"超过 {_LONGEST_NUMBER} 个字符", "没有这么长的数", "")
        return None
    ratio = RATIO.fullmatch(text)
    if ratio:
        return _ratio(ratio[1], ratio[2], text, refuse)
    match = NUMBER.fullmatch(text)
    if not match:
        refuse("number-malformed", "不是数的写法", "", "800 万元、1,000.5、10%")
        return None
    digits, sign, name = match.groups()
    if not _groups_are_full(digits):
        why = "数里的逗号只分隔整三位；分隔各项的逗号后面要空一格"
        refuse("number-malformed", "的逗号放错了地方", why, f"{digits.replace(',', '')} 或分开写")
        return None
    number = Fraction(digits.replace(",", ""))
    if sign:
        return Quantity(number * _SIGNS[sign], PURE, None, text)
    if not name:
        return Quantity(number, PURE, None, text)
    own = tuple(units)
    unit = read_unit(name, own)
    if unit is None:
        _refuse_unit(digits, name, own, refuse)
        return None
    return Quantity(number * unit.scale, unit.dimension, unit, text)


def read_quantity(
    text: str, place: Place, units: Iterable[Unit] = ()
) -> tuple[Quantity | None, tuple[Problem, ...]]:
    """One number with its unit and nothing else, such as a maximum; it may be negative."""
    source, problems = read_source(text, place)
    if source is None:
        return None, problems
    written = source.text.strip()
    negative = written[:1] in {"-", "−"}
    found: list[Problem] = []
    span = _inner(source)
    quantity = read_number(
        written[1:].lstrip() if negative else written,
        units,
        lambda *words: found.append(source.problem(span, *words)),
    )
    if quantity is None or not negative:
        return quantity, tuple(found)
    return Quantity(-quantity.value, quantity.dimension, quantity.unit, written), ()


def _inner(source: Source) -> Span:
    stripped = source.text.strip()
    start = source.text.find(stripped)
    return start, start + len(stripped)


def _ratio(first: str, second: str, text: str, refuse: Refuse) -> Quantity | None:
    if not Fraction(first):
        refuse("number-malformed", "的前项是零", "比是后项除以前项", "1:0.5")
        return None
    return Quantity(Fraction(second) / Fraction(first), PURE, None, text)


def _groups_are_full(digits: str) -> bool:
    first, *groups = digits.partition(".")[0].split(",")
    if not groups:
        return True
    full = all(len(group) == _GROUP for group in groups)
    return full and len(first) <= _GROUP and not first.startswith("0")


def _refuse_unit(digits: str, name: str, own: tuple[Unit, ...], refuse: Refuse) -> None:
    for word, sign in _BOUND_WORDS.items():
        if name.endswith(word) and read_unit(name.removesuffix(word), own):
            instead = f"{sign} {digits} {name.removesuffix(word)}"
            refuse("unit-unknown", f"的单位里有「{word}」", "式子里的界限用符号写", instead)
            return
    for keyword in sorted(KEYWORDS, key=len, reverse=True):
        unit, found, rest = name.partition(keyword)
        if found and read_unit(unit, own):
            why = f"连着写的「{keyword}」成了单位的一部分，前后要空一格"
            instead = f"{digits} {unit} {keyword} {rest}".rstrip()
            refuse("keyword-glued", f"的单位「{name}」没有声明", why, instead)
            return
    if read_unit(f"{name}元", own):
        refuse("unit-missing", "缺少单位", f"「{name}」不是单位", f"{digits} {name}元")
        return
    known = [*(unit.name for unit in own), *STANDARD_UNITS, "万元", "亿元"]
    near = nearest(name, known)
    why = "以数字开头的名称要放在「」里" if not near else ""
    instead = f"{digits} {near}" if near else f"「{digits}{name}」，或在 facts.yaml 的 units 里声明"
    refuse("unit-unknown", f"的单位「{name}」没有声明", why, instead)
