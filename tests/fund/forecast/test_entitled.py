"""What firms are entitled to under the rules, as part of a forecast."""

from datetime import date
from fractions import Fraction

from duixian.fund.forecast.entitled import entitled, unbounded
from duixian.fund.forecast.outlook import forecast
from duixian.rulebook.assessment import Assessment, Entitlement, Interval, RowId, Verdict
from duixian.rulebook.library.model import Library
from tests.fund.forecast.pipeline import STAGES, pipeline

WAN = 1_000_000
FIVE = "闵府规发〔2020〕5号"
LINES = """\
编码,政策项,名称,措施
1.1,1,技改,5号 7.1
2.1,2,产业化,5号 6
"""


def found(code: str, verdict: Verdict, low: int, high: int | None) -> Entitlement:
    own = Interval(low * WAN, None if high is None else high * WAN)
    row = RowId(FIVE, code, "项目", f"项目{code}")
    halves: tuple[tuple[str, Interval], ...] = ()
    if code == "7.1" and high is not None:
        half = Interval(own.low // 2, high * WAN // 2)
        halves = (("立项", half), ("验收", half))
    return Entitlement(row, "甲", verdict, own, own, own, (), instalments=halves)


def assessed(*entitlements: Entitlement) -> Assessment:
    whole = Interval(0, None)
    day = date(2022, 6, 1)
    return Assessment("甲", day, "", "申报", entitlements, whole, whole)


def expected(
    library: Library, *entitlements: Entitlement, stages: str = STAGES
) -> tuple[Fraction, Fraction]:
    book = pipeline(library, lines=LINES, stages=stages)
    trials = entitled(book, [assessed(*entitlements)])
    low, high = forecast(book, date(2022, 6, 1), 1, trials).whole.expected
    return low.value / WAN, high.value / WAN


def test_what_is_granted_is_paid_in_its_first_instalment_this_year(library: Library) -> None:
    assert set(expected(library, found("7.1", Verdict.GRANTED, 300, 300))) == {150}


def test_what_waits_for_a_review_may_come_or_not_unless_a_stage_says_how_often(
    library: Library,
) -> None:
    pending = found("6", Verdict.PENDING, 100, 200)
    low, high = expected(library, pending)
    assert (low, high) == (Fraction(0), Fraction(200))
    low, high = expected(library, pending, stages=STAGES + "待评审,50%,往年\n")
    assert (low, high) == (Fraction(50), Fraction(100))


def test_of_two_investments_of_a_firm_one_is_kept(library: Library) -> None:
    pair = (found("7.1", Verdict.GRANTED, 300, 300), found("6", Verdict.GRANTED, 200, 200))
    assert set(expected(library, *pair)) == {150}  # 300 is more than 200, half of it this year


def test_what_is_refused_counts_for_nothing_and_what_has_no_bound_is_named(
    library: Library,
) -> None:
    refused, open_ = found("6", Verdict.REFUSED, 200, 200), found("7.1", Verdict.UNKNOWN, 0, None)
    assert set(expected(library, refused, open_)) == {0}
    assert unbounded([assessed(refused, open_)]) == (("甲", (FIVE, "7.1")),)


def test_a_firm_that_is_a_candidate_already_is_not_counted_twice(library: Library) -> None:
    row = "丙,甲,2.1,5号 6,评审,,总投资=2000 万元,,,2022-09-30,,,申报\n"
    book = pipeline(library, row, lines=LINES)
    assert not entitled(book, [assessed(found("6", Verdict.GRANTED, 200, 200))])
