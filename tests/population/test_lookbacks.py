"""What was awarded before: too early, just in time, too late, and what acceptance makes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from duixian.rulebook.dossier import Award, Dossier, Stage
from duixian.rulebook.policy.model import Earlier, Ladder, Measure, Policy, Rung
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.world import (
    ON,
    P,
    award,
    dossier,
    expression,
    library,
    limit,
    measure,
    policy,
    row,
)

ROW_DAY = date(2022, 1, 31)
MEASURES = {(P, "1"), (P, "2")}


def agreement(rule: Policy, known: Sequence[Dossier], stage: Stage = Stage.DECLARED) -> Agreement:
    """The firms of one population under one policy."""
    held = library(rule)
    firms = [renamed(one, f"{place}/", held) for place, one in enumerate(known)]
    return Agreement(held, firms, ON, MEASURES, stage)


def on(day: date, amount: int = 10, code: str = "1", row_key: str = "旧", **more: object) -> Award:
    return award(code, amount, row_key, event=day, **({"decided": day} | more))


def test_an_earlier_grant_counts_from_the_last_day_of_the_period_to_the_day_of_the_row() -> None:
    """Three months before 31 January is 31 October; the day of the row itself is still before."""
    days = [date(2021, 10, 30), date(2021, 10, 31), date(2021, 11, 1), ROW_DAY]
    days += [ROW_DAY + timedelta(1), ON, ON + timedelta(1)]
    firms = [dossier(row("a", str(ROW_DAY)), history=(on(day),)) for day in days]
    firms += [
        dossier(row("a", str(ROW_DAY)), history=history)
        for history in (
            (),
            (on(ROW_DAY, 0),),
            (on(ROW_DAY, code="3"),),
            (on(ROW_DAY, decided=ON + timedelta(1)),),
            (on(ROW_DAY, recovered=10_000_000),),
        )
    ]
    rule = policy(measure("2", after=Earlier(((P, "1"),), 3)))
    found = agreement(rule, firms)
    assert smallest(found) == ""
    assert [each.verdict for each in found.assessed()] == [
        "refused",
        *["granted"] * 3,
        *["refused"] * 8,
    ]


def measures(grant: str, *, again: bool = False) -> list[Measure]:
    return [measure(code, grant, again=again) for code in "12"]


SUMS = (4, 6, 10, 60)
"""Of 万元: below, at and above what a row is worth."""
GRANTS = ("投入", "评审(6 万元, 50 万元)", "较小(投入, 50 万元)")


@pytest.mark.parametrize("grant", GRANTS)
def test_acceptance_never_raises_what_was_decided_at_either_end(grant: str) -> None:
    firms = [
        dossier(
            row("a", str(ROW_DAY), **invested),  # type: ignore[arg-type]
            history=tuple(on(ROW_DAY, each, row_key="a") for each in amounts),
        )
        for invested in ({"投入": 10_000_000}, {})
        for amounts in [(), *product(SUMS), *product(SUMS, SUMS)]
    ]
    found = agreement(policy(*measures(grant)), firms, Stage.ACCEPTED)
    assert smallest(found) == ""


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_at_acceptance_only_awards_before_that_of_the_row_use_a_limit_up(
    there: bool,  # noqa: FBT001
    again: bool,  # noqa: FBT001
) -> None:
    """The row was awarded on the middle day; a row that is not known, on any of the days."""
    days = [ROW_DAY + timedelta(each) for each in (-2, -1, 0, 1, 2)]
    history = [
        (on(ROW_DAY, 20, row_key="a"), *(on(day, 7 + place, code, "b") for place, day in chosen))
        for code in "12"
        for chosen in [[], *([each] for each in enumerate(days)), [*enumerate(days)]]
    ]
    own = [row("a", str(ROW_DAY), 投入=30_000_000)] if there else []
    firms = [dossier(*own, history=awards) for awards in history]
    if not there:
        firms = [replace(firm, tables={"租赁": ()}) for firm in firms]
    rule = policy(*measures("投入", again=again), limits=(limit("限", "12", "25 万元"),))
    found = agreement(rule, firms, Stage.ACCEPTED)
    assert smallest(found) == ""


def test_an_award_that_is_not_seen_yet_is_not_accepted() -> None:
    later = ON + timedelta(1)
    firms = [
        dossier(row("a", str(ROW_DAY), 投入=30_000_000), history=(award_of_row,))
        for award_of_row in (
            on(ROW_DAY, 5, row_key="a", decided=later),
            on(later, 5, row_key="a", decided=ROW_DAY),
            on(ROW_DAY, 5, row_key="a"),
        )
    ]
    for stage in (Stage.DECLARED, Stage.ACCEPTED):
        assert smallest(agreement(policy(*measures("投入")), firms, stage)) == ""


def test_sums_of_the_past_are_those_before_the_award_that_is_accepted() -> None:
    days = [ROW_DAY + timedelta(each) for each in (-1, 0, 1)]
    firms = [
        dossier(
            row("a", str(ROW_DAY), 投入=30_000_000),
            history=(
                on(ROW_DAY, 20, row_key="a", remembered={"投入": 5}),
                on(day, 9, row_key="b", remembered={"投入": 7}),
            ),
        )
        for day in days
    ]
    most = expression("已奖补最高(投入) + 1 元")
    rule = policy(*measures("投入"), limits=(limit("限", "12", amount=most),))
    assert smallest(agreement(rule, firms, Stage.ACCEPTED)) == ""


def test_an_award_of_the_day_a_firm_moved_in_counts_on_its_ladder() -> None:
    """One of the day before does not; where the day is not known, it may."""
    moved = date(2021, 5, 1)
    firms = [
        dossier(row("a"), firm=firm, history=(on(moved + timedelta(days)),))
        for days in (-1, 0, 1)
        for firm in ({"迁入日期": moved}, {})
    ]
    ladder = Ladder("梯", ("受益人",), expression("受益人.迁入日期"))
    found = agreement(policy(measure("1", rung=Rung("梯")), ladders=(ladder,)), firms)
    assert smallest(found) == ""
    paid = [each.own for each in found.assessed()]
    wan = [each and (each.low // 10**6, each.high and each.high // 10**6) for each in paid]
    assert wan == [(100, 100), (90, 100), (90, 90), (90, 100), (90, 90), (90, 100)]
