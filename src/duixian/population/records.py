"""What is read from records: reviews, past awards, published lists and published values."""

from fractions import Fraction

from duixian.population.codes import NONE, Detail, GapCode, only_if, together
from duixian.population.forms import kept, measured, number_of, plain
from duixian.population.frame import NOBODY, Frame
from duixian.population.history import HISTORY, past
from duixian.population.quantities import ZERO, Quantity, fixed
from duixian.population.schema import FIRM, LISTINGS, REVIEWS, best_columns, scale_of_unit
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    both,
    day,
    either,
    known,
    negated,
    text,
    unknown,
    when,
)
from duixian.population.values import Numeric, Plain, Value
from duixian.population.wholes import WIDEST
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Recall
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Number
from duixian.rulebook.units import MONEY

Recorded = tree.Listed | tree.Review | tree.Published | tree.FromHistory


def recorded(expression: Recorded, frame: Frame) -> Value:
    """A published list, what a review set, a published value, a sum of past awards."""
    match expression:
        case tree.Listed():
            return _listed(expression, frame)
        case tree.Review():
            return _review(expression, frame)
        case tree.Published():
            return _published(expression, frame)
        case tree.FromHistory():
            return _from_history(expression, frame)


def _listed(expression: tree.Listed, frame: Frame) -> Plain:
    shape, alias = frame.setting.shape, frame.firm_by(expression.via)
    code = frame.codes.named.get(alias, TRUE)
    nobody = NONE
    if alias == NOBODY or code != TRUE:
        nobody = only_if(
            TRUE if alias == NOBODY else unknown(code),
            frame.codes.missing(frame.gap(expression.via)),
        )
    read = shape.lists.get(expression.name)
    if read is None or read > shape.on:
        unread = frame.codes.missing(GapCode(GapKind.LIST, "名单", expression.name))
        return Plain(NULL, together(nobody, unread))
    if alias == NOBODY:
        return Plain(NULL, nobody)
    if not shape.anybody_on(expression.name):
        return Plain(when([(known(code), FALSE)], NULL), kept(frame, nobody))
    names = sorted(shape.lists)
    relation = f"{alias}_listed_{names.index(expression.name)}"
    on = day(shape.on)
    frame.join(
        relation,
        f"LEFT JOIN (SELECT DISTINCT firm FROM {LISTINGS} WHERE list = {text(expression.name)}"
        f" AND since <= {on} AND (until IS NULL OR until > {on})) AS {relation}"
        f" ON {relation}.firm = {alias}.firm_code",
    )
    stands = when([(known(code), known(frame.leaf(relation, "firm")))], NULL)
    return Plain(frame.sheet.define(stands), kept(frame, nobody))


def review_leaf(frame: Frame, title: str, aggregate: str, where: str) -> Sql:
    """One value of the reviews of this row under this measure; NULL where there is none.

    A review of a firm may leave the row out; it counts where none names the firm.
    """
    if not frame.setting.shape.any_review(frame.own):
        return NULL
    if frame.subject != FIRM:
        key = "''" if frame.row is None else f"{frame.row}.row_key"
        return _of_row(frame, title, aggregate, where, key)
    code = f"{frame.firm}.firm_code"
    own = _of_row(frame, title, aggregate, where, code)
    other = _of_row(frame, f"{title}_unnamed", aggregate, where, "''")
    named = _of_row(frame, f"{title}_named", "COUNT(*)", "TRUE", code)
    return frame.sheet.define(f"CASE WHEN {named} IS NULL THEN {other} ELSE {own} END")


def _of_row(frame: Frame, title: str, aggregate: str, where: str, key: Sql) -> Sql:
    policy, measure = frame.own
    frame.join(
        title,
        f"LEFT JOIN (SELECT firm, row_key, {aggregate} AS found FROM {REVIEWS}"
        f" WHERE policy = {text(policy)} AND measure = {text(measure)} AND {where}"
        f" AND day <= {day(frame.setting.shape.on)} GROUP BY firm, row_key) AS {title}"
        f" ON {title}.firm = {frame.owner}.firm_code AND {title}.row_key = {key}",
    )
    return frame.leaf(title, "found")


