"""A library, or some of its measures, as one readable statement: a table expression a step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duixian.population.abreast.answer import Answer, laid_out, side_by_side
from duixian.population.abreast.circles import abreast
from duixian.population.abreast.deciding import Deciding
from duixian.population.abreast.past import Past
from duixian.population.asked import questions
from duixian.population.branches import Branch, select, titles_of_answer, widths
from duixian.population.expressions import compile_expression
from duixian.population.firms import Firms
from duixian.population.frame import Setting
from duixian.population.plain import refused
from duixian.population.rows import ABREAST, Sheets
from duixian.population.schema import key_names
from duixian.population.shape import Shape
from duixian.population.sheet import Statements
from duixian.population.splitting import split, titles_of_parts
from duixian.population.valuing import value
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library

Step = tuple[str, str]


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
    sheets = Sheets(setting, abreast(library, shape, measures))
    for place, policy in enumerate(library.policies):
        for index, measure in enumerate(policy.measures):
            if measures is None or measure.name in measures:
                sheets.add(policy, measure, (place, index))
    relations = _relations(setting, firms, sheets)
    kinds = widths(sheets.branches)
    return Statement(tuple(relations), tuple(sheets.branches), kinds, shape, library)


def _relations(setting: Setting, firms: Firms, sheets: Sheets) -> list[Step]:
    """What is made before the answer, and the answer as one query."""
    library, kinds = setting.library, widths(sheets.branches)
    accepting = setting.shape.stage is Stage.ACCEPTED
    joined = [branch for branch in sheets.branches if branch.sheet.title != ABREAST]
    made, steps = [*firms.statements(), *sheets.statements()], list[Step]()
    if not joined and len(made) == 1:
        steps += made.pop()
    relations = [_relation(each) for each in made]
    if sheets.past is not None:
        steps += _side_by_side(setting, sheets, sheets.past, kinds)
    if not joined:
        steps += split(library, sheets.branches, steps[-1][0], accepting=accepting)
        return [*relations, _relation(steps)]
    relations += _joined(setting, joined, kinds)
    titles = titles_of_answer(kinds) + ["decided_amount"] * accepting
    if sheets.past is not None:
        steps.append(("all_rows", _together(titles, ("outcome", "entitlements"))))
    source = steps[-1][0] if steps else "outcome"
    steps += split(library, sheets.branches, source, accepting=accepting)
    titles += titles_of_parts(library, sheets.branches)
    divided = steps[-1][0] if steps else source
    steps.append(("divided", f"SELECT {', '.join(titles)} FROM {divided}"))
    parts = [refused(branch, kinds, titles, accepting=accepting) for branch in joined]
    answer = [("refused", " UNION ALL ".join(parts))]
    answer.append(("answer", _together(titles, ("divided", "refused"))))
    return [*relations, _relation(steps), _relation(answer)]


def _joined(setting: Setting, branches: Sequence[Branch], kinds: dict[str, int]) -> list[Step]:
    """The rows that are joined for the later steps, up to their outcome."""
    library, shape = setting.library, setting.shape
    key_count, accepting = len(key_names(library)), shape.stage is Stage.ACCEPTED
    judged = " UNION ALL ".join(
        select(branch, kinds, key_count, questions(library), accepting=accepting)
        for branch in branches
    )
    return [("judged", judged), *value(library, shape, branches, kinds)]


def _together(titles: Sequence[str], relations: Sequence[str]) -> str:
    """All rows of some relations."""
    listed = ", ".join(titles)
    return " UNION ALL ".join(f"SELECT {listed} FROM {relation}" for relation in relations)


def _side_by_side(
    setting: Setting, sheets: Sheets, past: Past, kinds: dict[str, int]
) -> Statements:
    """The rows of the measures that are decided on one row a firm."""
    library, shape = setting.library, setting.shape
    branches = [branch for branch in sheets.branches if branch.sheet.title == ABREAST]
    decided = Deciding(library, shape, past, branches).decided()
    answer = Answer(library, shape, past, kinds)
    rows = {worth.branch.number: answer.columns(worth, choice) for worth, choice in decided}
    of_firm, of_answer = laid_out(rows)
    steps = sheets.side_by_side(of_firm)
    return [*steps, ("entitlements", side_by_side(ABREAST, of_answer, list(rows)))]


def _relation(steps: Statements) -> Step:
    """One query of several steps; it is named after the last."""
    *before, (title, text) = steps
    head = ", ".join(f"{step} AS ({inside})" for step, inside in before)
    return title, f"WITH {head} {text}" if head else text
