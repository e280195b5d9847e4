"""Every case of the shipped library comes out of the statements as it comes out of `assess`."""

from collections import defaultdict
from functools import cache

import pytest

from duixian.rulebook.cases.model import Case
from duixian.rulebook.dossier import Dossier
from tests.policies.test_cases import cases_of, folders, library
from tests.population.agreement import Agreement, Name, shape_of, smallest
from tests.population.renaming import renamed


@cache
def populations() -> list[tuple[Case, list[Dossier]]]:
    """The cases, those of one day and one shape together, largest first."""
    found: dict[object, list[tuple[Case, Dossier]]] = defaultdict(list)
    cases = [case for folder in folders() for case in cases_of(folder)[0]]
    for place, case in enumerate(cases):
        dossier = renamed(case.dossier, f"{place}/", library())
        shape = shape_of(dossier, case.on, case.stage)
        key = (case.on, case.stage, shape.tables, shape.history, shape.sources)
        found[*key, tuple(sorted(shape.lists.items()))].append((case, dossier))
    groups = sorted(found.values(), key=len, reverse=True)
    return [(group[0][0], [dossier for _, dossier in group]) for group in groups]


@cache
def measures() -> frozenset[Name]:
    """The measures that are compiled."""
    names = {each.name for policy in library().policies for each in policy.measures}
    return frozenset(names)


def check(place: int) -> None:
    case, dossiers = populations()[place]
    assert smallest(Agreement(library(), dossiers, case.on, measures(), case.stage)) == ""


@pytest.mark.parametrize("place", range(2))
def test_most_cases_come_out_as_assessed(place: int) -> None:
    check(place)


@pytest.mark.nightly
@pytest.mark.parametrize("place", range(2, 34))
def test_every_other_case_comes_out_as_assessed(place: int) -> None:
    check(place)


def test_no_population_of_cases_is_left_out() -> None:
    assert len(populations()) == 34
