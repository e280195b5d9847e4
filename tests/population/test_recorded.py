"""Records that nobody has are not joined; the answers are compared in all tests of agreement."""

from dataclasses import replace
from datetime import date

from duixian.population.schema import DECISIONS, LISTINGS, REVIEWS
from duixian.population.shape import Recorded, Shape
from duixian.population.statement import compile_library
from tests.policies.test_cases import library

NOTHING = Recorded(frozenset(), frozenset(), frozenset(), frozenset())
NAME = ("闵府规发〔2020〕5号", "14.2")
"""It needs no review, may be refused by decisions, and asks two published lists."""


def statement(recorded: Recorded | None) -> str:
    read = dict.fromkeys(("虚假申报记录名单", "上海市公共信用负面记录名单"), date(2022, 1, 1))
    shape = Shape(date(2022, 12, 31), tables=frozenset({"租赁"}), lists=read, recorded=recorded)
    return " ".join(query for _, query in compile_library(library(), shape, {NAME}).relations)


def test_what_nobody_has_is_not_joined() -> None:
    nothing = statement(NOTHING)
    assert DECISIONS not in nothing
    assert LISTINGS not in nothing
    assert REVIEWS not in nothing
    assert DECISIONS in statement(None)
    assert LISTINGS in statement(None)
    assert "_used" not in nothing
    assert "_used" in statement(None)
    assert "_closed_" not in nothing
    assert "_closed_" in statement(None)


def test_awards_of_other_measures_leave_a_limit_whole() -> None:
    elsewhere = replace(NOTHING, awards=frozenset({("别的", "14.2")}))
    assert "_used" not in statement(elsewhere)
    assert "_used" in statement(replace(NOTHING, awards=frozenset({NAME})))


def test_a_decision_about_the_whole_policy_is_joined() -> None:
    about = replace(NOTHING, decisions=frozenset({(NAME[0], "")}))
    assert DECISIONS in statement(about)
    elsewhere = replace(NOTHING, decisions=frozenset({(NAME[0], "1"), ("别的", "14.2")}))
    assert DECISIONS not in statement(elsewhere)
