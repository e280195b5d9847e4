"""Who is paid for a row: its firm, one that it refers to, or one of two by a condition.

A row is looked at for every firm that it names. The condition then says who is paid; where it is
undecided, or the reference is missing, each of these firms may be.
"""

from dataclasses import dataclass, field

from duixian.population.codes import Detail, GapCode, Words, only_if, together
from duixian.population.forms import kept, plain
from duixian.population.frame import Frame, Setting
from duixian.population.schema import FIRM, column_of, references, relation_of
from duixian.population.sql import (
    FALSE,
    TRUE,
    Sql,
    both,
    compared,
    either,
    is_false,
    is_true,
    known,
    name,
    negated,
    unknown,
)
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression.tree import Via
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.vocabulary.model import Subject

_ITSELF = ("", FIRM)


@dataclass(frozen=True, slots=True)
class Paid:
    """Whether the payee of a row is or may be paid, and what leaves it open."""

    test: Sql = TRUE
    gaps: Words = field(default_factory=dict)


def pays_firm_only(measure: Measure) -> bool:
    """Whether nobody but the firm of the row can be paid."""
    return measure.payee.otherwise in _ITSELF and measure.payee.then in _ITSELF


def paid(measure: Measure, frame: Frame) -> Paid:
    """Whether the payee of the rows is paid under the measure."""
    payee = measure.payee
    if pays_firm_only(measure):
        return Paid()
    condition = plain(payee.condition.test, frame) if payee.condition else None
    names = [(payee.otherwise, negated(is_true(condition.sql)) if condition else TRUE)]
    if condition is not None:
        names.append((payee.then, negated(is_false(condition.sql))))
    own = frame.leaf(frame.owner, "firm_code")
    possible, settled = FALSE, TRUE
    missing = [condition.gaps] if condition else []
    for title, may_be in names:
        code = _code(title, frame)
        same = both(known(code), compared("=", code, own))
        possible = either(possible, both(may_be, either(unknown(code), same)))
        settled = both(settled, either(negated(may_be), same))
        nobody = both(may_be, unknown(code))
        missing.append(only_if(nobody, frame.codes.missing(frame.gap(title))))
    open_ = frame.sheet.define(negated(settled))
    undecided = GapCode(GapKind.PAYEE, frame.subject, Via.PAYEE.value, "", Detail.KEY)
    gaps = only_if(open_, together(frame.codes.missing(undecided), *missing))
    return Paid(frame.sheet.define(possible), kept(frame, gaps))


def _code(title: str, frame: Frame) -> Sql:
    if title == FIRM:
        return frame.leaf(frame.firm, "firm_code")
    reference = frame.declared(frame.subject, title)
    if frame.row is None:
        return frame.leaf(frame.firm, frame.setting.firms.entered(reference))
    return frame.leaf(frame.row, column_of(reference, frame.setting.shape.stage))


def with_payees(setting: Setting, subject: Subject, rows: str) -> str:
    """The rows of a subject, each once for every firm that it names (`named`)."""
    stage = setting.shape.stage
    columns = [name(column_of(fact, stage)) for fact in references(subject)]
    relation = relation_of(subject)
    firms = [f"SELECT row_key, row_firm AS named FROM {relation}"]
    firms += [
        f"SELECT row_key, {column} FROM {relation} WHERE {column} IS NOT NULL" for column in columns
    ]
    return (
        f"(SELECT e.*, n.named FROM {rows} AS e JOIN ({' UNION '.join(firms)}) AS n"
        " ON n.row_key = e.row_key)"
    )
