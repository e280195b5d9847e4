"""Measures on one row a firm are decided side by side, and every row comes out as assessed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from duixian.population.abreast.circles import abreast
from duixian.population.shape import Shape
from duixian.rulebook.dossier import Award, Dossier, Outcome, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Group,
    Keep,
    Ladder,
    Limit,
    Measure,
    Need,
    Policy,
    Rung,
    Window,
    WindowKind,
)
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.world import (
    ON,
    START,
    P,
    award,
    condition,
    dossier,
    expression,
    group,
    library,
    limit,
    measure,
    policy,
    review,
    wan,
)

CODES = ("1", "2", "3", "4", "5")
SHAPE = Shape(ON)
MEASURES = {(P, code) for code in CODES}
GRANTS = (
    "100 万元",
    "200 万元",
    "10% × 实缴资本",
    "实缴资本 ÷ 3",
    "较小(实缴资本, 150 万元)",
    "评审(0 元, 150 万元)",
    "若(失信, 0 元, 100 万元)",
    "2 万元/人 × 人数",
)
CAPITAL = (0, 1, 99, 100, 150, 299, 300, 1000, 3001)
DAY = timedelta(days=1)
EVENTS = (date(2021, 1, 1), date(2022, 1, 1))
DECIDED = (date(2021, 6, 1), date(2022, 2, 1))
KINDS = (
    WindowKind.EVER,
    WindowKind.CALENDAR_YEAR,
    WindowKind.SUPPORT_YEAR,
    WindowKind.DECISION_YEAR,
    WindowKind.CYCLE,
)


def some(chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(CODES, chance.randint(1, len(CODES))))


def window(chance: Random) -> Window:
    return Window(chance.choice(KINDS))


def groups_of(chance: Random) -> tuple[Group, ...]:
    """Up to two groups that no measure is in both of."""
    codes, cut = chance.sample(CODES, len(CODES)), chance.randint(1, 4)
    found = []
    for number, members in enumerate((codes[:cut], codes[cut:])):
        more: dict[str, object] = {
            "window": window(chance),
            "keep": chance.choice((Keep.HIGHEST, Keep.HIGHEST, Keep.IN_ORDER)),
            "over_time": chance.random() < 0.6,
            "top_up": chance.random() < 0.3,
            "sources": ("市级",) if chance.random() < 0.2 else (),
        }
        if chance.random() < 0.2:
            forms = tuple(((P, code), "乙甲"[place > 0]) for place, code in enumerate(members))
            more |= {"form": expression("企业.形式", "企业"), "forms": forms}
        found.append(group(f"组{number}", members, **more))
    return tuple(chance.sample(found, chance.randint(0, 2)))


def limits_of(chance: Random) -> tuple[Limit, ...]:
    return tuple(
        limit(f"限{n}", some(chance), f"{chance.choice(CAPITAL)} 万元", window=window(chance))
        for n in range(chance.randint(0, 2))
    )


def measure_of(chance: Random, code: str, ladder: tuple[str, ...]) -> Measure:
    tests = chance.sample(("实缴资本 > 99 万元", "注册地 = 闵行", "非 失信"), chance.randint(0, 2))
    needs = (Need("评审"),) if chance.random() < 0.2 else ()
    return measure(
        code,
        chance.choice(GRANTS),
        "企业",
        tests,
        again=chance.random() < 0.5,
        rung=Rung("梯") if code in ladder else None,
        needs=needs,
    )


def policy_of(chance: Random) -> Policy:
    ladder = some(chance) if chance.random() < 0.6 else ()
    return policy(
        *(measure_of(chance, code, ladder) for code in CODES),
        scope=(condition("注册地 = 闵行", "企业", "在本区"),) if chance.random() < 0.5 else (),
        ladders=(Ladder("梯", ("受益人",)),) if ladder else (),
        groups=groups_of(chance),
        limits=limits_of(chance),
        cycle=Cycle(chance.choice((CycleKind.TERM, CycleKind.CALENDAR_YEAR))),
    )


def award_of(chance: Random) -> Award:
    found = award(
        chance.choice(CODES),
        chance.choice(CAPITAL[1:]),
        chance.choice(("F", "", "旧")),
        subject=chance.choice(("企业", "企业", "项目")),
        event=chance.choice((*EVENTS, START, START - DAY, ON, ON + DAY)),
        decided=chance.choice((*DECIDED, ON, ON + DAY)),
        support_year=chance.choice((None, None, 0, 1)),
        source=chance.choice(("", "市级")),
    )
    recovered = chance.choice((0, 0, found.amount, found.amount - 1))
    return replace(found, recovered=recovered, payee=chance.choice(("F", "F", "G")))


def firm_of(chance: Random, share_unknown: float, *, history: bool) -> Dossier:
    values: dict[str, Value] = {
        "实缴资本": wan(chance.choice(CAPITAL)) + chance.choice((0, 0, 1)),
        "人数": chance.randint(0, 80),
        "注册地": chance.choice(("闵行", "闵行", "青浦")),
        "失信": chance.random() < 0.2,
        "形式": chance.choice(("甲", "乙")),
    }
    known = {title: each for title, each in values.items() if chance.random() >= share_unknown}
    awards = tuple(award_of(chance) for _ in range(chance.choice((0, 0, 1, 2, 4))))
    outcome = chance.choice((Outcome.PASSED, Outcome.FAILED))
    reviews = tuple(
        review("F", outcome, measure=code, amount=wan(chance.randint(0, 150)))
        for code in CODES
        if chance.random() < 0.4
    )
    return dossier(firm=known, history=awards if history else None, reviews=reviews)


def population(chance: Random, count: int, held: Library) -> list[Dossier]:
    history, share = chance.random() < 0.85, chance.choice((0.0, 0.1, 0.4))
    return [
        renamed(firm_of(chance, share, history=history), f"{place}/", held)
        for place in range(count)
    ]


def check(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 — repeatable, not secret
    held = library(policy_of(chance))
    assert abreast(held, SHAPE, None) == MEASURES
    assert smallest(Agreement(held, population(chance, 60, held), ON, MEASURES)) == ""


@pytest.mark.parametrize("seed", range(20))
def test_every_row_of_a_random_policy_comes_out_as_assessed(seed: int) -> None:
    check(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 400))
def test_rows_of_more_random_policies_come_out_as_assessed(seed: int) -> None:
    check(seed)


def test_the_random_firms_come_to_every_verdict() -> None:
    seen: Counter[str] = Counter()
    for seed in range(20):
        chance = Random(seed)  # noqa: S311
        held = library(policy_of(chance))
        for each in Agreement(held, population(chance, 20, held), ON, MEASURES).assessed():
            seen[each.verdict] += 1
            seen["contested"] += each.contested
    assert seen.keys() >= {"refused", "exhausted", "displaced", "unknown", "pending", "granted"}
    assert seen["contested"]


def test_a_measure_is_joined_when_one_that_it_shares_a_rule_with_must_be() -> None:
    shared = limit("限", ["1", "2"], "100 万元")
    held = library(
        policy(
            measure("1", subject="企业"),
            measure("2"),
            measure("3", subject="企业"),
            limits=(shared,),
        )
    )
    assert abreast(held, SHAPE, None) == {(P, "3")}
    assert abreast(held, SHAPE, {(P, "1"), (P, "3")}) == {(P, "1"), (P, "3")}
    chance = Random(7)  # noqa: S311
    assert smallest(Agreement(held, population(chance, 40, held), ON, MEASURES)) == ""
