"""Sums and counts over the rows of another subject, as intervals.

A row whose filter is unknown adds [0, most]; a table that is absent is unknown.
"""

from datetime import date
from typing import Any

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.expression.tree import Fold, OverRows
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.intervals import ANYTHING, ZERO, Pair, greatest, hull, least, plus
from duixian.rulebook.meaning.numbers import number

Item = tuple[Step | None, Step | None]
"""Of one row: its filter (None: no filter) and its value (None: nothing is asked of it)."""


def over_rows(expression: OverRows, value: Evaluate | None, where: Evaluate | None) -> Evaluate:
    """合计, 计数, 有, 种类数, 最大, 最小 over the rows of the firm of the row."""

    def items(context: Context) -> list[Item] | None:
        rows = context.run.dated.get(expression.subject)
        if rows is None or context.firm.code != context.run.dossier.firm.code:
            return None
        outer, found = context.item, list[Item]()
        for row, _ in rows:
            if row.firm != context.firm.code:
                continue
            context.item = row
            test = where(context) if where else None
            if test is None or test.value is not False:
                found.append((test, value(context) if value else None))
        context.item = outer
        return found

    def evaluate(context: Context) -> Step:
        found = items(context)
        if found is None:
            return _absent(expression, context)
        below = tuple([step for item in found for step in item if step is not None])
        if expression.fold is Fold.EXISTS:
            return _exists(expression, found, below)
        days = [item for _, item in found if item is not None and not isinstance(item.value, tuple)]
        if days and expression.fold in (Fold.LARGEST, Fold.SMALLEST):
            return _day(expression, found, below)
        return number(expression, _FOLDS[expression.fold](found), below)

    return evaluate


def _absent(expression: OverRows, context: Context) -> Step:
    detail = "" if context.firm.code == context.run.dossier.firm.code else context.firm.code
    gap = Gap(GapKind.TABLE, expression.subject, expression.subject, detail)
    if expression.fold is Fold.EXISTS:
        return Step(expression, None, (), (gap,))
    counts = expression.fold in (Fold.COUNT, Fold.DISTINCT)
    return Step(expression, (0, None) if counts else ANYTHING, (), (gap,))


def _sure(item: Item) -> bool:
    return item[0] is None or item[0].value is True


def _exists(expression: OverRows, found: list[Item], below: tuple[Step, ...]) -> Step:
    if any(_sure(item) for item in found):
        return Step(expression, value=True, below=below)
    if not found:
        return Step(expression, value=False, below=below)
    return Step(expression, None, below, tuple([gap for step in below for gap in step.gaps]))


def _count(found: list[Item]) -> Pair:
    return sum(_sure(item) for item in found), len(found)


def _values(found: list[Item], *, sure: bool) -> list[Any]:
    return [item[1].value for item in found if item[1] is not None and _sure(item) is sure]


def _sum(found: list[Item]) -> Pair:
    total: Pair = ZERO
    for pair in _values(found, sure=True):
        total = plus(total, pair)
    for pair in _values(found, sure=False):
        total = plus(total, hull((ZERO, pair)))
    return total


def _distinct(found: list[Item]) -> Pair:
    """Unknown values may coincide with known ones, or may all differ."""
    steps = [(item[1], _sure(item)) for item in found if item[1] is not None]
    known = {step.value for step, sure in steps if sure and _decided(step)}
    possible = {step.value for step, _ in steps if _decided(step)}
    unknown = sum(not _decided(step) for step, _ in steps)
    at_least_one = 1 if any(sure for _, sure in steps) else 0
    return max(len(known), at_least_one), len(possible) + unknown


def _decided(step: Step) -> bool:
    return step.value is not None and not step.gaps


def _largest(found: list[Item]) -> Pair:
    """The largest; zero when there is no row."""
    sure, unsure = _values(found, sure=True), _values(found, sure=False)
    if sure:
        return hull((greatest(sure), greatest([*sure, *unsure])))
    return hull((ZERO, *unsure))


def _smallest(found: list[Item]) -> Pair:
    """The smallest; zero when there is no row."""
    sure, unsure = _values(found, sure=True), _values(found, sure=False)
    if sure:
        return hull((least(sure), least([*sure, *unsure])))
    return hull((ZERO, *unsure))


_FOLDS = {
    Fold.SUM: _sum,
    Fold.COUNT: _count,
    Fold.DISTINCT: _distinct,
    Fold.LARGEST: _largest,
    Fold.SMALLEST: _smallest,
}


def _day(expression: OverRows, found: list[Item], below: tuple[Step, ...]) -> Step:
    """The latest or earliest day, known only when every row is."""
    days = [item[1].value for item in found if item[1] is not None and _sure(item)]
    if len(days) < len(found) or any(day is None for day in days):
        return Step(expression, None, below, tuple([gap for step in below for gap in step.gaps]))
    chosen: date = max(days) if expression.fold is Fold.LARGEST else min(days)
    return Step(expression, chosen, below)
