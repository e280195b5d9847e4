"""The relations of a population: one a subject, yearly facts, awards, reviews, decisions, lists.

Money is whole fen. Every other number is kept in ten-thousandths of its base unit, a rate in
millionths, so that each is a whole number in 64 bits. Days are DATE, words VARCHAR, flags BOOLEAN.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from duixian.rulebook.dossier import Stage
from duixian.rulebook.expression.tree import FromHistory, Recall
from duixian.rulebook.expression.types import Day, Flag, Number
from duixian.rulebook.expression.width import most_of
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.used_facts import all_parts
from duixian.rulebook.units import MONEY, PURE, Dimension
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject

FIRM = "企业"
STAGES = {Stage.DECLARED: "declared", Stage.VERIFIED: "verified", Stage.ACCEPTED: "accepted"}

AWARD = {
    "firm": "VARCHAR",  # whose dossier holds it
    "place": "BIGINT",  # in the order of decision
    "policy": "VARCHAR",
    "measure": "VARCHAR",
    "payee": "VARCHAR",
    "subject": "VARCHAR",
    "row_key": "VARCHAR",
    "event": "DATE",
    "decided": "DATE",
    "amount": "BIGINT",
    "counted": "BIGINT",
    "support_year": "BIGINT",
    "cycle": "VARCHAR",
    "source": "VARCHAR",
}
REVIEW = {
    "firm": "VARCHAR",
    "place": "BIGINT",
    "policy": "VARCHAR",
    "measure": "VARCHAR",
    "row_key": "VARCHAR",
    "kind": "VARCHAR",
    "passed": "BOOLEAN",
    "day": "DATE",
    "amount": "BIGINT",
    "rate": "BIGINT",
}
DECISION = {
    "firm": "VARCHAR",
    "place": "BIGINT",
    "policy": "VARCHAR",
    "measure": "VARCHAR",
    "row_key": "VARCHAR",
    "name": "VARCHAR",
    "applies": "BOOLEAN",
    "day": "DATE",
}
LISTING = {"list": "VARCHAR", "firm": "VARCHAR", "since": "DATE", "until": "DATE"}


def scale_of(fact: Fact) -> int:
    """Into how many parts the base unit of a fact is divided."""
    return scale_of_unit(fact.type.dimension) if isinstance(fact.type, Number) else 1


def scale_of_unit(dimension: Dimension) -> int:
    """Into how many parts the base unit of a number is divided."""
    if dimension == MONEY:
        return 1
    return 10**6 if dimension == PURE else 10**4


def most_parts(fact: Fact) -> int:
    """The most parts that a number is taken to have when it is decided how wide to compute."""
    if not isinstance(fact.type, Number):
        raise TypeError(fact.name)
    return ceil(most_of(fact.type, fact.maximum) * scale_of(fact))


def column_of(fact: Fact, stage: Stage) -> str:
    """The column that holds the figure of a stage."""
    return f"{fact.code}_{STAGES[stage]}" if fact.staged else fact.code


def type_of_column(fact: Fact) -> str:
    """The type of the column of a fact."""
    match fact.type:
        case Number():
            return "BIGINT"
        case Flag():
            return "BOOLEAN"
        case Day():
            return "DATE"
        case _:
            return "VARCHAR"


def columns_of(fact: Fact) -> Iterator[str]:
    """All columns of a fact; a staged one has three."""
    stages = STAGES if fact.staged else (Stage.DECLARED,)
    for stage in stages:
        yield column_of(fact, stage)


def relation_of(subject: Subject) -> str:
    """The relation with the rows of a subject."""
    return f"entered_{subject.code}"


FIRMS = "entered_firm"
YEARS = "entered_firm_year"
AWARDS, REVIEWS, DECISIONS = "entered_award", "entered_review", "entered_decision"
LISTINGS = "entered_listing"


def relations(library: Library) -> dict[str, dict[str, str]]:
    """Every relation with its columns and their types."""
    found = {
        AWARDS: AWARD
        | dict.fromkeys(kept_columns(library), "VARCHAR")
        | dict.fromkeys(best_columns(library), "BIGINT"),
        REVIEWS: REVIEW,
        DECISIONS: DECISION,
        LISTINGS: LISTING,
        FIRMS: {"firm_code": "VARCHAR"},
        YEARS: {"firm_code": "VARCHAR", "of_year": "BIGINT"},
    }
    for subject in library.vocabulary.subjects:
        if subject.name != FIRM:
            found[relation_of(subject)] = {
                "row_key": "VARCHAR",
                "row_firm": "VARCHAR",
                "row_day": "DATE",
            }
        for fact in subject.facts:
            title = YEARS if fact.yearly else relation_of(subject)
            title = FIRMS if subject.name == FIRM and not fact.yearly else title
            found[title].update(dict.fromkeys(columns_of(fact), type_of_column(fact)))
    return found


def key_names(library: Library) -> tuple[str, ...]:
    """The facts that keys of limits, groups and ladders name, in order."""
    names: dict[str, None] = {}
    for policy in library.policies:
        for per in (
            *(limit.per for limit in policy.limits),
            *(group.per for group in policy.groups),
            *(ladder.key for ladder in policy.ladders),
            *(measure.once_per for measure in policy.measures),
        ):
            names.update(dict.fromkeys(name for name in per if name != "受益人"))
    return tuple(names)


def references(subject: Subject) -> list[Fact]:
    """The facts of a subject that name other firms than the one its rows belong to."""
    facts = (fact for fact in subject.facts if fact.kind is FactKind.REFERENCE)
    return [fact for fact in facts if fact.name != subject.firm]


def kept_columns(library: Library) -> dict[str, str]:
    """The columns of an award that hold facts of keys, with the names of these facts."""
    return {f"kept_{place}": name for place, name in enumerate(key_names(library), 1)}


def best_columns(library: Library) -> dict[str, FromHistory]:
    """The columns of an award that hold numbers of which the highest is asked, with the asking."""
    asked = dict.fromkeys(
        (part.fact, part.dimension)
        for part in all_parts(library)
        if isinstance(part, FromHistory) and part.recall is Recall.BEST
    )
    return {
        f"best_{place}": FromHistory(Recall.BEST, (), *each) for place, each in enumerate(asked, 1)
    }


def parts(value: Fraction | int, scale: int) -> int | None:
    """The number in whole parts, None when it has finer ones."""
    found = Fraction(value) * scale
    return found.numerator if found.denominator == 1 else None
