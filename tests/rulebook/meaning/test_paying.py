"""Steps 5 to 7: ladders, limits and groups, worked out by hand in 万元."""

from dataclasses import replace
from datetime import date

from duixian.rulebook.assessment import GapKind, Verdict
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Each,
    Keep,
    Ladder,
    Limit,
    Measure,
    Need,
    Policy,
    Rung,
    Succession,
    WhenOver,
    Window,
    WindowKind,
    YearKind,
)
from tests.rulebook.meaning.world import (
    P,
    award,
    dossier,
    exactly,
    expression,
    group,
    library,
    limit,
    measure,
    missing,
    notes,
    only,
    own,
    policy,
    result,
    review,
    row,
    rows_of,
    sums,
    verdicts,
    wan,
)

STEPS = Rung("梯")


def titles() -> tuple[Measure, ...]:
    """Three titles of 5, 20 and 50 万元, told apart by the type of the project."""
    worth = {"1": "5 万元", "2": "20 万元", "3": "50 万元"}
    return tuple(
        measure(code, grant, when=[f"类型 = 级{code}"], rung=STEPS) for code, grant in worth.items()
    )


def on_ladder(*measures: Measure, **more: object) -> Policy:
    return policy(*(measures or titles()), ladders=(Ladder("梯", ("受益人",), **more),))  # type: ignore[arg-type]


def paid(found: dict[str, tuple[int, int | None]]) -> dict[str, object]:
    """Sums in 万元, one number where it is known."""
    return {
        name: low // 1_000_000 if low == high else (low // 1_000_000, high and high // 1_000_000)
        for name, (low, high) in found.items()
    }


def test_promotion_pays_the_difference_to_what_was_decided() -> None:
    found = only(
        policy(*titles()[1:2], ladders=(Ladder("梯", ("受益人",)),)),
        dossier(row("a", 类型="级2"), history=(award("2", 5, "旧"),)),
    )
    assert own(found) == exactly(wan(15))


def test_rungs_of_one_run_pay_their_differences_in_the_order_of_their_days() -> None:
    known = dossier(
        row("a", "2022-03-01", 类型="级3"),
        row("b", "2022-02-01", 类型="级2"),
        row("c", "2022-01-01", 类型="级1"),
    )
    found = sums(result(on_ladder(), known))
    assert paid(found) == {"1 c": 5, "2 b": 15, "3 a": 30}


def test_a_lower_rung_after_a_higher_one_pays_nothing() -> None:
    known = dossier(row("a", "2022-01-01", 类型="级3"), row("b", "2022-02-01", 类型="级1"))
    found = result(on_ladder(), known)
    assert (verdicts(found)["3 a"], verdicts(found)["1 b"]) == ("granted", "exhausted")


def test_the_highest_earlier_rung_counts_not_the_last_one() -> None:
    known = dossier(
        row("a", "2022-01-01", 类型="级2"),
        row("b", "2022-02-01", 类型="级1"),
        row("c", "2022-03-01", 类型="级3"),
    )
    assert paid(sums(result(on_ladder(), known))) == {"2 a": 20, "1 b": 0, "3 c": 30}


def test_a_measure_off_the_ladder_neither_counts_nor_is_reduced() -> None:
    off = measure("4", "5 万元", when=["类型 = 复评"], rung=Rung("梯", counts=False))
    known = dossier(row("a", "2022-01-01", 类型="复评"), row("b", "2022-02-01", 类型="级2"))
    found = sums(result(on_ladder(*titles(), off), known))
    assert paid(found) == {"4 a": 5, "2 b": 20}


def test_awards_before_the_firm_moved_in_do_not_count() -> None:
    rule = on_ladder(since=expression("受益人.迁入日期"))
    past = (award("2", 20, decided=date(2021, 6, 1)),)
    known = dossier(row("a", 类型="级3"), history=past, firm={"迁入日期": date(2021, 6, 2)})
    assert paid(sums(result(rule, known))) == {"3 a": 50}
    known = dossier(row("a", 类型="级3"), history=past, firm={"迁入日期": date(2021, 6, 1)})
    assert paid(sums(result(rule, known))) == {"3 a": 30}
    unknown = result(rule, dossier(row("a", 类型="级3"), history=past))
    assert paid(sums(unknown)) == {"3 a": (30, 50)}
    assert verdicts(unknown)["3 a"] == "unknown"


