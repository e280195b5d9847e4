"""Step 2: what holds, what fails, what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from duixian.rulebook.assessment import GapKind, Verdict
from duixian.rulebook.dossier import DecisionRow, Firm, Listing, Outcome
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.library.model import Catalogue, Library
from duixian.rulebook.policy.model import (
    Deadline,
    Discretion,
    Earlier,
    Effect,
    Need,
)
from tests.rulebook.meaning.world import (
    ON,
    VOCABULARY,
    P,
    award,
    condition,
    dossier,
    expression,
    measure,
    missing,
    notes,
    only,
    policy,
    review,
    row,
    wan,
)


def decision(name: str, *, applies: bool, **more: str) -> DecisionRow:
    fields = {"policy": P, "measure": "", "row": ""} | more
    return DecisionRow(
        **fields, name=name, applies=applies, by="某人", reason="理由", day=date(2022, 5, 1)
    )


@pytest.mark.parametrize(
    ("test", "verdict", "lacks"),
    [
        ("首次 且 类型 = 甲", Verdict.UNKNOWN, ["类型"]),
        ("首次 且 类型 = 甲 且 投入 ≥ 2 元", Verdict.REFUSED, []),
        ("首次 或 类型 = 甲", Verdict.GRANTED, []),
        ("投入 ≥ 2 元 或 类型 = 甲", Verdict.UNKNOWN, ["类型"]),
        ("非 首次", Verdict.REFUSED, []),
        ("非 类型 = 甲", Verdict.UNKNOWN, ["类型"]),
        ("较小(金额, 1 元) < 2 元", Verdict.GRANTED, []),
        ("金额 + 1 元 ≥ 1 元", Verdict.GRANTED, []),
        ("金额 ≥ 1 元", Verdict.UNKNOWN, ["金额"]),
        ("若(类型 = 甲, 1 元, 2 元) ≤ 2 元", Verdict.GRANTED, []),
        ("若(类型 = 甲, 1 元, 3 元) ≤ 2 元", Verdict.UNKNOWN, ["类型"]),
        ("等级 ≥ 市级", Verdict.GRANTED, []),
        ("等级 < 市级", Verdict.REFUSED, []),
        ("上年利润 ≥ 0 元", Verdict.UNKNOWN, ["利润"]),
        ("上年营业收入 ≥ 0 元", Verdict.GRANTED, []),
    ],
)
def test_a_condition_is_decided_as_soon_as_its_known_parts_decide_it(
    test: str, verdict: Verdict, lacks: list[str]
) -> None:
    known = row("a", 首次=True, 投入=100, 等级="国家级")
    found = only(policy(measure(when=[test])), dossier(known))
    assert found.verdict is verdict
    assert missing(found) == lacks


def test_a_false_condition_refuses_whatever_else_is_missing_and_both_are_listed() -> None:
    found = only(policy(measure(when=["首次", "类型 = 甲"])), dossier(row("a", 首次=False)))
    assert found.verdict is Verdict.REFUSED
    assert [in_words(step.expression) for step in found.failed] == ["首次"]
    assert missing(found) == ["类型"]
    assert found.own is None


def test_of_an_and_the_false_parts_fail_and_of_an_or_all_parts() -> None:
    test = "首次 且 (投入 ≥ 5 元 或 投入 ≥ 9 元) 且 非 外包"
    found = only(policy(measure(when=[test])), dossier(row("a", 首次=True, 投入=1, 外包=True)))
    assert len(found.failed) == 3


def test_a_word_that_an_open_list_does_not_name_awaits_its_decision() -> None:
    rule = policy(measure(when=["类型 属于 [甲、等]"]))
    found = only(rule, dossier(row("a", 类型="乙")))
    assert found.verdict is Verdict.PENDING
    assert [(gap.kind, gap.detail) for gap in found.missing] == [(GapKind.OPEN_LIST, "乙")]
    assert only(rule, dossier(row("a", 类型="甲"))).verdict is Verdict.GRANTED
    taken = decision("乙", applies=True)
    assert only(rule, dossier(row("a", 类型="乙"), decisions=(taken,))).verdict is Verdict.GRANTED
    declined = decision("乙", applies=False)
    found = only(rule, dossier(row("a", 类型="乙"), decisions=(declined,)))
    assert found.verdict is Verdict.REFUSED


def test_a_list_that_was_never_read_is_unknown_and_one_that_was_is_complete() -> None:
    rule = policy(measure(when=["非 列入(失信名单)"]))
    assert only(rule, dossier(row("a"))).verdict is Verdict.UNKNOWN
    read = {"失信名单": date(2022, 6, 1)}
    assert only(rule, dossier(row("a"), lists=read)).verdict is Verdict.GRANTED
    listing = Listing("失信名单", "F", date(2022, 1, 1), ON)
    assert only(rule, dossier(row("a"), lists=read, listings=(listing,))).verdict is Verdict.GRANTED
    standing = Listing("失信名单", "F", date(2022, 1, 1))
    found = only(rule, dossier(row("a"), lists=read, listings=(standing,)))
    assert found.verdict is Verdict.REFUSED


def test_a_catalogue_counts_by_its_edition_of_the_day_that_selects_the_law() -> None:
    editions = ((date(2021, 1, 1), ("甲",)), (date(2022, 3, 1), ("乙",)))
    rule = policy(measure(when=["类型 属于 目录(领域目录)"]))
    held = Library(VOCABULARY, (rule,), (Catalogue("领域目录", "", editions),))
    assert only(held, dossier(row("a", 类型="甲"))).verdict is Verdict.GRANTED
    assert only(held, dossier(row("a", "2022-03-01", 类型="甲"))).verdict is Verdict.REFUSED
    assert only(held, dossier(row("a", "2020-05-01", 类型="甲"))).verdict is Verdict.UNKNOWN


def test_in_principle_refuses_until_a_recorded_exception_lifts_exactly_that() -> None:
    option = Discretion("园区外豁免", Effect.WAIVE, condition("首次"))
    rule = policy(measure(when=["投入 ≥ 1 元"], may=(option,)))
    found = only(rule, dossier(row("a", 首次=False, 投入=100)))
    assert found.verdict is Verdict.REFUSED
    assert "waivable" in notes(found)
    waived = (decision("园区外豁免", applies=True),)
    assert only(rule, dossier(row("a", 首次=False, 投入=100), decisions=waived)).verdict is (
        Verdict.GRANTED
    )
    assert only(rule, dossier(row("a", 首次=False, 投入=1), decisions=waived)).verdict is (
        Verdict.REFUSED
    )
    other = (decision("园区外豁免", applies=True, row="b"),)
    found = only(rule, dossier(row("a", 首次=False, 投入=100), decisions=other))
    assert found.verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    ("taken", "verdict"),
    [(None, Verdict.PENDING), (True, Verdict.REFUSED), (False, Verdict.GRANTED)],
)
def test_a_restriction_is_awaited_when_its_condition_holds(
    *, taken: bool | None, verdict: Verdict
) -> None:
    option = Discretion("取消资格", Effect.REFUSE, condition("外包"))
    rule = policy(measure(may=(option,)))
    taken_rows = () if taken is None else (decision("取消资格", applies=taken),)
    assert only(rule, dossier(row("a", 外包=True), decisions=taken_rows)).verdict is verdict
    assert only(rule, dossier(row("a", 外包=False))).verdict is Verdict.GRANTED


@pytest.mark.parametrize(
    ("taken", "verdict"),
    [(None, Verdict.PENDING), (True, Verdict.GRANTED), (False, Verdict.REFUSED)],
)
def test_who_stands_outside_may_be_admitted_by_decision(
    *, taken: bool | None, verdict: Verdict
) -> None:
    scope = condition("注册地 = 本区", title="注册地", payee_scope=True)
    option = Discretion("参照执行", Effect.ADMIT, condition("首次"))
    rule = policy(measure(), scope=(scope,), may=(option,))
    taken_rows = () if taken is None else (decision("参照执行", applies=taken),)
    outside = {"注册地": "外区"}
    found = only(rule, dossier(row("a", 首次=True), firm=outside, decisions=taken_rows))
    assert found.verdict is verdict
    assert only(rule, dossier(row("a", 首次=False), firm=outside)).verdict is Verdict.REFUSED
    assert only(rule, dossier(row("a", 首次=False), firm={})).verdict is Verdict.UNKNOWN


def test_a_measure_may_be_excepted_from_a_condition_of_the_scope() -> None:
    scope = condition("注册地 = 本区", title="注册地", payee_scope=True)
    rule = policy(measure(without_scope=(("注册地", "条文另有规定"),)), scope=(scope,))
    found = only(rule, dossier(row("a"), firm={"注册地": "外区"}))
    assert found.verdict is Verdict.GRANTED
    assert "scope-excepted" in notes(found)


def test_a_review_is_awaited_passed_or_failed() -> None:
    rule = policy(measure(needs=(Need("评审"),)))
    found = only(rule, dossier(row("a")))
    assert found.verdict is Verdict.PENDING
    assert (found.own and found.own.low, found.effect and found.effect.low) == (wan(100), 0)
    assert only(rule, dossier(row("a"), reviews=(review("a"),))).verdict is Verdict.GRANTED
    failed = (review("a", Outcome.FAILED),)
    assert only(rule, dossier(row("a"), reviews=failed)).verdict is Verdict.REFUSED
    late = (review("a", day=date(2022, 7, 1)),)
    assert only(rule, dossier(row("a"), reviews=late)).verdict is Verdict.PENDING


def test_a_need_that_may_not_exist_leaves_the_row_unknown() -> None:
    rule = policy(measure(needs=(Need("评审", when=condition("等级 = 国家级")),)))
    assert only(rule, dossier(row("a", 等级="市级"))).verdict is Verdict.GRANTED
    assert only(rule, dossier(row("a", 等级="国家级"))).verdict is Verdict.PENDING
    assert only(rule, dossier(row("a"))).verdict is Verdict.UNKNOWN
    assert only(rule, dossier(row("a"), reviews=(review("a"),))).verdict is Verdict.GRANTED
    failed = (review("a", Outcome.FAILED),)
    assert only(rule, dossier(row("a"), reviews=failed)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("成", Verdict.GRANTED),
        ("败", Verdict.REFUSED),
        ("等", Verdict.PENDING),
        (None, Verdict.UNKNOWN),
    ],
)
def test_facts_may_decide_a_need(kind: str | None, verdict: Verdict) -> None:
    need = Need("认定", met=condition("类型 = 成"), failed=condition("类型 = 败"))
    facts = {} if kind is None else {"类型": kind}
    assert only(policy(measure(needs=(need,))), dossier(row("a", **facts))).verdict is verdict


def test_a_deadline_runs_from_its_day_to_the_corresponding_day() -> None:
    deadline = Deadline(12, expression("迁入日期"))
    rule = policy(measure(within=deadline))
    moved = {"迁入日期": date(2021, 1, 1)}
    assert only(rule, dossier(row("a", "2022-01-01"), firm=moved)).verdict is Verdict.GRANTED
    assert only(rule, dossier(row("a", "2022-01-02"), firm=moved)).verdict is Verdict.REFUSED
    assert only(rule, dossier(row("a", "2020-12-31"), firm=moved)).verdict is Verdict.REFUSED
    assert only(rule, dossier(row("a"))).verdict is Verdict.UNKNOWN


def test_an_earlier_grant_is_looked_for_in_the_history_of_the_payee() -> None:
    rule = policy(measure("2", after=Earlier(((P, "1"),), 12)))
    earlier = award("1", 10, event=date(2021, 1, 1))
    assert only(rule, dossier(row("a", "2022-01-01"), history=(earlier,))).verdict is (
        Verdict.GRANTED
    )
    assert only(rule, dossier(row("a", "2022-01-02"), history=(earlier,))).verdict is (
        Verdict.REFUSED
    )
    other = award("1", 10, payee="G")
    assert only(rule, dossier(row("a"), history=(other,))).verdict is Verdict.REFUSED
    assert only(rule, dossier(row("a"), history=None)).verdict is Verdict.UNKNOWN


def test_a_ratio_over_zero_names_the_denominator() -> None:
    rule = policy(measure(when=["增长率(营业收入) ≥ 20%"]))
    yearly = {("营业收入", 2021): 120, ("营业收入", 2020): 100}
    known = dossier(row("a"))
    assert only(rule, known).verdict is Verdict.UNKNOWN
    assert only(rule, replace(known, firm=Firm("F", {}, yearly))).verdict is Verdict.GRANTED
    nothing = Firm("F", {}, yearly | {("营业收入", 2020): 0})
    found = only(rule, replace(known, firm=nothing))
    assert found.verdict is Verdict.UNKNOWN
    assert [gap.kind for gap in found.missing] == [GapKind.DENOMINATOR]
