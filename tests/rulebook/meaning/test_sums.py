"""Steps 3 and 4: what a grant comes to, worked out by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.assessment import GapKind, Verdict
from duixian.rulebook.dossier import Firm, Outcome, Staged
from duixian.rulebook.dossier import Stage as Figures
from duixian.rulebook.expression.tree import (
    Bracket,
    BracketMode,
    ByBracket,
    ByLevel,
    Expression,
    FactRef,
    Quantity,
)
from duixian.rulebook.library.model import Library, Series
from duixian.rulebook.policy.model import (
    Need,
    Rounding,
    RoundingMode,
    Uplift,
)
from duixian.rulebook.units import PURE, Unit
from tests.rulebook.meaning.world import (
    VOCABULARY,
    award,
    condition,
    dossier,
    exactly,
    expression,
    measure,
    missing,
    notes,
    only,
    own,
    policy,
    result,
    review,
    row,
    wan,
)


def pays(grant: str | Expression, **more: object) -> tuple[int, int | None]:
    """What a project with these facts pays: low and high in fen."""
    found = only(policy(measure(grant=grant)), dossier(row("a", **more)))  # type: ignore[arg-type]
    assert found.own is not None
    return found.own.low, found.own.high


@pytest.mark.parametrize(
    ("grant", "fen"),
    [
        ("10% × 投入", 123457),  # 1,234,565 fen: half a fen goes up
        ("投入 ÷ 3", 411522),  # 411,521.67
        ("投入 − 2 × 投入", 0),  # below zero is zero
        ("较小(投入, 1 万元) + 较大(投入, 2 万元)", 3_000_000),
        ("每满(3 件, 件数) × 1 元", 200),
        ("若(首次, 1 元, 2 元)", 100),
    ],
)
def test_a_sum_is_exact_and_rounded_once(grant: str, fen: int) -> None:
    facts = {"投入": 1_234_565, "件数": 8, "首次": True}
    assert pays(grant, **facts) == (fen, fen)


def test_a_sum_that_misses_a_fact_has_the_high_of_its_cap() -> None:
    rule = policy(measure(grant="10% × 投入", caps=(expression("50 万元"),)))
    found = only(rule, dossier(row("a")))
    assert own(found) == (0, wan(50))
    assert (found.verdict, missing(found)) == (Verdict.UNKNOWN, ["投入"])
    assert pays("10% × 投入") == (0, None)


def test_a_cap_that_decides_the_sum_makes_the_missing_fact_immaterial() -> None:
    rule = policy(measure(grant="80 万元 + 投入", caps=(expression("50 万元"),)))
    found = only(rule, dossier(row("a")))
    assert (found.verdict, found.missing) == (Verdict.GRANTED, ())
    assert own(found) == (wan(50), wan(50))


def test_an_unknown_condition_in_a_sum_gives_the_range_of_both() -> None:
    assert pays("若(首次, 1 元, 3 元)") == (100, 300)


def test_a_table_by_level_gives_the_range_of_its_values_when_the_level_is_unknown() -> None:
    key = FactRef("本行", "项目", "等级")
    table = (("市级", expression("20 万元")), ("国家级", expression("50 万元")))
    by_level = ByLevel(key, table, expression("0 元"))
    assert pays(by_level, 等级="市级") == (wan(20), wan(20))
    assert pays(by_level) == (0, wan(50))


def brackets(mode: BracketMode, *values: str) -> ByBracket:
    """Below 10 万元, from 10 to below 50 万元, from 50 万元."""
    ten, fifty = (quantity(f"{amount} 万元") for amount in (10, 50))
    below, middle, above = (expression(value) for value in values)
    return ByBracket(
        FactRef("本行", "项目", "投入"),
        (
            Bracket(None, low_included=False, high=ten, high_included=False, value=below),
            Bracket(ten, low_included=True, high=fifty, high_included=False, value=middle),
            Bracket(fifty, low_included=True, high=None, high_included=False, value=above),
        ),
        mode,
    )


def quantity(text: str) -> Quantity:
    found = expression(text)
    assert isinstance(found, Quantity)
    return found


def test_one_bracket_pays_and_its_bound_belongs_where_it_is_said() -> None:
    single = brackets(BracketMode.SINGLE, "0 元", "1 万元", "2 万元")
    assert pays(single, 投入=wan(10) - 1) == (0, 0)
    assert pays(single, 投入=wan(10)) == (wan(1), wan(1))
    assert pays(single, 投入=wan(50)) == (wan(2), wan(2))
    assert pays(single) == (0, wan(2))


def test_all_reached_brackets_add_up() -> None:
    cumulative = brackets(BracketMode.CUMULATIVE, "0 元", "1 万元", "2 万元")
    assert pays(cumulative, 投入=wan(60)) == (wan(3), wan(3))
    assert pays(cumulative, 投入=wan(20)) == (wan(1), wan(1))
    assert pays(cumulative) == (0, wan(3))


def test_each_slice_has_its_own_rate() -> None:
    progressive = brackets(BracketMode.PROGRESSIVE, "0%", "10%", "20%")
    # 40 万元 at 10 % and 10 万元 at 20 %
    assert pays(progressive, 投入=wan(60)) == (wan(6), wan(6))
    assert pays(progressive, 投入=wan(20)) == (wan(1), wan(1))
    assert pays(progressive) == (0, None)


def test_uplifts_count_from_the_grant_without_any_of_them_and_before_the_cap() -> None:
    more = (
        Uplift(condition("首次"), expression("20%")),
        Uplift(condition("外包"), expression("10%")),
        Uplift(condition("首次"), expression("5%"), expression("投入")),
    )
    rule = policy(measure(grant="10% × 投入", uplifts=more, caps=(expression("18 万元"),)))
    # 10 + 2 + 1 + 5 = 18 万元; without the second 17 万元
    found = only(rule, dossier(row("a", 投入=wan(100), 首次=True, 外包=False)))
    assert own(found) == (wan(17), wan(17))
    found = only(rule, dossier(row("a", 投入=wan(100), 首次=True)))
    assert own(found) == (wan(17), wan(18))
    found = only(rule, dossier(row("a", 投入=wan(200), 首次=True, 外包=True)))
    assert own(found)[1] == wan(18)
    assert "cap-binds" in notes(found)


def test_a_floor_lifts_a_grant_but_makes_none_out_of_nothing() -> None:
    rule = policy(measure(grant="10% × 投入", floor=expression("5 万元")))
    found = only(rule, dossier(row("a", 投入=wan(20))))
    assert own(found) == exactly(wan(5))
    found = only(rule, dossier(row("a", 投入=0)))
    assert found.verdict is Verdict.EXHAUSTED


@pytest.mark.parametrize(
    ("mode", "fen"),
    [(RoundingMode.HALF_UP, 12400), (RoundingMode.DOWN, 12300), (RoundingMode.UP, 12400)],
)
def test_a_policy_may_round_to_whole_yuan(mode: RoundingMode, fen: int) -> None:
    rule = policy(measure(grant="10% × 投入"), rounding=Rounding(100, mode))
    found = only(rule, dossier(row("a", 投入=123_500)))
    assert own(found) == exactly(fen)


def test_sums_and_counts_over_rows_are_intervals() -> None:
    total = "合计(租赁.投入, 首次)"
    leases = (
        row("x", subject="租赁", 投入=100, 首次=True),
        row("y", subject="租赁", 投入=50),
        row("z", subject="租赁", 首次=False),
    )
    rule = policy(measure(grant=total))
    found = only(rule, dossier(row("a"), *leases))
    assert own(found) == (100, 150)
    assert missing(found) == ["首次"]
    enough = policy(measure(when=["计数(租赁, 首次) ≥ 1 份", "有(租赁, 首次)"]))
    assert only(enough, dossier(row("a"), *leases)).verdict is Verdict.GRANTED
    more = policy(measure(when=["计数(租赁, 首次) ≥ 2 份"]))
    assert only(more, dossier(row("a"), *leases)).verdict is Verdict.UNKNOWN
    most = policy(measure(when=["计数(租赁, 首次) ≥ 3 份"]))
    assert only(most, dossier(row("a"), *leases)).verdict is Verdict.REFUSED


def test_the_largest_over_rows_is_zero_without_rows_and_unknown_without_the_table() -> None:
    rule = policy(measure(when=["最大(租赁.投入) ≥ 1 元"]))
    assert only(rule, dossier(row("a"))).verdict is Verdict.REFUSED
    found = only(rule, replace(dossier(row("a")), tables={"项目": (row("a"),)}))
    assert [gap.kind for gap in found.missing] == [GapKind.TABLE]
    lease = row("x", subject="租赁", 投入=100)
    assert only(rule, dossier(row("a"), lease)).verdict is Verdict.GRANTED


def test_different_values_are_counted_with_the_unknown_ones_as_a_range() -> None:
    leases = [row(key, subject="租赁", 类型=word) for key, word in (("x", "甲"), ("y", "甲"))]
    leases.append(row("z", subject="租赁"))
    one = policy(measure(when=["种类数(租赁.类型) ≥ 1 种"]))
    assert only(one, dossier(row("a"), *leases)).verdict is Verdict.GRANTED
    two = policy(measure(when=["种类数(租赁.类型) ≥ 2 种"]))
    assert only(two, dossier(row("a"), *leases)).verdict is Verdict.UNKNOWN
    three = policy(measure(when=["种类数(租赁.类型) ≥ 3 种"]))
    assert only(three, dossier(row("a"), *leases)).verdict is Verdict.REFUSED


def test_a_year_missing_in_the_range_is_unknown() -> None:
    rule = policy(measure(grant="平均(近3年营业收入)"))
    known = dossier(row("a"))
    yearly = {("营业收入", year): wan(3) for year in (2019, 2020, 2021)}
    found = only(rule, replace(known, firm=Firm("F", {}, yearly)))
    assert own(found) == exactly(wan(3))
    found = only(rule, replace(known, firm=Firm("F", {}, yearly | {("营业收入", 2019): 0})))
    assert own(found) == exactly(wan(2))
    del yearly["营业收入", 2020]
    found = only(rule, replace(known, firm=Firm("F", {}, yearly)))
    assert [(gap.name, gap.detail) for gap in found.missing] == [("营业收入", "2020")]
    assert own(found) == (wan(2), None)


def test_last_year_is_compared_with_the_best_of_the_years_before_it() -> None:
    rule = policy(measure(grant="10% × (上年营业收入 − 最大(此前3年营业收入))"))
    sums = {2018: 2, 2019: 7, 2020: 5, 2021: 17}
    yearly = {("营业收入", year): wan(sum_) for year, sum_ in sums.items()}
    found = only(rule, replace(dossier(row("a")), firm=Firm("F", {}, yearly)))
    assert own(found) == exactly(wan(1))
    del yearly["营业收入", 2018]
    found = only(rule, replace(dossier(row("a")), firm=Firm("F", {}, yearly)))
    assert [(gap.name, gap.detail) for gap in found.missing] == [("营业收入", "2018")]


def test_a_review_sets_a_sum_within_its_bounds() -> None:
    rule = policy(measure(grant="评审(10 万元, 30 万元)"))
    found = only(rule, dossier(row("a")))
    assert found.verdict is Verdict.PENDING
    assert own(found) == (wan(10), wan(30))
    found = only(rule, dossier(row("a"), reviews=(review("a", amount=wan(30)),)))
    assert (found.verdict, own(found)) == (Verdict.GRANTED, exactly(wan(30)))


def test_a_review_outside_its_bounds_is_a_data_error() -> None:
    rule = policy(measure(grant="评审(10%, 30%) × 投入"))
    known = dossier(row("a", 投入=wan(100)), reviews=(review("a", rate=Fraction(31, 100)),))
    found = result(rule, known)
    assert [problem.code for problem in found.problems] == ["review-bounds"]
    assert found.entitlements[0].verdict is Verdict.PENDING
    good = replace(known, reviews=(review("a", rate=Fraction(3, 10)),))
    assert own(only(rule, good)) == exactly(wan(30))


def test_a_published_value_counts_from_its_day() -> None:
    unit = Unit("%", Fraction(1, 100), PURE)
    values = ((date(2021, 1, 1), Fraction(385, 10000)), (date(2022, 1, 20), Fraction(37, 1000)))
    grant = expression("投入 × 公布值(利率, 事项日期)", series={"利率": unit})
    rule = policy(measure(grant=grant))
    held = Library(VOCABULARY, (rule,), (), (Series("利率", unit, "", values),))
    found = only(held, dossier(row("a", "2022-01-19", 投入=wan(100))))
    assert own(found) == exactly(3_850_000)
    found = only(held, dossier(row("a", "2022-01-20", 投入=wan(100))))
    assert own(found) == exactly(3_700_000)
    found = only(held, dossier(row("a", "2020-12-31", 投入=wan(100))))
    assert [gap.kind for gap in found.missing] == [GapKind.SERIES]


def test_history_is_recalled_less_what_was_recovered() -> None:
    rule = policy(measure("2", "100 万元 − 已奖补(1)"))
    past = (award("1", 30, recovered=wan(10)), award("1", 5, payee="G"))
    found = only(rule, dossier(row("a"), history=past))
    assert own(found) == exactly(wan(80))
    best = policy(measure("1", "每满(3 件, 件数 − 已奖补最高(件数)) × 1 元"))
    kept = (award("1", 1, remembered={"件数": 4}), award("1", 1, remembered={"件数": 2}))
    found = only(best, dossier(row("a", 件数=10), history=kept))
    assert own(found) == exactly(200)


def test_staged_facts_are_read_at_the_stage_and_a_missing_figure_is_unknown() -> None:
    rule = policy(measure(grant="核定投入"))
    known = dossier(row("a", 核定投入=Staged(wan(10), wan(8))))
    for stage, fen in ((Figures.DECLARED, wan(10)), (Figures.VERIFIED, wan(8))):
        assert own(only(rule, known, stage=stage)) == exactly(fen)
    found = only(rule, known, stage=Figures.ACCEPTED)
    assert (found.verdict, missing(found)) == (Verdict.UNKNOWN, ["核定投入"])


def test_a_failed_review_refuses_even_where_it_would_set_a_sum() -> None:
    rule = policy(measure(grant="评审(0 元, 1 元)", needs=(Need("评审"),)))
    known = dossier(row("a"), reviews=(review("a", Outcome.FAILED),))
    assert only(rule, known).verdict is Verdict.REFUSED