def test_awards_of_measures_elsewhere_count_where_the_ladder_says_so() -> None:
    past = (award("5", 5, policy="旧发9号"),)
    known = dossier(row("a", 类型="级2"), history=past)
    assert paid(sums(result(on_ladder(), known))) == {"2 a": 20}
    assert paid(sums(result(on_ladder(awards=(("旧发9号", "5"),)), known))) == {"2 a": 15}


def test_a_pending_rung_leaves_the_next_one_a_range() -> None:
    first = replace(titles()[0], needs=(Need("评审"),))
    known = dossier(row("a", "2022-01-01", 类型="级1"), row("b", "2022-02-01", 类型="级2"))
    found = result(on_ladder(first, *titles()[1:]), known)
    assert paid(sums(found)) == {"1 a": 5, "2 b": (15, 20)}
    by_row = rows_of(found)
    second = by_row["2", "b", 0]
    assert second.verdict is Verdict.GRANTED
    assert [each.key for each in second.depends_on] == ["a"]
    assert (found.granted.low, found.granted.high) == (wan(15), wan(20))
    assert (found.total.low, found.total.high) == (wan(15), wan(25))


def limited(*limits: Limit, codes: tuple[str, ...] = ("1",)) -> Policy:
    return policy(*(measure(code, "投入") for code in codes), limits=limits)


def test_a_limit_is_filled_by_the_earlier_rows_and_by_history() -> None:
    rule = limited(limit("累计", "1", "100 万元"))
    known = dossier(
        row("a", "2022-02-01", 投入=wan(50)),
        row("b", "2022-01-01", 投入=wan(30)),
        row("c", "2022-03-01", 投入=wan(9)),
        history=(award("1", 40, recovered=wan(10)),),
    )
    found = result(rule, known)
    assert paid(sums(found)) == {"1 b": 30, "1 a": 40, "1 c": 0}
    assert verdicts(found)["1 c"] == "exhausted"


def test_an_inner_limit_comes_before_the_one_around_it_whatever_the_order_of_the_file() -> None:
    outer = limit("外", "12", "60 万元")
    inner = limit("内", "1", "30 万元", inside="外")
    known = dossier(row("a", 投入=wan(50)))
    found = sums(result(limited(outer, inner, codes=("1", "2")), known))
    # Had the outer limit come first, measure 1 would have left 10 to measure 2.
    assert paid(found) == {"1 a": 30, "2 a": 30}


def test_a_limit_counts_by_its_window() -> None:
    yearly = limited(limit("年", "1", "50 万元", window=Window(WindowKind.CALENDAR_YEAR)))
    known = dossier(
        row("a", "2021-12-31", 投入=wan(50)),
        row("b", "2022-01-01", 投入=wan(50)),
        row("c", "2022-01-02", 投入=wan(1)),
    )
    assert paid(sums(result(yearly, known))) == {"1 a": 50, "1 b": 50, "1 c": 0}
    past = replace(known, history=(award("1", 20, event=date(2021, 3, 1)),))
    assert paid(sums(result(yearly, past))) == {"1 a": 30, "1 b": 50, "1 c": 0}
    decided = limited(limit("年", "1", "50 万元", window=Window(WindowKind.DECISION_YEAR)))
    assert paid(sums(result(decided, known))) == {"1 a": 50, "1 b": 0, "1 c": 0}
    last_year = replace(known, history=(award("1", 50, decided=date(2021, 12, 31)),))
    assert paid(sums(result(decided, last_year))) == {"1 a": 50, "1 b": 0, "1 c": 0}
    this_year = replace(known, history=(award("1", 50, decided=date(2022, 1, 1)),))
    assert set(verdicts(result(decided, this_year)).values()) == {"exhausted"}


