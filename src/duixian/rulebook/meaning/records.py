"""What is read from records: reviews, the award history, published lists and published values."""

from collections.abc import Iterable
from datetime import date

from duixian.rulebook.assessment import Gap, GapKind, Step
from duixian.rulebook.dossier import Award, Outcome, ReviewRow
from duixian.rulebook.expression.tree import FromHistory, Listed, Published, Recall, Review
from duixian.rulebook.library.model import Series
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.facts import firm_by
from duixian.rulebook.meaning.intervals import ANYTHING, Exact, Pair, hull, whole
from duixian.rulebook.meaning.numbers import number


def review(expression: Review, low: Evaluate, high: Evaluate, *, money: bool) -> Evaluate:
    """评审(低, 高): what a review set, until then the range. Outside the bounds is a data error."""

    def evaluate(context: Context) -> Step:
        below = (low(context), high(context))
        room = hull([step.value for step in below])
        value = _set(context.review_rows(), money=money)
        if value is not None and _within(value, below[0].value, below[1].value):
            return Step(expression, (value, value), below)
        if value is not None:
            where = f"评审 {context.measure} {context.key}"
            context.run.complain(
                "review-bounds", where, str(value), "评审核定的数超出政策规定的范围", "范围之内的数"
            )
        step = number(expression, room, below)
        gap = Gap(GapKind.REVIEW, context.subject, "评审核定", context.key)
        return step if not _open(room) else step._replace(gaps=(*step.gaps, gap))

    return evaluate


def _open(room: Pair) -> bool:
    return room[0] is None or room[0] != room[1]


def _set(rows: Iterable[ReviewRow], *, money: bool) -> Exact | None:
    value: Exact | None = None
    for row in rows:
        found = row.amount if money else row.rate
        if row.outcome is Outcome.PASSED and found is not None:
            value = found
    return value


def _within(value: Exact, low: Pair, high: Pair) -> bool:
    return (low[0] is None or value >= low[0]) and (high[1] is None or value <= high[1])


def listed(expression: Listed) -> Evaluate:
    """列入(名单): a list is complete as of its day; one that was never read is unknown."""
    of_firm = firm_by(expression.via)

    def evaluate(context: Context) -> Step:
        firm, gaps = of_firm(context)
        read = context.run.dossier.lists.get(expression.name)
        if read is None or read > context.run.on:
            return Step(expression, None, (), (*gaps, Gap(GapKind.LIST, "名单", expression.name)))
        if firm is None:
            return Step(expression, None, (), gaps)
        if not firm.code:
            return Step(expression, None, (), (context.gap(expression.via),))
        return Step(expression, (expression.name, firm.code) in context.run.listed)

    return evaluate


def published(expression: Published, day: Evaluate, series: Series | None) -> Evaluate:
    """公布值(序列, 日期): the value in force on that day, as published by the assessment."""

    def evaluate(context: Context) -> Step:
        below = day(context)
        if below.value is None:
            return Step(expression, ANYTHING, (below,), below.gaps)
        value = _in_force(series, min(below.value, context.run.on))
        if value is None:
            gap = Gap(GapKind.SERIES, "公布值", expression.series, below.value.isoformat())
            return Step(expression, ANYTHING, (below,), (gap,))
        return Step(expression, (value, value), (below,))

    return evaluate


def _in_force(series: Series | None, day: date) -> Exact | None:
    values = [value for start, value in series.values if start <= day] if series else []
    return whole(values[-1]) if values else None


def from_history(expression: FromHistory) -> Evaluate:
    """已奖补(…), 已奖补最高(…): the payee's own awards; unnamed, of the measure of the row."""
    named = frozenset(expression.measures)

    def evaluate(context: Context) -> Step:
        if context.awards is None:
            return Step(expression, (0, None), (), (Gap(GapKind.HISTORY, "奖补历史", "奖补历史"),))
        measures = named or {(context.policy, context.measure)}
        awards = [
            award
            for award in context.awards
            if (award.policy, award.measure) in measures and award.payee == context.payee.code
        ]
        if expression.recall is Recall.SUM:
            value: Exact = sum(award.counted for award in awards)
        else:
            value = max([0, *_remembered(awards, expression.fact)])
        return Step(expression, (value, value))

    return evaluate


def _remembered(awards: list[Award], name: str) -> list[Exact]:
    found = [award.remembered.get(name) for award in awards]
    return [value for value in found if value is not None and not isinstance(value, str | date)]
