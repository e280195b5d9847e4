"""Which rows there are: law days, years, payees, absent tables, data errors."""

from dataclasses import replace
from datetime import date

from duixian.rulebook.assessment import GapKind, Verdict
from duixian.rulebook.dossier import Firm
from duixian.rulebook.policy.model import (
    Each,
    LawDay,
    Measure,
    Payee,
    Succession,
    Term,
    YearKind,
)
from tests.rulebook.meaning.world import (
    ON,
    P,
    award,
    condition,
    dossier,
    exactly,
    expression,
    library,
    measure,
    missing,
    notes,
    only,
    own,
    policy,
    result,
    row,
    rows_of,
    verdicts,
    wan,
)


def test_the_law_of_the_day_of_the_event_is_that_of_the_row() -> None:
    ended = policy(measure(), term=Term(date(2020, 1, 1), date(2021, 12, 31)))
    found = verdicts(result(ended, dossier(row("a", "2021-12-31"), row("b", "2022-01-01"))))
    assert found == {"1 a": "granted", "1 b": "not_in_force"}


def test_by_the_day_of_application_an_ended_policy_gives_nothing() -> None:
    term = Term(date(2020, 1, 1), date(2022, 6, 29))
    ended = policy(measure(), term=term, law_day=LawDay.APPLICATION)
    assert only(ended, dossier(row("a", "2021-12-31"))).verdict is Verdict.NOT_IN_FORCE
    last = only(ended, dossier(row("a", "2021-12-31")), date(2022, 6, 29))
    assert last.verdict is Verdict.GRANTED


def test_rows_before_the_counting_day_do_not_count() -> None:
    rule = policy(measure(), counts_from=date(2021, 1, 1), law_day=LawDay.APPLICATION)
    found = result(rule, dossier(row("a", "2020-12-31"), row("b", "2021-01-01")))
    assert verdicts(found) == {"1 a": "not_in_force", "1 b": "granted"}
    assert "before-counts-from" in notes(found.entitlements[0])


def test_a_successor_takes_over_from_its_day_and_is_named() -> None:
    later = policy(code="示发2号", succeeds=(Succession(P, ("1",), date(2021, 5, 25), ""),))
    held = library(policy(measure("1"), measure("2")), later)
    found = result(held, dossier(row("a", "2021-05-24"), row("b", "2021-05-25")))
    assert verdicts(found) == {
        "1 a": "granted",
        "1 b": "not_in_force",
        "2 a": "granted",
        "2 b": "granted",
    }
    (superseded,) = [e for e in found.entitlements if e.verdict is Verdict.NOT_IN_FORCE]
    assert superseded.findings[0].about == ("示发2号", "2021-05-25")


def test_an_absent_table_is_one_unknown_row_and_an_empty_one_is_none() -> None:
    rule = policy(measure())
    found = only(rule, replace(dossier(), tables={}))
    assert (found.row.key, found.verdict) == ("", Verdict.UNKNOWN)
    assert [gap.kind for gap in found.missing] == [GapKind.TABLE]
    assert own(found) == (0, None)
    assert result(rule, dossier()).entitlements == ()


def test_an_absent_table_does_not_hide_that_the_firm_is_outside() -> None:
    rule = policy(measure(), scope=(condition("注册地 = 本区", payee_scope=True),))
    outside = replace(dossier(firm={"注册地": "外区"}), tables={})
    assert only(rule, outside).verdict is Verdict.REFUSED


def test_a_row_of_an_absent_table_may_be_of_any_firm_where_another_is_paid() -> None:
    rule = policy(measure(payee=Payee("服务商"), when=("企业.注册地 = 本区",)))
    outside = replace(dossier(firm={"注册地": "外区"}), tables={})
    found = only(rule, outside)
    assert found.verdict is Verdict.UNKNOWN
    assert {gap.kind for gap in found.missing} == {GapKind.TABLE}