def test_a_limit_since_an_event_binds_only_the_years_after_it() -> None:
    since = Window(WindowKind.SINCE, expression("受益人.迁入日期"), 12)
    rule = limited(limit("落户", "1", "50 万元", window=since))
    rows = (row("a", "2021-06-01", 投入=wan(60)), row("b", "2021-06-02", 投入=wan(60)))
    known = dossier(*rows, firm={"迁入日期": date(2020, 6, 1)})
    assert paid(sums(result(rule, known))) == {"1 a": 50, "1 b": 60}
    found = result(rule, dossier(*rows))
    assert paid(sums(found))["1 a"] == (50, 60)
    assert verdicts(found)["1 a"] == "unknown"


def test_a_limit_a_cycle_counts_the_awards_of_that_cycle() -> None:
    window = Window(WindowKind.CYCLE)
    rule = replace(limited(limit("周期", "1", "50 万元", window=window)))
    old = award("1", 50, event=date(2019, 12, 31))
    assert paid(sums(result(rule, dossier(row("a", 投入=wan(20)), history=(old,))))) == {"1 a": 20}
    now = award("1", 50, event=date(2020, 1, 1))
    found = result(rule, dossier(row("a", 投入=wan(20)), history=(now,)))
    assert verdicts(found) == {"1 a": "exhausted"}
    named = replace(rule, cycle=Cycle(CycleKind.FACT, expression("类型")))
    known = dossier(row("a", 投入=wan(20), 类型="一期"), history=(replace(now, cycle="一期"),))
    assert verdicts(result(named, known)) == {"1 a": "exhausted"}
    unclear = replace(known, history=(now,))
    assert verdicts(result(named, unclear)) == {"1 a": "unknown"}


def test_a_row_marked_as_of_no_project_is_a_group_of_its_own() -> None:
    rule = limited(limit("项目", "1", "50 万元", per=("受益人", "所属项目")))
    known = dossier(
        row("a", 投入=wan(40), 所属项目="P"),
        row("b", 投入=wan(40), 所属项目="P"),
        row("c", 投入=wan(40), 所属项目="无"),
        row("d", 投入=wan(40), 所属项目="无"),
    )
    assert paid(sums(result(rule, known))) == {"1 a": 40, "1 b": 10, "1 c": 40, "1 d": 40}


def test_a_missing_key_is_a_data_error() -> None:
    rule = limited(limit("项目", "1", "50 万元", per=("受益人", "所属项目")))
    found = result(rule, dossier(row("a", 投入=wan(40))))
    assert [problem.code for problem in found.problems] == ["key-missing"]


def test_in_proportion_pays_whole_fen_and_the_rest_to_the_earlier_rows() -> None:
    rule = limited(limit("年", "1", "1 元", when_over=WhenOver.PRO_RATA))
    known = dossier(*(row(key, 投入=100) for key in "abc"))
    # 100 fen among three: 33 each, one fen left for the first
    found = sums(result(rule, known))
    assert found == {"1 a": exactly(34), "1 b": exactly(33), "1 c": exactly(33)}


def test_what_did_not_matter_to_a_row_alone_may_matter_beside_others() -> None:
    rule = limited(limit("年", "1", "1 元", when_over=WhenOver.PRO_RATA))
    rule = replace(rule, measures=(measure("1", "若(首次, 1 元, 2 元)"),))
    found = rows_of(result(rule, dossier(row("a"), row("b", 首次=True))))
    # Alone a pays 1 元 whichever it is; beside b it pays 50 or 66 fen.
    first = found["1", "a", 0]
    assert (first.verdict, missing(first)) == (Verdict.UNKNOWN, ["首次"])


def test_a_pending_row_before_a_limit_leaves_later_rows_a_range() -> None:
    rule = policy(
        measure("1", "投入", needs=(Need("评审"),)),
        measure("2", "投入"),
        limits=(limit("共", "12", "100 万元"),),
    )
    found = result(rule, dossier(row("a", 投入=wan(80))))
    assert paid(sums(found)) == {"1 a": 80, "2 a": (20, 80)}
    assert verdicts(found) == {"1 a": "pending", "2 a": "granted"}
    # At most 100 in all, though the two highs add up to more: an interval for each row.
    assert (found.total.low, found.granted.high) == (wan(20), wan(80))


