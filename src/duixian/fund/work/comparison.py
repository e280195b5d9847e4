"""Two years, or two versions of the budget, side by side: what changed, by how much, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from duixian.fund.figure import SUMMED, Figure, difference, total
from duixian.fund.model.lines import Driver
from duixian.fund.model.targets import Target
from duixian.fund.wording import said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, ItemFigures, LineFigures
from duixian.fund.work.evaluating import driver_figure
from duixian.fund.work.targets import target_figure

ADDED, DROPPED = "新增", "取消"
MOST_LINES = 4
"""So many lines are named as the reason of an item's change, the largest first."""


@dataclass(frozen=True, slots=True)
class Side:
    """A year and the version of its budget that is compared, None where it has none."""

    label: str
    book: Book
    budget: Budget | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A row: what it was and what it is, None where it was or is not there."""

    code: str
    name: str
    before: Figure | None
    after: Figure | None
    change: Figure | None
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed; what stayed alike is left out."""

    before: Side
    after: Side
    items: tuple[Changed, ...]
    lines: tuple[Changed, ...]
    drivers: tuple[Changed, ...]
    targets: tuple[Changed, ...]


def compare(before: Side, after: Side) -> Comparison:
    """Items by name (or number, where renamed), lines by code and name or name, rest by name."""
    lines = tuple(_lines(before, after))
    return Comparison(
        before,
        after,
        tuple(_items(before, after, lines)),
        lines,
        tuple(_drivers(before.book.drivers, after.book.drivers)),
        tuple(_targets(before.book, after.book)),
    )


def _items(before: Side, after: Side, lines: tuple[Changed, ...]) -> Iterator[Changed]:
    old = _by_number(before.budget)
    new = _by_number(after.budget)
    names = {each.item.name: number for number, each in new.items()}
    before_names = {each.item.name for each in old.values()}
    seen: set[int] = set()
    for number, was in old.items():
        renamed = number in new and new[number].item.name not in before_names
        same = names.get(was.item.name, number if renamed else 0)
        now = new.get(same)
        seen.add(same)
        changed = _changed(
            str(number),
            was.item.name,
            was.amount,
            now.amount if now is not None else None,
            _why_item(now, after, lines),
        )
        if changed is not None:
            yield changed
    for number, now in new.items():
        if number not in seen:
            yield Changed(str(number), now.item.name, None, now.amount, now.amount, ADDED)
    if before.budget is not None and after.budget is not None:
        whole = _changed("合计", "合计", before.budget.total, after.budget.total, "")
        if whole is not None:
            yield whole


def _by_number(budget: Budget | None) -> Mapping[int, ItemFigures]:
    return {each.item.number: each for each in budget.items} if budget is not None else {}


def _why_item(now: ItemFigures | None, after: Side, lines: tuple[Changed, ...]) -> str:
    if now is None:
        return DROPPED
    own = {line.line.code for line in now.lines}
    moved = [each for each in lines if each.code in own and each.change is not None]
    moved.sort(key=_size, reverse=True)
    parts = [f"{each.name} {signed(each.change)}" for each in moved[:MOST_LINES] if each.change]
    stated = after.budget.version.reason(now.item.number) if after.budget is not None else ""
    asked = now.request.reason if now.request is not None else ""
    return "；".join(dict.fromkeys(text for text in (stated, asked, "、".join(parts)) if text))


def _size(each: Changed) -> Fraction:
    return abs(each.change.value) if each.change is not None else Fraction(0)


def _lines(before: Side, after: Side) -> Iterator[Changed]:
    old, new = _by_code(before.budget), _by_code(after.budget)
    pairs = _same_lines(old, new)
    for code, was in old.items():
        if code not in pairs:
            if was.amount.value:
                change = _gone(was.amount)
                yield Changed(code, was.line.name, was.amount, None, change, DROPPED)
            continue
        now = new[pairs[code]]
        if now.amount.value != was.amount.value:
            change = _explained(was, now)
            why = _why_line(now, change)
            yield Changed(now.line.code, now.line.name, was.amount, now.amount, change, why)
    kept = set(pairs.values())
    for code, now in new.items():
        if code not in kept and now.amount.value:
            yield Changed(code, now.line.name, None, now.amount, now.amount, ADDED)


