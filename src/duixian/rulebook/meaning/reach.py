"""Which conditions look at the row, and which are the same for every row of a firm."""

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import Expression, Moment, Via
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.context import FIRM

_ROW_MOMENTS = frozenset({Moment.EVENT, Moment.LAW, Moment.SUPPORT_YEAR, Moment.CALENDAR_YEAR})


def looks_at_row(expression: Expression, library: Library) -> bool:
    """Whether the value can differ between two rows of one firm on one day."""
    return any(_is_of_row(part) for part in walked(expression, library))


def walked(expression: Expression, library: Library) -> list[Expression]:
    """All parts of the expression, and those of the computed facts that it reads."""
    found: list[Expression] = []
    for part in walk(expression):
        found.append(part)
        if isinstance(part, tree.FactRef):
            subject = library.vocabulary.subject(part.subject)
            fact = subject.fact(part.fact) if subject else None
            for rule in fact.derived if fact else ():
                found += walked(rule.expression, library)
    return found


def _is_of_row(part: Expression) -> bool:
    match part:
        case tree.FactRef(via=Via.ITEM):
            return False
        case tree.FactRef(via=via, subject=subject):
            return subject != FIRM or via not in (Via.FIRM, Via.PAYEE, Via.ROW)
        case tree.OverYears(via=via) | tree.Listed(via=via):
            return via not in (Via.FIRM, Via.PAYEE, Via.ROW)
        case tree.MomentRef(moment=moment):
            return moment in _ROW_MOMENTS
        case tree.Belongs(open_ended=open_ended):
            return open_ended
        case tree.Review() | tree.BySupportYear() | tree.FromHistory():
            return True
        case _:
            return False