def test_a_history_that_is_absent_is_unknown_not_empty() -> None:
    rule = policy(measure("1", again=True), limits=(limit("累计", "1", "150 万元"),))
    found = only(rule, dossier(row("a"), history=None))
    assert (found.verdict, own(found)) == (Verdict.UNKNOWN, (0, wan(100)))
    assert [gap.kind for gap in found.missing] == [GapKind.HISTORY]
    free = policy(measure("1", again=True))
    assert only(free, dossier(row("a"), history=None)).verdict is Verdict.GRANTED
    assert only(policy(measure()), dossier(row("a"), history=None)).verdict is Verdict.UNKNOWN


def test_a_limit_of_times_goes_to_the_rows_that_pay_most() -> None:
    rule = limited(limit("次", "1", times=2, amount=None))
    known = dossier(row("a", 投入=wan(1)), row("b", 投入=wan(3)), row("c", 投入=wan(2)))
    assert paid(sums(result(rule, known))) == {"1 a": 0, "1 b": 3, "1 c": 2}
    past = replace(known, history=(award("1", 1), award("1", 1, "废", recovered=wan(1))))
    # One time is used; the award that was wholly recovered uses up none.
    assert paid(sums(result(rule, past))) == {"1 a": 0, "1 b": 3, "1 c": 0}


def test_a_row_that_may_or_may_not_be_among_the_first_is_contested() -> None:
    rule = policy(
        measure("1", "投入", needs=(Need("评审"),)),
        limits=(limit("次", "1", times=1, amount=None),),
    )
    known = dossier(row("a", 投入=wan(3)), row("b", 投入=wan(2)), reviews=(review("b"),))
    found = rows_of(result(rule, known))
    first, second = found["1", "a", 0], found["1", "b", 0]
    assert (first.verdict, first.contested) == (Verdict.PENDING, False)
    assert (second.verdict, second.contested) == (Verdict.GRANTED, True)
    assert second.effect
    assert second.effect.low == 0


def test_one_grant_ever_a_key_lets_the_best_row_stand() -> None:
    rule = policy(measure("1", "投入", once_per=("受益人",)))
    known = dossier(row("a", 投入=wan(1)), row("b", 投入=wan(3)))
    assert paid(sums(result(rule, known))) == {"1 a": 0, "1 b": 3}
    past = replace(known, history=(award("1", 1),))
    assert set(verdicts(result(rule, past)).values()) == {"exhausted"}


def test_a_row_with_an_award_is_exhausted_and_cites_it_unless_it_may_come_again() -> None:
    known = dossier(row("a"), history=(award("1", 30, "a"),))
    found = only(policy(measure()), known)
    assert found.verdict is Verdict.EXHAUSTED
    (finding,) = [each for each in found.findings if each.note == "already-awarded"]
    assert finding.about == (P, "1", "a", "2021-06-01", str(wan(30)))
    assert only(policy(measure(again=True)), known).verdict is Verdict.GRANTED


def test_an_award_under_the_measure_it_succeeds_exhausts_the_row() -> None:
    rule = policy(measure(), succeeds=(Succession("旧发9号", ("7",), date(2020, 1, 1), ""),))
    known = dossier(row("a"), history=(award("7", 30, "a", policy="旧发9号"),))
    assert only(rule, known).verdict is Verdict.EXHAUSTED
    other = dossier(row("a"), history=(award("8", 30, "a", policy="旧发9号"),))
    assert only(rule, other).verdict is Verdict.GRANTED


def test_each_year_of_support_has_its_own_award() -> None:
    each = Each(YearKind.SUPPORT, 1, 2, expression("起租日期"))
    lease = row("a", "2021-01-01", 起租日期=date(2021, 1, 1))
    known = dossier(lease, history=(award("1", 100, "a", support_year=1),))
    found = rows_of(result(policy(measure(each=each)), known))
    assert [e.verdict.value for e in found.values()] == ["exhausted", "granted"]


