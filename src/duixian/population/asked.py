"""What limits, windows and cycles ask of each row beyond its keys: an amount, a day, a cycle.

A written amount is asked of nobody. Each question has a place; the answers are columns of the rows,
with the codes of what is missing for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duixian.population.codes import Words
from duixian.population.forms import compiled, number_of, plain
from duixian.population.frame import Frame
from duixian.population.ratios import Ratio
from duixian.population.refusals import NotCompiled
from duixian.population.sql import (
    NULL,
    TRUE,
    Sql,
    is_whole,
    known,
    negated,
    text,
    when,
    wide,
)
from duixian.population.values import Numeric
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Flag
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.meaning.windows import Together
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.policy.model import CycleKind, Limit, Measure, Rounding, WindowKind


class Kind(StrEnum):
    """What is asked."""

    AMOUNT = "amount"
    SINCE = "first day"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Question:
    """An expression that shared rules ask of their rows."""

    kind: Kind
    expression: Expression


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of a row, and what is missing for them."""

    columns: dict[str, Sql]
    gaps: Words


def written(limit: Limit) -> int | None:
    """The amount of a limit in whole fen where it is written so."""
    most = fixed_value(limit.amount) if limit.amount else None
    return int(most) if most is not None and most.denominator == 1 and most >= 0 else None


def question_of(together: Together) -> Question | None:
    """What the window of a shared rule asks."""
    window, cycle = together.window, together.cycle
    if window.kind is WindowKind.SINCE and window.since is not None:
        return Question(Kind.SINCE, window.since)
    if window.kind is WindowKind.CYCLE and cycle.kind is CycleKind.FACT and cycle.fact:
        return Question(Kind.CYCLE, cycle.fact)
    return None


def amount_of(limit: Limit) -> Question | None:
    """What a limit asks for its amount."""
    if limit.amount is None or written(limit) is not None:
        return None
    return Question(Kind.AMOUNT, limit.amount)


def _asked(library: Library) -> Iterator[tuple[Question, Together]]:
    shared = program_of(library).shared
    for rule in shared.limits:
        amount = amount_of(rule.limit)
        if amount is not None:
            yield amount, rule.together
    rules = (shared.limits, shared.times, shared.groups)
    for together in (each.together for kind in rules for each in kind):
        question = question_of(together)
        if question is not None:
            yield question, together


def questions(library: Library) -> tuple[Question, ...]:
    """All questions of a library, in order."""
    return tuple(dict.fromkeys(question for question, _ in _asked(library)))


def place_of(library: Library, question: Question) -> int:
    """The place of a question, from one on."""
    return questions(library).index(question) + 1


def answers(frame: Frame, measure: Measure) -> dict[int, Answer]:
    """What the rows of a measure answer, by the place of the question."""
    library = frame.setting.library
    asked = dict.fromkeys(q for q, of in _asked(library) if measure.name in of.measures)
    return {place_of(library, q): _answer(frame, q, place_of(library, q)) for q in asked}


def _answer(frame: Frame, question: Question, place: int) -> Answer:
    title = f"asked_{place}"
    match question.kind:
        case Kind.AMOUNT:
            found = number_of(question.expression, frame)
            number = frame.numbers.rounded(found.number, Rounding())
            low, high = wide(number.low.top), wide(number.high.top)
            columns = {f"{title}_low": low, f"{title}_high": high}
            return Answer(columns | {f"{title}_open": number.high_open}, found.gaps)
        case Kind.SINCE:
            day = plain(question.expression, frame)
            piece = "CAST(NULL AS DATE)" if day.sql == NULL else day.sql
            return Answer({title: piece}, day.gaps)
        case Kind.CYCLE:
            return _cycle(frame, question, title)


def _cycle(frame: Frame, question: Question, title: str) -> Answer:
    value = compiled(question.expression, frame)
    if isinstance(value, Numeric):
        sure, piece = value.number.exact, _in_words(value.number.low, frame)
    elif isinstance(type_of(question.expression, frame.setting.library.vocabulary), Flag):
        sure, piece = known(value.sql), when([(value.sql, text(str(True)))], text(str(False)))
    else:
        sure, piece = known(value.sql), f"CAST({value.sql} AS VARCHAR)"
    piece = f"CASE WHEN {sure} THEN {piece} ELSE '' END"
    return Answer({title: piece, f"{title}_sure": sure}, value.gaps)


def _in_words(number: Ratio, frame: Frame) -> Sql:
    """A fraction in lowest terms, as past awards spell their cycle: 2022, 3/2."""
    if not is_whole(number.bottom):
        raise NotCompiled("周期是两个事实的商", frame.own)
    scale = int(number.bottom)
    cases = [
        (f"({number.top} % {by} = 0)", _over(number.top, by, scale // by))
        for by in range(scale, 1, -1)
        if scale % by == 0
    ]
    return when(cases, _over(number.top, 1, scale))


def _over(top: Sql, by: int, below: int) -> Sql:
    whole = f"CAST({top} // {by} AS VARCHAR)"
    return whole if below == 1 else f"({whole} || {text(f'/{below}')})"


EMPTY = {
    Kind.AMOUNT: {"_low": "CAST(0 AS HUGEINT)", "_high": "CAST(0 AS HUGEINT)", "_open": TRUE},
    Kind.SINCE: {"": "CAST(NULL AS DATE)"},
    Kind.CYCLE: {"": "''", "_sure": negated(TRUE)},
}
"""The columns of a row that is not asked."""