def _review(expression: tree.Review, frame: Frame) -> Numeric:
    low, high = number_of(expression.low, frame), number_of(expression.high, frame)
    found = type_of(expression, frame.setting.library.vocabulary)
    is_money = isinstance(found, Number) and found.dimension == MONEY
    column = "amount" if is_money else "rate"
    place = f"review_set_{frame.tag}_{column}"
    leaf = review_leaf(frame, place, f"MAX_BY({column}, place)", f"passed AND {column} IS NOT NULL")
    numbers = frame.numbers
    awaited = frame.codes.missing(frame.gap_of_row(GapKind.REVIEW, "评审核定"))
    if leaf == NULL:
        room = numbers.hull([low.number, high.number])
        gaps = only_if(negated(room.exact), together(low.gaps, high.gaps, awaited))
        return Numeric(room, kept(frame, gaps))
    value = numbers.entered(leaf, 1 if is_money else 10**6, None)
    room = numbers.hull([low.number, high.number])
    inside = both(
        value.exact,
        either(low.number.low_open, numbers.at_least(value.low, low.number.low)),
        either(high.number.high_open, numbers.at_least(high.number.high, value.high)),
    )
    inside = frame.sheet.define(inside)
    exact = Quantity(value.low, value.low, positive=room.positive)
    number = numbers.choose([(inside, exact)], room)
    gaps = only_if(negated(number.exact), together(low.gaps, high.gaps, awaited))
    return Numeric(number, kept(frame, gaps))


def _published(expression: tree.Published, frame: Frame) -> Numeric:
    moment = plain(expression.day, frame)
    anything = frame.numbers.anything()
    if moment.sql == NULL:
        return Numeric(anything, moment.gaps)
    series = {each.name: each for each in frame.setting.library.series}.get(expression.series)
    on = frame.setting.shape.on
    values = [(start, value) for start, value in (series.values if series else ()) if start <= on]
    cases = [(f"({moment.sql} >= {day(start)})", fixed(value)) for start, value in values[::-1]]
    number = frame.numbers.choose(cases, anything)
    missing = frame.codes.missing(
        GapCode(GapKind.SERIES, "公布值", expression.series, "", Detail.DATA)
    )
    gaps = together(
        only_if(unknown(moment.sql), moment.gaps),
        only_if(both(known(moment.sql), negated(number.exact)), missing),
    )
    return Numeric(number, kept(frame, gaps))


def _from_history(expression: tree.FromHistory, frame: Frame) -> Numeric:
    if not frame.setting.shape.history:
        number = Quantity(fixed(0).low, fixed(0).low, "FALSE", "TRUE", "FALSE", positive=True)
        return Numeric(number, frame.codes.missing(HISTORY))
    measures = frozenset(expression.measures or (frame.own,))
    if frame.payee == NOBODY or not frame.setting.shape.any_award(measures):
        return Numeric(ZERO)
    if expression.recall is Recall.BEST:
        return _best(expression, measures, frame)
    total, there = past(frame, "SUM(a.counted)", measures)
    value = frame.sheet.define(when([(there, total)], "0"))
    return measured(frame, frame.numbers.entered(value, 1, None, WIDEST))


def _best(
    expression: tree.FromHistory, measures: frozenset[tuple[str, str]], frame: Frame
) -> Numeric:
    """The highest number remembered; zero where none is, or none above zero."""
    columns = best_columns(frame.setting.library)
    asked = (expression.fact, expression.dimension)
    column = next(c for c, each in columns.items() if (each.fact, each.dimension) == asked)
    highest, _ = past(frame, f"MAX(a.{column})", measures)
    value = frame.sheet.define(when([(f"({highest} > 0)", highest)], "0"))
    number = frame.numbers.entered(value, scale_of_unit(expression.dimension), Fraction(0))
    return measured(frame, number)