def test_a_row_of_an_absent_table_may_be_of_any_year_of_support() -> None:
    each = Each(YearKind.SUPPORT, 1, 2, expression("起租日期"))
    rule = policy(measure(each=each, when=("上年营业收入 ≥ 100 万元",)))
    poor = replace(dossier(row("a")), firm=Firm("F", {}, {("营业收入", 2021): 0}))
    assert only(rule, replace(poor, tables={})).verdict is Verdict.UNKNOWN
    assert only(rule, poor).verdict is Verdict.UNKNOWN


def test_what_is_dated_after_the_assessment_is_not_seen() -> None:
    rule = policy(measure(grant="1 元 × 计数(项目) ÷ 1 项"))
    found = only(rule, dossier(row("a"), row("b", "2022-07-01")))
    assert own(found) == exactly(100)
    later = award("1", 100, "a", decided=date(2022, 7, 1))
    assert only(rule, dossier(row("a"), history=(later,))).verdict is Verdict.GRANTED


def test_rows_without_key_or_date_and_keys_used_twice_are_data_errors() -> None:
    undated = row("b")
    undated = replace(undated, values={"编号": "b"})
    found = result(policy(measure()), dossier(row(""), row("a"), row("a"), undated))
    assert [problem.code for problem in found.problems] == ["row-key", "row-key-twice", "row-date"]
    assert [e.row.key for e in found.entitlements] == ["a"]


def test_years_of_support_begin_on_the_corresponding_day_and_later_ones_are_a_forecast() -> None:
    each = Each(YearKind.SUPPORT, 1, 3, expression("起租日期"))
    rule = policy(measure(grant="投入 × 分年(100%、100%、50%)", each=each))
    lease = row("a", "2020-07-01", 起租日期=date(2020, 7, 1), 投入=wan(10))
    found = result(rule, dossier(lease), date(2021, 7, 1))
    by_year = rows_of(found)
    assert [(key[2], e.verdict.value, e.forecast) for key, e in by_year.items()] == [
        (1, "granted", False),
        (2, "granted", False),
        (3, "granted", True),
    ]
    assert [e.own.low for e in by_year.values() if e.own] == [wan(10), wan(10), wan(5)]
    assert (found.total.low, found.total.high) == (wan(20), wan(20))


def test_calendar_years_begin_at_new_year_after_the_event() -> None:
    each = Each(YearKind.CALENDAR, 1, 5, expression("起租日期"), from_next=True)
    rule = policy(measure(each=each, grant="上年营业收入 × 10%"))
    known = dossier(row("a", "2020-07-01", 起租日期=date(2020, 7, 1)))
    yearly = {("营业收入", 2020): wan(20), ("营业收入", 2021): wan(30)}
    found = rows_of(result(rule, replace(known, firm=Firm("F", {}, yearly))))
    assert [e.forecast for e in found.values()] == [False, False, True, True, True]
    assert [e.own and e.own.low for e in found.values()][:2] == [wan(2), wan(3)]


def test_a_figure_of_a_year_that_has_not_begun_is_not_seen() -> None:
    each = Each(YearKind.CALENDAR, 1, 2, expression("起租日期"), from_next=True)
    rule = policy(measure(each=each, grant="当年营业收入 × 10%"))
    known = dossier(row("a", "2021-07-01", 起租日期=date(2021, 7, 1)))
    yearly = {("营业收入", 2022): wan(20), ("营业收入", 2023): wan(30)}
    found = rows_of(result(rule, replace(known, firm=Firm("F", {}, yearly))))
    assert [e.verdict.value for e in found.values()] == ["granted", "unknown"]


def test_the_law_of_all_years_is_that_of_the_day_from_which_they_count() -> None:
    each = Each(YearKind.SUPPORT, 1, 2, expression("起租日期"))
    ended = policy(measure(each=each), term=Term(date(2020, 1, 1), date(2020, 12, 31)))
    lease = row("a", "2020-07-01", 起租日期=date(2020, 7, 1))
    assert set(verdicts(result(ended, dossier(lease))).values()) == {"granted"}


