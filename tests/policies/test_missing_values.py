"""Values of every case are taken away in turn: what then comes out still holds the outcome."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TypeVar

import pytest

from duixian.rulebook.assessment import Entitlement, Verdict
from duixian.rulebook.cases.model import Case
from duixian.rulebook.dossier import Dossier, Firm, Row
from duixian.rulebook.meaning import assess
from tests.policies.test_cases import cases_of, folders, library

NOTHING = {Verdict.NOT_IN_FORCE, Verdict.REFUSED, Verdict.EXHAUSTED, Verdict.DISPLACED}
Key = TypeVar("Key")
Item = TypeVar("Item")
Found = dict[tuple[str, str, int], Entitlement]
Less = Iterator[tuple[str, Dossier]]


def without(mapping: Mapping[Key, Item], key: Key) -> dict[Key, Item]:
    return {one: item for one, item in mapping.items() if one != key}


def firms_knowing_less(firm: Firm) -> Iterator[tuple[str, Firm]]:
    for fact in firm.values:
        yield fact, replace(firm, values=without(firm.values, fact))
    for fact_and_year in firm.yearly:
        yield str(fact_and_year), replace(firm, yearly=without(firm.yearly, fact_and_year))


def tables_knowing_less(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[tuple[str, object]]:
    for name, rows in tables.items():
        yield f"the table {name}", without(tables, name)
        for at, row in enumerate(rows):
            for fact in row.values:
                less = replace(row, values=without(row.values, fact))
                yield f"{row.key} {fact}", {**tables, name: (*rows[:at], less, *rows[at + 1 :])}


def dossiers_knowing_less(known: Dossier) -> Less:
    for what, firm in firms_knowing_less(known.firm):
        yield what, replace(known, firm=firm)
    for code, other in known.others.items():
        for what, firm in firms_knowing_less(other):
            yield f"{code} {what}", replace(known, others={**known.others, code: firm})
    for what, tables in tables_knowing_less(known.tables):
        yield what, replace(known, tables=tables)  # type: ignore[arg-type]
    yield "the history", replace(known, history=None, sources=frozenset())
    for source in known.sources:
        yield f"the source {source}", replace(known, sources=known.sources - {source})
    for at, review in enumerate(known.reviews):
        reviews = (*known.reviews[:at], *known.reviews[at + 1 :])
        yield f"the review {review.kind}", replace(known, reviews=reviews)
    for name in known.lists:
        listings = tuple(one for one in known.listings if one.list_name != name)
        yield name, replace(known, lists=without(known.lists, name), listings=listings)


def rows_of(case: Case, dossier: Dossier) -> Found | None:
    """The rows that are no forecast; None where the dossier holds a data error."""
    found = assess(library(), dossier, case.on, stage=case.stage, policies=(case.policy,))
    rows = [one for one in found.entitlements if not one.forecast]
    return (
        None
        if found.problems
        else {(one.row.measure, one.row.key, one.row.support_year): one for one in rows}
    )


def possible(one: Entitlement) -> tuple[int, int | None]:
    """Between what sums the row lies."""
    if one.verdict in NOTHING or one.own is None:
        return 0, 0
    sure = one.verdict is Verdict.GRANTED and not one.contested
    return one.own.low if sure else 0, one.own.high


def holds(less: Entitlement | None, outcome: tuple[int, int | None]) -> bool:
    low, high = (0, 0) if less is None else possible(less)
    most = outcome[1]
    return low <= outcome[0] and (high is None or (most is not None and most <= high))


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("folder", folders())
def test_a_value_taken_away_makes_the_answer_wider_never_another(folder: str, step: int) -> None:
    """Every value, or of each case every fifth, another than of the case before."""
    wrong = []
    for place, case in enumerate(cases_of(folder)[0]):
        whole = rows_of(case, case.dossier)
        knowing_less = dossiers_knowing_less(case.dossier) if whole else iter(())
        for what, dossier in islice(knowing_less, place % step, None, step):
            less = rows_of(case, dossier)
            for key, one in whole.items() if whole and less is not None else ():
                unknown_rows = ((key[0], key[1], 0), (key[0], "", 0))
                came = next((less[k] for k in (key, *unknown_rows) if less and k in less), None)
                if not holds(came, possible(one)):
                    now = came.verdict.value if came else "no row"
                    wrong.append(f"{case.name}: without {what} {key} {one.verdict} is {now}")
    assert wrong == []
