"""Sums as large as facts and rules allow: products beyond 64 bits come out as assessed."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier, Row, Value
from duixian.rulebook.expression.width import widest_bits
from duixian.rulebook.policy.model import Ladder, Measure, Policy, Rung
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.world import (
    ON,
    VOCABULARY,
    P,
    award,
    dossier,
    expression,
    group,
    library,
    limit,
    measure,
    policy,
    review,
    row,
)

MOST = 10**13
"""Fen that one fact may hold."""
OF_FIRMS = (
    "999999999 × 实缴资本",
    "实缴资本 × 人数 ÷ 7 人",
    "较小(9999 × 实缴资本 × 人数 ÷ 3 人, 99999999 亿元)",
    "合计(项目.投入) × 9999 ÷ 7",
)
OF_ROWS = (
    "999999999 × 投入",
    "投入 × 件数 ÷ 7 件",
    "评审(0 元, 99999999 亿元)",
)
CODES = "12345678"
LIMITS = ("1000 亿元", "9999999999 亿元", "99999999999999999999 亿元")
SUMS = (0, 1, 3, MOST - 1, MOST)
COUNTS = (0, 1, 7, 10**9 - 1, 10**9)


def the_measures(chance: Random) -> Iterator[Measure]:
    for place, code in enumerate(CODES):
        subject, grants = ("企业", OF_FIRMS) if place < 4 else ("项目", OF_ROWS)
        rung = Rung("梯") if chance.random() < 0.3 else None
        yield measure(code, chance.choice(grants), subject, again=True, rung=rung)


def some(chance: Random) -> list[str]:
    return chance.sample(CODES[:4], 2) if chance.random() < 0.5 else chance.sample(CODES, 3)


def the_policy(chance: Random) -> Policy:
    limits = [limit(name, some(chance), chance.choice(LIMITS)) for name in ("限甲", "限乙")]
    return policy(
        *the_measures(chance),
        ladders=(Ladder("梯", ("受益人",)),),
        limits=tuple(limits[: chance.randint(0, 2)]),
        groups=(group("组", some(chance)),) if chance.random() < 0.5 else (),
    )


def the_firm(chance: Random) -> Dossier:
    def maybe(**values: Value) -> dict[str, Value]:
        return {name: value for name, value in values.items() if chance.random() > 0.1}

    def project(key: str) -> Row:
        return row(key, **maybe(投入=chance.choice(SUMS), 件数=chance.choice(COUNTS)))  # type: ignore[arg-type]

    rows = [project(key) for key in "abcd"[: chance.randint(0, 4)]]
    firm = maybe(实缴资本=chance.choice(SUMS), 人数=chance.choice(COUNTS))
    years = {("营业收入", year): chance.choice(SUMS) for year in (2020, 2021)}
    known = dossier(
        *rows,
        firm=firm,
        history=(award(chance.choice(CODES), 10**9),) if chance.random() < 0.4 else (),
        reviews=tuple(
            review(each.key, measure=code, amount=chance.choice((1, 10**18)))
            for each in rows
            for code in CODES[4:]
        ),
    )
    return replace(known, firm=replace(known.firm, yearly=years))


def agreement(seed: int) -> Agreement:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    held = library(the_policy(chance))
    firms = [renamed(the_firm(chance), f"{place}/", held) for place in range(40)]
    return Agreement(held, firms, ON, {(P, code) for code in CODES})


@pytest.mark.parametrize("seed", range(4))
def test_every_large_sum_comes_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(4, 100))
def test_more_large_sums_come_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


def test_the_grants_are_such_as_a_policy_may_write_and_pass_64_bits() -> None:
    for subject, grants in (("企业", OF_FIRMS), ("项目", OF_ROWS)):
        assert all(widest_bits(expression(text, subject), VOCABULARY) <= 126 for text in grants)
    paid = [each.own.low for each in agreement(0).assessed() if each.own is not None]
    assert max(paid) > 2**64
