"""Random limits of every kind: amounts that rows decide, windows since an event, cycles, shares."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier, Stage, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Group,
    Limit,
    Policy,
    WhenOver,
    Window,
    WindowKind,
)
from tests.population.agreement import Agreement, smallest
from tests.population.test_random_policies import (
    MEASURES,
    SUMS,
    population,
    random_rules,
    some,
    with_parts,
)
from tests.rulebook.meaning.test_soundness import the_policy
from tests.rulebook.meaning.world import ON, P, expression, group, library, limit

AMOUNTS = (
    "已奖补最高(投入) + 1 元",
    "2 元",
    "企业.实缴资本",
    "投入",
    "50% × 企业.实缴资本 + 1 元",
    "评审(1 元, 3 元)",
)
_PER = (("受益人",), ("所属项目",), ("受益人", "所属项目"))


def a_window(chance: Random) -> Window:
    kinds = [kind for kind in WindowKind if kind is not WindowKind.SUPPORT_YEAR]
    kind = chance.choice((*kinds, WindowKind.SINCE, WindowKind.CYCLE))
    if kind is WindowKind.SINCE:
        return Window(kind, expression("受益人.迁入日期"), chance.choice((0, 6, 18, 24)))
    return Window(kind)


def a_limit(chance: Random, number: int) -> Limit:
    found = limit(f"限{number}", some(chance), chance.choice(AMOUNTS))
    if chance.random() < 0.3:
        found = replace(found, amount=None, times=chance.randint(1, 3))
    over = chance.choice(tuple(WhenOver))
    return replace(found, when_over=over, per=chance.choice(_PER), window=a_window(chance))


def a_group(chance: Random, number: int) -> Group:
    top_up, over_time = chance.random() < 0.3, chance.random() < 0.7
    found = group(f"组{number}", some(chance), top_up=top_up, over_time=over_time)
    return replace(found, per=chance.choice(_PER), window=a_window(chance))


def a_policy(chance: Random) -> Policy:
    rules = replace(random_rules(chance), limits=(), groups=())
    found = with_parts(chance, the_policy(rules))
    kind = chance.choice((CycleKind.FACT, CycleKind.FACT, *CycleKind))
    fact = expression(chance.choice(("类型", "件数 ÷ 2 件", "起租日期", "首次")))
    return replace(
        found,
        limits=tuple(a_limit(chance, number) for number in range(chance.randint(1, 3))),
        groups=tuple(a_group(chance, number) for number in range(chance.randint(0, 2))),
        cycle=Cycle(kind, fact if kind is CycleKind.FACT else None),
    )


def with_more(chance: Random, known: Dossier) -> Dossier:
    """Capital, the day it moved in, kinds of projects, cycles of awards; each may be missing."""

    def maybe(**values: Value) -> dict[str, Value]:
        return {name: value for name, value in values.items() if chance.random() > 0.2}

    def day() -> date:
        return date(2020, 7, 1) + timedelta(days=chance.choice((0, 183, 184, 365, 549, 550, 551)))

    firm = maybe(实缴资本=chance.choice(SUMS), 迁入日期=day())
    tables = {
        name: tuple(
            replace(
                row,
                values={
                    **row.values,
                    **maybe(
                        类型=chance.choice("甲乙"),
                        件数=chance.randint(0, 2),
                        起租日期=day(),
                        首次=chance.random() < 0.5,
                    ),
                },
            )
            for row in rows
        )
        for name, rows in known.tables.items()
    }
    history = known.history and tuple(
        replace(
            award,
            cycle=chance.choice(("甲", "乙", "1", "1/2", "True", "", "2020-07-01")),
            event=day(),
            remembered={**award.remembered, "投入": chance.choice(SUMS)},
        )
        for award in known.history
    )
    return replace(known, firm=replace(known.firm, values=firm), tables=tables, history=history)


def agreement(seed: int, count: int) -> Agreement:
    chance = Random(seed)  # noqa: S311 — repeatable, not secret
    held: Library = library(a_policy(chance))
    firms = [with_more(chance, known) for known in population(chance, count, held)]
    stage = chance.choice((Stage.DECLARED, Stage.DECLARED, Stage.ACCEPTED))
    return Agreement(held, firms, ON, {(P, code) for _, code in MEASURES}, stage)


@pytest.mark.parametrize("seed", range(12))
def test_every_limit_comes_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed, 30)) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(12, 230))
def test_more_limits_come_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed, 100)) == ""
