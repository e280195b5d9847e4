"""Which measures are decided side by side: those that nothing ties to rows that must be joined."""

from dataclasses import replace
from typing import Any

import pytest

from duixian.population.abreast.circles import abreast
from duixian.population.shape import Shape
from duixian.rulebook.dossier import Stage
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Each,
    Group,
    Ladder,
    Limit,
    Measure,
    Payee,
    Policy,
    Rung,
    WhenOver,
    Window,
    WindowKind,
    YearKind,
)
from tests.rulebook.meaning.world import ON, P, expression, group, library, limit, measure, policy

CODES = "1234567"
SINCE = Window(WindowKind.SINCE, expression("受益人.迁入日期"), 12)
OF_FACT = Cycle(CycleKind.FACT, expression("领域", "企业"))
PROJECT = ("受益人", "所属项目")


def of_firm(code: str, **more: Any) -> Measure:
    return measure(code, subject="企业", **more)


def seven(**more: Any) -> Policy:
    """Seven measures on the firm itself, with these rules."""
    return policy(*(of_firm(code) for code in CODES), **more)


def on_ladder(ladder: Ladder) -> Policy:
    """Measures 1 and 2 stand on it."""
    two = (of_firm(code, rung=Rung("梯")) for code in "12")
    return policy(*two, *(of_firm(code) for code in CODES[2:]), ladders=(ladder,))


def limited(amount: str = "100 万元", **more: Any) -> Policy:
    return seven(limits=(replace(limit("限", "12", amount), **more),))


def grouped(*members: str, **more: Any) -> Policy:
    return seven(groups=tuple(group(f"组{place}", m, **more) for place, m in enumerate(members)))


def side_by_side(rules: Policy, chosen: str = "", stage: Stage = Stage.DECLARED) -> str:
    wanted = {(P, code) for code in chosen} or None
    found = abreast(library(rules), Shape(ON, stage), wanted)
    return "".join(sorted(code for _, code in found))


YEAR = Window(WindowKind.CALENDAR_YEAR)
TERM = Window(WindowKind.CYCLE)
ALL = {
    "no rule at all": seven(),
    "a ladder by payee": on_ladder(Ladder("梯", ("受益人",))),
    "a limit of a sum by payee": limited(),
    "a limit of nothing": limited("0 元"),
    "a limit of each year": limited(window=YEAR),
    "a limit of a cycle that is the term": limited(window=TERM),
    "a group of six": grouped("123456"),
    "two groups apart": grouped("123", "456"),
}
JOINED = {
    "years of support": policy(
        of_firm("1", each=Each(YearKind.SUPPORT, 1, 3, expression("成立日期", "企业"))),
        *(of_firm(code) for code in CODES[1:]),
    ),
    "rows of projects": policy(measure("1"), *(of_firm(code) for code in CODES[1:])),
    "another payee": policy(
        of_firm("1", payee=Payee("服务商")), *(of_firm(code) for code in CODES[1:])
    ),
    "another payee by a condition": policy(
        of_firm("1", payee=Payee("企业", None, "服务商")),
        *(of_firm(code) for code in CODES[1:]),
    ),
    "a ladder since a day": on_ladder(Ladder("梯", ("受益人",), expression("受益人.迁入日期"))),
    "a ladder by project": on_ladder(Ladder("梯", PROJECT)),
    "a limit since a day": limited(window=SINCE),
    "a limit by project": limited(per=PROJECT),
    "a limit of a sum that a fact decides": limited("2 × 企业.实缴资本"),
    "a limit of a part of a fen": limited("1 元 ÷ 300"),
    "a limit below zero": limited("1 元 - 2 元"),
    "a limit that is shared in proportion": limited(when_over=WhenOver.PRO_RATA),
    "a limit of times": limited(amount="", times=1),
    "a limit of a cycle that a fact names": replace(limited(window=TERM), cycle=OF_FACT),
    "a group since a day": grouped("12", window=SINCE),
    "a group by project": grouped("12", per=PROJECT),
    "two groups that share a measure": grouped("12", "23"),
    "a group of seven": grouped(CODES),
}
LEFT = {
    "years of support": "234567",
    "rows of projects": "234567",
    "another payee": "234567",
    "another payee by a condition": "234567",
    "two groups that share a measure": "4567",
    "a group of seven": "",
}


@pytest.mark.parametrize("rule", ALL)
def test_rules_of_the_firm_as_a_whole_leave_measures_side_by_side(rule: str) -> None:
    assert side_by_side(ALL[rule]) == CODES


@pytest.mark.parametrize("rule", JOINED)
def test_rules_over_single_rows_take_their_measures_out(rule: str) -> None:
    assert side_by_side(JOINED[rule]) == LEFT.get(rule, "34567")


def ties() -> dict[str, dict[str, Any]]:
    """Rules that tie 1 to 2, of every kind."""
    limits: tuple[Limit, ...] = (limit("限", "12", "100 万元"),)
    groups: tuple[Group, ...] = (group("组", "12"),)
    return {"limit": {"limits": limits}, "group": {"groups": groups}, "ladder": {}}


@pytest.mark.parametrize("tie", ties())
def test_what_is_tied_to_a_measure_that_is_taken_out_goes_with_it(tie: str) -> None:
    """1 is by project; 2 shares a rule with it, 3 one with 2."""
    rung: dict[str, Any] = {"rung": Rung("梯")} if tie == "ladder" else {}
    ladders = (Ladder("梯", ("受益人",)),) if rung else ()
    more = ties()[tie]
    limits = (*more.pop("limits", ()), limit("又", "23", "100 万元"))
    rules = policy(
        measure("1", **rung),
        of_firm("2", **rung),
        *(of_firm(code) for code in CODES[2:]),
        ladders=ladders,
        limits=limits,
        **more,
    )
    assert side_by_side(rules) == "4567"


def test_a_limit_of_times_ties_its_measures_too() -> None:
    times = limit("次", "23", times=1)
    rules = seven(limits=(limit("限", "12", "100 万元"), times))
    assert side_by_side(rules) == "4567"


def test_measures_that_are_not_chosen_take_none_out() -> None:
    rules = policy(
        measure("1"), of_firm("2"), of_firm("3"), limits=(limit("限", "12", "100 万元"),)
    )
    assert side_by_side(rules, "23") == "23"
    assert side_by_side(rules, "123") == "3"
    assert side_by_side(limited(times=1, amount=""), "1") == ""


def test_at_acceptance_none_are_side_by_side() -> None:
    assert side_by_side(seven(), stage=Stage.ACCEPTED) == ""
    assert side_by_side(seven(), stage=Stage.VERIFIED) == CODES