def test_an_award_that_names_no_year_of_support_closes_no_year_for_certain() -> None:
    each = Each(YearKind.SUPPORT, 1, 2, expression("起租日期"))
    lease = row("a", "2021-01-01", 起租日期=date(2021, 1, 1))
    known = dossier(lease, history=(award("1", 100, "a"),))
    found = rows_of(result(policy(measure(each=each)), known))
    assert [e.verdict.value for e in found.values()] == ["unknown", "unknown"]
    assert {gap.name for e in found.values() for gap in e.missing} == {"支持年度"}


def exclusive(*codes: str, **more: object) -> Policy:
    worth = {"1": "投入", "2": "2 × 投入", "3": "50% × 投入"}
    measures = [measure(code, worth[code]) for code in worth if code in codes]
    return policy(*measures, groups=(group("组", codes, **more),))


def test_what_pays_most_is_kept_and_displaces_the_others() -> None:
    found = rows_of(result(exclusive("1", "2", "3"), dossier(row("a", 投入=wan(10)))))
    assert [e.verdict.value for e in found.values()] == ["displaced", "granted", "displaced"]
    loser = found["1", "a", 0]
    assert loser.displaced_by
    assert loser.displaced_by.measure == "2"
    assert loser.choosing
    assert loser.choosing.low == wan(10)


def test_of_equal_sums_the_earlier_row_is_kept() -> None:
    known = dossier(row("b", "2022-01-01", 投入=100), row("a", "2022-01-02", 投入=100))
    assert verdicts(result(exclusive("1"), known)) == {"1 b": "granted", "1 a": "displaced"}


def test_in_order_the_first_member_that_pays_is_kept_whatever_it_pays() -> None:
    rule = exclusive("3", "1", keep=Keep.IN_ORDER)
    found = verdicts(result(rule, dossier(row("a", 投入=wan(10)))))
    assert found == {"1 a": "displaced", "3 a": "granted"}


def test_a_row_displaced_in_one_group_displaces_nothing_in_another() -> None:
    measures = (measure("1", "30 万元"), measure("2", "20 万元"), measure("3", "10 万元"))
    rule = policy(*measures, groups=(group("甲", "12"), group("乙", "23")))
    found = verdicts(result(rule, dossier(row("a"))))
    assert found == {"1 a": "granted", "2 a": "displaced", "3 a": "granted"}


def test_a_pending_row_displaces_nothing_yet_and_contests() -> None:
    rule = policy(
        measure("1", "100 万元", needs=(Need("评审"),)),
        measure("2", "50 万元"),
        groups=(group("组", "12"),),
    )
    found = result(rule, dossier(row("a")))
    by_row = rows_of(found)
    second = by_row["2", "a", 0]
    assert (second.verdict, second.contested) == (Verdict.GRANTED, True)
    assert [each.measure for each in second.depends_on] == ["1"]
    # Whichever is kept: 50 at least, 100 at most, never 150.
    assert (found.total.low, found.total.high) == (wan(50), wan(100))
    assert (found.granted.low, found.granted.high) == (0, wan(50))
    assert verdicts(result(rule, dossier(row("a"), reviews=(review("a"),)))) == {
        "1 a": "granted",
        "2 a": "displaced",
    }


def test_a_set_that_a_pending_row_may_displace_as_a_whole_is_sure_of_nothing() -> None:
    measures = (
        measure("1", "90 万元", needs=(Need("评审"),)),
        measure("2", "50 万元"),
        measure("3", "40 万元"),
    )
    rule = policy(*measures, groups=(group("甲", "123"), group("乙", "12", per=("所属项目",))))
    found = result(rule, dossier(row("a", 所属项目="P")))
    assert (found.granted.low, found.granted.high) == (0, wan(50))
    assert (found.total.low, found.total.high) == (wan(50), wan(90))


def test_a_row_worth_nothing_alone_takes_no_part_in_choosing() -> None:
    rule = replace(exclusive("1", "2"), limits=(limit("满", "2", "10 万元"),))
    known = dossier(row("a", 投入=wan(10)), history=(award("2", 10, payee="F", row_key="x"),))
    closed = result(replace(rule, groups=(replace(rule.groups[0], over_time=False),)), known)
    assert verdicts(closed) == {"1 a": "granted", "2 a": "exhausted"}


