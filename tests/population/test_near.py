"""The marks of near misses are those that the explanation of one firm finds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from duixian.matching.rows import near
from duixian.population.near import WITHIN
from duixian.population.running import run
from duixian.population.shape import Shape
from duixian.population.statement import compile_library
from duixian.population.store import connect
from duixian.rulebook.dossier import Dossier, Row, Stage
from duixian.rulebook.explain.near import near_misses
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess
from tests.policies.test_cases import library
from tests.population.agreement import shape_of
from tests.population.renaming import renamed
from tests.population.test_library_cases import populations
from tests.population.test_random_firms import Changing
from tests.rulebook.meaning.world import ON, dossier, measure, policy, row
from tests.rulebook.meaning.world import library as small_library

Found = set[tuple[str, str, str, str, int]]


def marked(held: Library, dossiers: Sequence[Dossier], shape: Shape) -> Found:
    statement = compile_library(held, replace(shape, near=True))
    connection = connect(held, dossiers)
    run(statement, connection, lambda answer: f"CREATE TEMP TABLE answer AS {answer}")
    names = {branch.number: branch.measure.name for branch in statement.branches}
    rows = connection.execute(
        f"FROM answer AS a SELECT payee, branch, row_key, support_year WHERE {near(statement)}"
    ).fetchall()
    return {(payee, *names[branch], key, year) for payee, branch, key, year in rows}


def explained(held: Library, dossiers: Iterable[Dossier], on: date, stage: Stage) -> Found:
    found: Found = set()
    for each in dossiers:
        for miss in near_misses(assess(held, each, on, stage=stage), held, WITHIN):
            one = miss.entitlement.row
            found.add((each.firm.code, one.policy, one.measure, one.key, one.support_year))
    return found


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(other, marks=pytest.mark.nightly) for other in (0, 2, 3))]
)
def test_firms_of_the_cases_are_near_where_their_explanation_says_so(seed: int) -> None:
    case, found = populations()[0]
    dossiers = list(found)
    if seed:
        changing = Changing(seed, library())
        dossiers[1::2] = map(changing.dossier, dossiers[1::2])
    shape = shape_of(dossiers[0], case.on, case.stage)
    wanted = explained(library(), dossiers, case.on, case.stage)
    assert wanted
    assert marked(library(), dossiers, shape) == wanted


@pytest.mark.parametrize(
    ("when", "spent", "pieces", "is_near"),
    [
        ("投入 ≥ 100 元", 90, 1, True),
        ("投入 ≥ 100 元", 89, 1, False),
        ("投入 ≤ 100 元", 110, 1, True),
        ("投入 ≤ 100 元", 111, 1, False),
        ("100 元 ≤ 投入", 95, 1, True),
        ("投入 = 100 元", 99, 1, False),
        ("投入 < 0 元", 0, 1, False),
        ("投入 ≥ 100 元 且 件数 ≥ 10 件", 95, 5, False),
        ("投入 ≥ 100 元 且 件数 ≥ 10 件", 95, 9, True),
        ("投入 ≥ 100 元 或 件数 ≥ 10 件", 95, 5, True),
    ],
)
def test_a_tenth_of_the_line_is_near(when: str, spent: int, pieces: int, *, is_near: bool) -> None:
    agree(when, row("a", 投入=100 * spent, 件数=pieces), is_near=is_near)


@pytest.mark.parametrize(
    ("when", "begun", "is_near"),
    [
        ("满(起租日期, 2 年)", date(2020, 8, 5), True),  # 36 days after the day of assessment
        ("满(起租日期, 2 年)", date(2020, 8, 6), False),
        ("起租日期 ≤ 日期", date(2022, 4, 6), True),  # 36 days after the day of the row
        ("起租日期 ≤ 日期", date(2022, 4, 7), False),
    ],
)
def test_thirty_six_days_are_near(when: str, begun: date, *, is_near: bool) -> None:
    agree(when, row("a", day="2022-03-01", 起租日期=begun), is_near=is_near)


def agree(when: str, found: Row, *, is_near: bool) -> None:
    held = small_library(policy(measure("1", when=(when,))))
    firm = renamed(dossier(found), "1/", held)
    wanted = explained(held, [firm], ON, Stage.DECLARED)
    assert bool(wanted) is is_near
    assert marked(held, [firm], shape_of(firm, ON, Stage.DECLARED)) == wanted
