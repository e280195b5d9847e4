"""The type of an expression that was read: what kind of value it gives."""

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.known_facts import KnownFacts, distinct_in, fact_of
from duixian.rulebook.expression.tree import Expression, Fold, Moment, Operator, SpanUnit
from duixian.rulebook.expression.types import PURE_TYPE, Day, Flag, Label, Number, Type
from duixian.rulebook.units import DAYS, MONTHS, PURE, Dimension


def type_of(expression: Expression, facts: KnownFacts) -> Type:  # noqa: C901, PLR0911, PLR0912 — one line a form
    """The type; `facts` is the vocabulary the expression was read with."""
    match expression:
        case tree.Quantity(_, dimension) | tree.Published(_, dimension):
            return Number(dimension)
        case tree.FromHistory(_, _, _, dimension):
            return Number(dimension)
        case tree.Word():
            return Label()
        case tree.DateWord():
            return Day()
        case tree.MomentRef(moment):
            return Day() if moment in {Moment.ASSESSED, Moment.EVENT, Moment.LAW} else PURE_TYPE
        case tree.FactRef(_, subject, fact) | tree.OverYears(_, _, subject, fact):
            return fact_of(facts, subject, fact).type
        case (
            tree.YesNo()
            | tree.Compare()
            | tree.Belongs()
            | tree.InCatalogue()
            | tree.Listed()
            | tree.All()
            | tree.AnyOf()
            | tree.AtLeastOf()
            | tree.Not()
            | tree.FullPeriod()
        ):
            return Flag()
        case tree.Arithmetic():
            return Number(_result(expression, facts))
        case tree.OverRows():
            return _of_fold(expression, facts)
        case tree.Span(unit):
            return Number(DAYS if unit is SpanUnit.DAYS else MONTHS)
        case tree.PerFull() | tree.YearOf():
            return PURE_TYPE
        case tree.Named(_, inside) | tree.Review(inside) | tree.Conditional(_, inside):
            return type_of(inside, facts)
        case tree.Extreme(_, (inside, *_)) | tree.BySupportYear((inside, *_)):
            return type_of(inside, facts)
        case tree.ByLevel(_, table, otherwise):
            values = [value for _, value in table] + ([otherwise] if otherwise else [])
            return type_of(values[0], facts)
        case tree.ByBracket(_, brackets):
            return type_of(brackets[0].value, facts)
        case tree.Extreme() | tree.BySupportYear():
            return PURE_TYPE  # without any part; none is ever read


def _result(expression: tree.Arithmetic, facts: KnownFacts) -> Dimension:
    left = _dimension(expression.left, facts)
    match expression.operator:
        case Operator.ADD | Operator.SUBTRACT:
            return left
        case Operator.MULTIPLY:
            return left * _dimension(expression.right, facts)
        case Operator.DIVIDE:
            return left / _dimension(expression.right, facts)


def _dimension(expression: Expression, facts: KnownFacts) -> Dimension:
    found = type_of(expression, facts)
    return found.dimension if isinstance(found, Number) else PURE


def _of_fold(fold: tree.OverRows, facts: KnownFacts) -> Type:
    if fold.fold is Fold.EXISTS:
        return Flag()
    if fold.fold is Fold.COUNT or fold.value is None:
        subject = facts.subject(fold.subject)
        return Number(subject.counted_in.dimension) if subject else PURE_TYPE
    if fold.fold is Fold.DISTINCT and isinstance(fold.value, tree.FactRef):
        return Number(distinct_in(facts, fold.value.subject, fold.value.fact))
    return type_of(fold.value, facts)