def test_an_award_of_the_group_closes_it_and_is_named() -> None:
    known = dossier(row("a", 投入=wan(10)), history=(award("1", 4),))
    found = rows_of(result(exclusive("1", "2"), known))["2", "a", 0]
    assert found.verdict is Verdict.DISPLACED
    assert found.displaced_by
    assert (found.displaced_by.measure, found.displaced_by.key) == ("1", "旧")
    topped = sums(result(exclusive("1", "2", top_up=True), known))
    assert paid(topped)["2 a"] == 16


def test_a_source_that_was_not_obtained_is_said_instead_of_assumed_empty() -> None:
    rule = exclusive("1", sources=("市级",))
    known = dossier(row("a", 投入=wan(10)))
    found = only(rule, known)
    assert found.verdict is Verdict.UNKNOWN
    assert "source-not-obtained" in notes(found)
    obtained = replace(known, sources=frozenset({"市级"}))
    assert only(rule, obtained).verdict is Verdict.GRANTED
    by_the_city = award("x", 3, policy="市发1号", source="市级")
    assert only(rule, replace(obtained, history=(by_the_city,))).verdict is Verdict.DISPLACED


def forms(form: str | None, *history: str) -> dict[str, str]:
    """Rent (1) or purchase (2); what the firm declared, and what it already received."""
    choice = group(
        "用房",
        "12",
        form=expression("企业.形式"),
        forms=(((P, "1"), "租"), ((P, "2"), "购")),
    )
    rule = policy(measure("1", "10 万元"), measure("2", "90 万元"), groups=(choice,))
    firm = {} if form is None else {"形式": form}
    known = dossier(row("a"), firm=firm, history=tuple(award(code, 1) for code in history))
    found = result(rule, known)
    return {
        e.row.measure: "contested" if e.contested else e.verdict.value for e in found.entitlements
    }


def test_the_declared_form_decides_and_not_the_sum() -> None:
    assert forms("租") == {"1": "granted", "2": "refused"}
    assert forms("购") == {"1": "refused", "2": "granted"}


def test_an_undeclared_choice_leaves_both_forms_contested() -> None:
    assert forms(None) == {"1": "contested", "2": "contested"}


def test_an_award_of_one_form_closes_the_other_but_not_itself() -> None:
    assert forms("租", "1") == {"1": "granted", "2": "refused"}
    assert forms("租", "2") == {"1": "displaced", "2": "refused"}


def test_years_of_one_row_are_no_rivals() -> None:
    each = Each(YearKind.SUPPORT, 1, 2, expression("起租日期"))
    rule = policy(measure(each=each, once_per=("受益人",)), groups=(group("组", "1"),))
    lease = row("a", "2021-01-01", 起租日期=date(2021, 1, 1))
    assert set(verdicts(result(rule, dossier(lease))).values()) == {"granted"}
    second = replace(dossier(lease), history=(award("1", 100, "a", support_year=1),))
    found = rows_of(result(rule, second))
    assert [e.verdict.value for e in found.values()] == ["exhausted", "granted"]


def test_a_group_may_reach_into_another_policy() -> None:
    other = policy(replace(measure("1", "90 万元"), policy="示发2号"), code="示发2号")
    both = group("跨", "1", members=((P, "1"), ("示发2号", "1")))
    held = library(policy(measure("1", "10 万元"), groups=(both,)), other)
    found = {e.row.policy: e.verdict.value for e in result(held, dossier(row("a"))).entitlements}
    assert found == {P: "displaced", "示发2号": "granted"}
    alone = result(held, dossier(row("a")), policies=[P])
    assert [e.verdict.value for e in alone.entitlements] == ["granted"]


def test_an_absent_table_leaves_shared_limits_open() -> None:
    rule = policy(
        measure("1", "投入"),
        measure("2", "投入", subject="租赁"),
        limits=(limit("共", "12", "100 万元"),),
    )
    lease = row("x", subject="租赁", 投入=wan(60))
    known = replace(dossier(), tables={"租赁": (lease,)})
    found = rows_of(result(rule, known))
    assert own(found["2", "x", 0]) == (0, wan(60))
    assert own(found["1", "", 0]) == (0, wan(100))
    assert missing(found["1", "", 0]) == ["项目"]
