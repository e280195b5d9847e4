"""A library, or some of its measures, as one readable statement: a table expression a step."""

from collections.abc import Collection
from dataclasses import dataclass

from duixian.population.branches import Branch, select, widths
from duixian.population.expressions import compile_expression
from duixian.population.firms import Firms
from duixian.population.frame import Setting
from duixian.population.rows import Sheets
from duixian.population.schema import key_names
from duixian.population.shape import Shape
from duixian.population.sheet import Statements
from duixian.population.splitting import split
from duixian.population.valuing import value
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library


@dataclass(frozen=True, slots=True)
class Statement:
    """The relations to make, in order, and what branches and codes mean.

    Each is a name and a query in which every step is a table expression; the last is the answer.
    """

    relations: tuple[tuple[str, str], ...]
    branches: tuple[Branch, ...]
    words: dict[str, int]
    shape: Shape
    library: Library


def compile_library(
    library: Library, shape: Shape, measures: Collection[tuple[str, str]] | None = None
) -> Statement:
    """The statement for all measures, or for some; NotCompiled names a piece that has no form."""
    firms = Firms()
    setting = Setting(library, shape, firms, compile_expression)
    firms.begin(setting)
    sheets = Sheets(setting)
    for place, policy in enumerate(library.policies):
        for index, measure in enumerate(policy.measures):
            if measures is None or measure.name in measures:
                sheets.add(policy, measure, (place, index))
    kinds = widths(sheets.branches)
    key_count, accepting = len(key_names(library)), shape.stage is Stage.ACCEPTED
    judged = " UNION ALL ".join(
        select(branch, kinds, key_count, accepting=accepting) for branch in sheets.branches
    )
    relations = [
        _relation(steps)
        for steps in (*firms.statements(), *sheets.statements(), [("judged", judged)])
    ]
    relations += value(library, shape, sheets.branches, kinds)
    relations += split(library, sheets.branches, "outcome", accepting=accepting)
    return Statement(tuple(relations), tuple(sheets.branches), kinds, shape, library)


def _relation(steps: Statements) -> tuple[str, str]:
    """One query of several steps; it is named after the last."""
    *before, (title, text) = steps
    head = ", ".join(f"{step} AS ({inside})" for step, inside in before)
    return title, f"WITH {head} {text}" if head else text