def _same_lines(
    old: Mapping[str, LineFigures], new: Mapping[str, LineFigures]
) -> Mapping[str, str]:
    """Codes of one and the same line on both sides: of one code and name, then of one name."""
    pairs = {c: c for c in old if c in new and new[c].line.name == old[c].line.name}
    free: dict[str, list[str]] = {}
    for code, now in new.items():
        if code not in pairs:
            free.setdefault(now.line.name, []).append(code)
    for code, was in old.items():
        if code not in pairs and free.get(was.line.name):
            pairs[code] = free[was.line.name].pop(0)
    return pairs


def _by_code(budget: Budget | None) -> Mapping[str, LineFigures]:
    if budget is None:
        return {}
    return {line.line.code: line for item in budget.items for line in item.lines}


def _gone(figure: Figure) -> Figure:
    nothing = Figure("没有", Fraction(0), figure.dimension)
    return difference(f"{figure.name}的变动", nothing, figure)


def _explained(was: LineFigures, now: LineFigures) -> Figure:
    """The change of a line as the effect of its quantity, of its price, and what is left."""
    name = f"{now.line.name}的变动"
    whole = difference(name, now.amount, was.amount)
    if was.price is None or now.price is None:
        return whole
    more = (now.count.value - was.count.value) * was.price.value
    dearer = now.count.value * (now.price.value - was.price.value)
    words = f"数量 {said(was.count)} → {said(now.count)}，按原单价"
    prices = f"单价 {said(was.price)} → {said(now.price)}，按新数量"
    parts = [
        Figure("数量", more, whole.dimension, words, (was.count, now.count)),
        Figure("单价", dearer, whole.dimension, prices, (was.price, now.price)),
    ]
    left = whole.value - more - dearer
    parts.append(Figure("取整和申请数", left, whole.dimension, "其余"))
    return total(name, [part for part in parts if part.value])


def _why_line(now: LineFigures, change: Figure) -> str:
    effects = change.parts if change.how == SUMMED else ()
    causes = (f"{part.name}影响 {signed(part)}" for part in effects)
    asked = [now.request.reason] if now.request is not None else []
    return "；".join((*causes, *asked))


def _drivers(old: Mapping[str, Driver], new: Mapping[str, Driver]) -> Iterator[Changed]:
    for name in dict.fromkeys((*old, *new)):
        was = driver_figure(old[name], old) if name in old else None
        now = driver_figure(new[name], new) if name in new else None
        changed = _changed("", name, was, now, now.source if now is not None else DROPPED)
        if changed is not None:
            yield changed


def _targets(old: Book, new: Book) -> Iterator[Changed]:
    before, after = _named_targets(old), _named_targets(new)
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if (was is None) != (now is None):
            why = ADDED if was is None else DROPPED
            yield Changed(key[0], key[1], _goal(old, was), _goal(new, now), None, why)
            continue
        basis = now.basis if now is not None else ""
        changed = _changed(*key, _goal(old, was), _goal(new, now), basis)
        if changed is not None:
            yield changed
        elif was is not None and now is not None and was.words != now.words:
            yield Changed(*key, None, None, None, f"“{was.words}” → “{now.words}”")


def _named_targets(book: Book) -> Mapping[tuple[str, str], Target]:
    return {(each.form, each.name): each for each in book.year.targets}


def _goal(book: Book, target: Target | None) -> Figure | None:
    if target is None:
        return None
    form = next(each for each in book.year.forms if each.name == target.form)
    return target_figure(book, form, target)


def _changed(
    code: str, name: str, was: Figure | None, now: Figure | None, why: str
) -> Changed | None:
    if was is None and now is None:
        return None
    if was is None or now is None:
        reason = why or (ADDED if was is None else DROPPED)
        return Changed(code, name, was, now, None, reason)
    if was.value == now.value and was.dimension == now.dimension:
        return None
    if was.dimension != now.dimension:
        return Changed(code, name, was, now, None, f"单位变了；{why}")
    return Changed(code, name, was, now, difference(f"{name}的变动", now, was), why)


def signed(figure: Figure | None) -> str:
    """A change with its sign, sums in 万元."""
    if figure is None:
        return ""
    text = said(figure).replace("-", "−")
    return text if figure.value < 0 else f"+{text}"
