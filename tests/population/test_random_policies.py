"""Random policies and random firms: the population and `assess` agree on every row."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Instalment, Policy, Share, WhenOver
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.test_soundness import (
    CODES,
    Hidden,
    Known,
    Line,
    Rules,
    the_dossier,
    the_policy,
)
from tests.rulebook.meaning.world import (
    ON,
    P,
    dossier,
    expression,
    group,
    library,
    measure,
    policy,
    row,
)

MEASURES = {("示发1号", code) for code in CODES}
LEVELS = ("区级", "市级", "国家级")
SUMS = (0, 1, 2, 99, 100, 101, 150, 200, 250, 299, 300)


def some(chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(CODES, chance.randint(1, len(CODES))))


def random_rules(chance: Random) -> Rules:
    """Limits, groups, a ladder, a limit of times over three measures."""

    per = ("受益人", "所属项目")
    limits = tuple(
        (some(chance), chance.choice(SUMS), chance.choice(tuple(WhenOver)), chance.choice(per))
        for _ in range(chance.randint(0, 2))
    )
    groups = {some(chance): chance.choice(per) for _ in range(chance.randint(0, 3))}
    return Rules(
        limits,
        tuple(groups.items()),
        in_order=chance.random() < 0.3,
        ladder=some(chance) if chance.random() < 0.5 else (),
        times=(some(chance), chance.randint(1, 4)),
        since=chance.random() < 0.5,
        once=chance.random() < 0.3,
        top_up=chance.random() < 0.3,
    )


def with_parts(chance: Random, policy: Policy) -> Policy:
    """Shares of three bearers and instalments in thirds, or none."""
    if chance.random() < 0.5:
        return policy
    parts = chance.choice([(80, 20), (33, 33, 34), (1, 98, 1)])
    shares = tuple(Share(f"级{place}", Fraction(part, 100)) for place, part in enumerate(parts))
    thirds = tuple(Instalment(f"第{place}年", Fraction(1, 3)) for place in (1, 2, 3))
    return replace(policy, shares=shares, paid=thirds)


def random_firm(chance: Random, share_unknown: float) -> tuple[list[tuple[Line, Hidden]], Known]:
    """Up to five projects with ties and boundaries, and a history that uses limits up."""

    def hides() -> bool:
        return chance.random() < share_unknown

    lines = [
        (
            Line(
                key,
                chance.randint(0, 2),
                chance.choice(SUMS),
                first=chance.random() < 0.7,
                level=chance.choice(LEVELS),
                project=chance.choice(("P", "Q", "无")),
                passed=chance.random() < 0.8,
            ),
            Hidden(hides(), hides(), hides(), hides()),
        )
        for key in chance.sample("abcdef", chance.randint(0, 5))
    ]
    awards = tuple(
        (chance.choice(CODES), chance.choice(SUMS), chance.choice("PQ"), chance.randint(0, 3))
        for _ in range(chance.randint(0, 2))
    )
    known = Known(awards, chance.randint(0, 3), True, not hides(), True)  # noqa: FBT003
    return lines, known


def population(chance: Random, count: int, held: Library) -> list[Dossier]:
    """Firms of one population: whether it has a history and a table is the same for all."""
    history, table = chance.random() < 0.85, chance.random() < 0.9
    share = chance.choice((0.0, 0.1, 0.4))
    found = []
    for place in range(count):
        lines, known = random_firm(chance, share)
        seen = replace(known, history_known=history, table_known=table)
        found.append(renamed(the_dossier(tuple(lines), seen, before=True), f"{place}/", held))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_every_row_of_a_random_policy_comes_out_as_assessed(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 — repeatable, not secret
    held = library(with_parts(chance, the_policy(random_rules(chance))))
    agreement = Agreement(held, population(chance, 60, held), ON, MEASURES)
    assert smallest(agreement) == ""


def test_the_random_firms_come_to_every_verdict() -> None:
    seen: Counter[str] = Counter()
    for seed in range(8):
        chance = Random(seed)  # noqa: S311
        held = library(the_policy(random_rules(chance)))
        for each in Agreement(held, population(chance, 20, held), ON, MEASURES).assessed():
            seen[each.verdict] += 1
    assert seen.keys() >= {"refused", "exhausted", "displaced", "unknown", "pending", "granted"}


def test_a_choice_of_forms_that_is_not_declared_is_missing() -> None:
    """Rent or purchase: undeclared and both open, both are contested and name the form."""
    forms = (((P, "1"), "甲"), ((P, "2"), "乙"))
    choice = group("形式", ["1", "2"], form=expression("企业.形式"), forms=forms)
    held = library(policy(measure("1"), measure("2"), measure("3"), groups=(choice,)))
    firms = [
        renamed(dossier(row("a"), firm=known), f"{place}/", held)
        for place, known in enumerate(({}, {"形式": "甲"}, {"形式": "丙"}))
    ]
    agreement = Agreement(held, firms, ON, MEASURES)
    assert smallest(agreement) == ""
    contested = [each for each in agreement.assessed() if each.contested]
    assert [gap.name for each in contested for gap in each.missing] == ["形式", "形式"]
