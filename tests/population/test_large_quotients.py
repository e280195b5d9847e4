"""Grants that divide facts by facts, as large as facts may be, come out as assessed."""

from dataclasses import replace
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier, Row, Value
from duixian.rulebook.expression.width import widest_bits
from duixian.rulebook.policy.model import Policy
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.population.test_large_sums import COUNTS, SUMS
from tests.rulebook.meaning.world import (
    ON,
    VOCABULARY,
    P,
    dossier,
    expression,
    library,
    measure,
    policy,
    row,
)

GRANTS = (
    "投入 ÷ 件数 × 7 件",
    "投入 × 件数 ÷ 企业.人数 × 3 人 ÷ 7 件",
    "投入 × (金额 ÷ 企业.实缴资本)",
    "投入 × (金额 ÷ (金额 + 企业.实缴资本))",
    "投入 × (金额 ÷ 合计(项目.金额))",
    "投入 ÷ 件数 × 1 件 + 金额 ÷ 企业.人数 × 1 人",
    "较小(投入 × (金额 ÷ 企业.实缴资本), 金额)",
    "较大(投入 ÷ 件数 × 1 件, 金额, 企业.实缴资本)",
    "若(首次, 投入 ÷ 件数 × 1 件, 金额 ÷ 企业.人数 × 1 人)",
    "若(首次, 投入 × (金额 ÷ 企业.实缴资本), 金额)",
    "投入 × (企业.上年利润 ÷ 企业.实缴资本)",
    "企业.上年利润 ÷ 件数 × 1 件",
    "(投入 - 金额) ÷ 件数 × 1 件",
    "企业.上年利润 × ((投入 - 金额) ÷ 金额)",
    "若(首次, 投入 × (金额 ÷ 企业.实缴资本), 金额 × (企业.实缴资本 ÷ 投入))",
)
WHENS = (
    "金额 ÷ 投入 ≥ 5%",
    "金额 ÷ 企业.实缴资本 < 投入 ÷ 企业.实缴资本",
    "企业.上年利润 ÷ 投入 > 1%",
)


CODES = "1234"


def the_policy(chance: Random) -> Policy:
    return policy(
        *(
            measure(
                code,
                chance.choice(GRANTS),
                again=True,
                when=(chance.choice(WHENS),) if chance.random() < 0.3 else (),
            )
            for code in CODES
        )
    )


def a_sum(chance: Random) -> int:
    return chance.choice((*SUMS, chance.randint(1, SUMS[-1])))


def the_firm(chance: Random) -> Dossier:
    def maybe(**values: Value) -> dict[str, Value]:
        return {name: value for name, value in values.items() if chance.random() > 0.1}

    def project(key: str) -> Row:
        known = maybe(
            投入=a_sum(chance),
            金额=a_sum(chance),
            件数=chance.choice(COUNTS),
            首次=chance.random() < 0.5,
        )
        return row(key, **known)  # type: ignore[arg-type]

    rows = [project(key) for key in "abc"[: chance.randint(1, 3)]]
    known = dossier(*rows, firm=maybe(实缴资本=a_sum(chance), 人数=chance.choice(COUNTS)))
    profit = chance.choice((1, -1)) * a_sum(chance)
    years = {("利润", 2021): profit} if chance.random() > 0.1 else {}
    return replace(known, firm=replace(known.firm, yearly=years))


def agreement(seed: int) -> Agreement:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    held = library(the_policy(chance))
    firms = [renamed(the_firm(chance), f"{place}/", held) for place in range(40)]
    return Agreement(held, firms, ON, {(P, code) for code in CODES})


@pytest.mark.parametrize("seed", range(4))
def test_every_large_quotient_comes_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(4, 100))
def test_more_large_quotients_come_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


def test_the_grants_are_such_as_a_policy_may_write() -> None:
    assert all(widest_bits(expression(text), VOCABULARY) <= 126 for text in (*GRANTS, *WHENS))