def test_years_that_count_from_an_unknown_day_are_one_unknown_row() -> None:
    each = Each(YearKind.SUPPORT, 1, 3, expression("起租日期"))
    found = only(policy(measure(each=each)), dossier(row("a")))
    assert (found.verdict, missing(found)) == (Verdict.UNKNOWN, ["起租日期"])
    assert found.row.support_year == 0


def test_the_payee_may_be_a_firm_that_the_row_names() -> None:
    rule = policy(measure(payee=Payee("服务商")))
    assert result(rule, dossier(row("a", 服务商="G"))).entitlements == ()
    assert only(rule, dossier(row("a", firm="G", 服务商="F"))).verdict is Verdict.GRANTED
    found = only(rule, dossier(row("a")))
    assert found.verdict is Verdict.UNKNOWN
    assert GapKind.PAYEE in [gap.kind for gap in found.missing]


def test_an_undecided_condition_leaves_the_payee_open() -> None:
    test = condition("服务商.注册地 = 本区")
    rule = policy(measure(payee=Payee("企业", test, "服务商")))
    found = only(rule, dossier(row("a", 服务商="G")))
    assert found.verdict is Verdict.UNKNOWN
    assert [(gap.kind, gap.subject, gap.name) for gap in found.missing][:1] == [
        (GapKind.FACT, "G", "注册地")
    ]
    here = {"G": Firm("G", {"注册地": "本区"})}
    assert result(rule, dossier(row("a", 服务商="G"), others=here)).entitlements == ()
    there = {"G": Firm("G", {"注册地": "外区"})}
    found = only(rule, dossier(row("a", 服务商="G"), others=there))
    assert (found.verdict, found.payee) == (Verdict.GRANTED, "F")


def test_scope_is_read_of_the_payee() -> None:
    scope = condition("注册地 = 本区", payee_scope=True)
    rule = policy(measure(payee=Payee("服务商")), scope=(scope,))
    here = dossier(
        row("a", firm="G", 服务商="F"),
        firm={"注册地": "本区"},
        others={"G": Firm("G", {"注册地": "外区"})},
    )
    assert only(rule, here).verdict is Verdict.GRANTED


def test_rows_are_counted_for_the_payee_in_the_scope() -> None:
    scope = condition("计数(项目) ≥ 2 项", payee_scope=True)
    rule = policy(measure(payee=Payee("服务商")), scope=(scope,))
    served = row("a", firm="G", 服务商="F")
    own_rows = (row("b", 服务商="G"), row("c", 服务商="G"))
    assert only(rule, dossier(served, *own_rows)).verdict is Verdict.GRANTED
    assert only(rule, dossier(served, own_rows[0])).verdict is Verdict.REFUSED


def test_rows_stand_by_day_then_policy_then_measure_then_key() -> None:
    held = library(policy(measure("10"), measure("3.1")), policy(_of_two(), code="示发2号"))
    known = dossier(row("b"), row("a"), row("z", "2021-01-01"))
    found = [(e.row.policy, e.row.measure, e.row.key) for e in result(held, known).entitlements]
    assert found[:3] == [(P, "10", "z"), (P, "3.1", "z"), ("示发2号", "1", "z")]
    assert found[3:5] == [(P, "10", "a"), (P, "10", "b")]


def _of_two() -> Measure:
    return replace(measure("1"), policy="示发2号")


def test_the_same_inputs_give_the_same_answer() -> None:
    rule = policy(measure(when=["类型 = 甲", "金额 ≥ 1 元", "投入 ≥ 1 元", "首次"]))
    known = dossier(row("a"), row("b"))
    assert result(rule, known) == result(library(rule), known)
    gaps = only(rule, dossier(row("a"))).missing
    assert list(gaps) == sorted(gaps)
    assert result(rule, known, ON).on == ON
