"""The forecast of a year, worked out by hand."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.forecast.ceiling import under
from duixian.fund.forecast.months import months_of, warnings_of
from duixian.fund.forecast.outlook import Forecast, Outlook, forecast, unknown_lines
from duixian.fund.forecast.spread import Method
from duixian.fund.forecast.tables import by_line, left_unpaid
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.forecast.pipeline import AWARDS, POOL, PRODUCT, REBUILT, pipeline
from tests.fund.small_year import TABLES

WAN = 1_000_000
AS_OF = date(2022, 6, 1)
NEVER = (Fraction(0), Fraction(0))


def made(library: Library, *rows: str, as_of: date = AS_OF, **tables: str) -> Forecast:
    return forecast(pipeline(library, *rows, **tables), as_of, 1)


def of(found: Forecast, code: str) -> Outlook:
    row = found.of(code)
    assert row is not None
    return row


def expected(found: Forecast, code: str) -> Fraction:
    low, high = of(found, code).expected
    assert low.value == high.value == of(found, code).spread.low.mean
    return high.value / WAN


def test_alike_candidates_of_a_standard_need_number_times_rate_times_standard(
    library: Library,
) -> None:
    found = made(library, POOL)
    assert expected(found, "1.1") == 15  # 10 × 30% × 5 万元
    # Of ten at 30 %: P(≤3) 0.6496, P(≤4) 0.8497, P(≤5) 0.9527.
    percentiles = [of(found, "1.1").spread.percentile(Fraction(p, 100))[0] for p in (50, 80, 95)]
    assert percentiles == [15 * WAN, 20 * WAN, 25 * WAN]
    assert of(found, "1.1").spread.method is Method.EXACT


def test_only_the_instalment_due_in_the_year_counts(library: Library) -> None:
    # 3000 万元 × 10% = 300 万元, half of it at 立项 in 2022, with 80 %.
    assert expected(made(library, REBUILT), "2.1") == 120


def test_of_two_investments_of_one_firm_only_one_is_expected(library: Library) -> None:
    # 技改 300 is dearer than 产业化 200: 150 × 80 % + 200 × 20 % × 80 % = 120 + 32.
    assert expected(made(library, REBUILT, PRODUCT), "2.1") == 152
    other = PRODUCT.replace("企业乙", "企业丙")
    assert expected(made(library, REBUILT, other), "2.1") == 120 + 160


def test_obligations_of_earlier_years_stand_apart_and_arrears_fall_due_at_once(
    library: Library,
) -> None:
    row = of(made(library, PRODUCT, awards=AWARDS), "2.1")
    # Due 40, carried over 7; paid before the year 9 is gone. This year's: decided 20, 200 × 80 %.
    assert row.earlier.value == 47 * WAN
    assert row.this_year.value == (20 + 160) * WAN


def test_a_decision_after_the_day_is_not_known_yet(library: Library) -> None:
    found = made(library, PRODUCT, awards=AWARDS, as_of=date(2022, 4, 30))
    assert of(found, "2.1").this_year.value == 160 * WAN


def test_a_candidate_gives_way_to_its_award_and_waits_until_it_is_known(library: Library) -> None:
    decided = AWARDS + "丙,2.1,2022-02-01,2022-05-01,2022-09-30,200,\n"
    assert of(made(library, PRODUCT, awards=decided), "2.1").this_year.value == 220 * WAN
    later = PRODUCT.replace(",,申报", ",2022-07-01,申报")
    known = made(library, later, awards=AWARDS)
    assert not [trial for trial in known.trials if trial.key == "丙"]


def test_a_line_without_awards_and_candidates_needs_what_its_budget_worked_out(
    library: Library,
) -> None:
    found = made(library, needs=TABLES["needs"])
    assert expected(found, "1.1") == 50  # 10 家 × 5 万元
    assert expected(found, "2.1") == Fraction(3 * 33333, 2000)  # 3 项 × 33.333 万元 × 50%
    assert expected(found, "合计") == 50 + Fraction(3 * 33333, 2000)


def test_needs_of_earlier_years_stay_until_awards_or_candidates_say_them(library: Library) -> None:
    needs = TABLES["needs"]
    earlier = Fraction(3 * 33333, 2000)  # the need of 2.1 is of earlier projects
    assert expected(made(library, REBUILT, needs=needs), "2.1") == 120 + earlier
    assert of(made(library, awards=AWARDS, needs=needs), "2.1").earlier.value == 47 * WAN


def test_the_whole_is_the_sum_of_its_lines(library: Library) -> None:
    found = made(library, POOL, REBUILT, PRODUCT, awards=AWARDS)
    lines = [expected(found, line.code) for line in found.lines]
    items = [expected(found, item.code) for item in found.items]
    assert sum(lines) == sum(items) == expected(found, "合计")


@given(st.integers(20, 4000), st.integers(20, 4000))
def test_more_investment_never_needs_less_and_never_more_than_the_cap(
    library: Library, one: int, other: int
) -> None:
    less, more = sorted((one * 10, other * 10))
    rows = [REBUILT.replace("3000", str(base)) for base in (less, more)]
    low, high = (expected(made(library, row), "2.1") for row in rows)
    assert low <= high <= Fraction(2000, 2) * Fraction(4, 5)


def test_a_sum_a_review_sets_is_forecast_from_its_least_to_its_most(library: Library) -> None:
    row = "丁,,2.1,5号 8.1,评审,,等级=市级,,,2022-09-30,,,名单\n"
    low, high = of(made(library, row), "2.1").expected
    assert (low.value, high.value) == (NEVER[0], 250 * WAN * Fraction(4, 5))
    assert of(made(library, row), "2.1").spread.percentile(Fraction(1, 2)) == (0, 250 * WAN)


def test_months_add_up_and_the_warning_names_the_first_month_beyond_the_budget(
    library: Library,
) -> None:
    # Certain: 7 in January, 40 in March, 20 in August; 200 with 80 % in September: 267 of 250.
    found = made(library, PRODUCT, awards=AWARDS)
    months = months_of(found, 250 * WAN)
    assert [each.decided // WAN for each in months[:9]] == [7, 7, 47, 47, 47, 47, 47, 67, 67]
    assert [each.above for each in months[7:9]] == [NEVER, (Fraction(4, 5), Fraction(4, 5))]
    assert [(each.possibly, each.surely) for each in warnings_of(months)] == [(9, 9), (9, 9)]
    assert [each.above for each in months_of(found, None)] == [None] * 12


def test_beyond_the_ceiling_the_latest_candidate_waits_and_obligations_do_not(
    library: Library,
) -> None:
    found = under(made(library, POOL, PRODUCT, REBUILT, awards=AWARDS), 150 * WAN)
    # In order: 67 decided, then 立项 120 (June), 32 (September), 15 (November): 234 in all.
    assert [each.trial.key for each in found.queue] == ["乙", "丙", "甲"]
    assert [each.unpaid // WAN for each in found.queue] == [37, 32, 15]
    assert found.moved == 84 * WAN
    assert {each / WAN for each in found.next_year} == {120}  # 验收 150 × 80 %


def test_what_lines_without_a_list_bring_due_next_year_is_unknown_not_nothing(
    library: Library,
) -> None:
    found = made(library, needs=TABLES["needs"])
    told = left_unpaid(found, under(found, 60 * WAN)).notes
    assert any("没有名单的明细：1.1、2.1 次年到期多少未知" in note for note in told)
    listed = made(library, POOL, PRODUCT, REBUILT, awards=AWARDS)
    assert "没有名单" not in "".join(left_unpaid(listed, under(listed, 150 * WAN)).notes)


def test_the_expected_shortage_is_the_mean_of_what_is_beyond(library: Library) -> None:
    found = under(made(library, PRODUCT, awards=AWARDS), 100 * WAN)
    # 267 with 80 %, else 67: (267 − 100) × 80 %.
    assert found.short.low.mean == 167 * WAN * Fraction(4, 5)
    assert found.above == (Fraction(4, 5), Fraction(4, 5))


def test_every_expected_sum_is_a_figure_with_its_rule_rate_and_number(library: Library) -> None:
    figure = of(made(library, POOL), "1.1").expected[1]
    (product,) = figure.parts
    number, rate, one = product.parts
    assert [number.value, rate.value, one.value] == [10, Fraction(3, 10), 5 * WAN]
    assert rate.source == "储备，往年"
    assert "3号 1.1" in one.parts[0].source


def test_in_may_2019_the_overrun_of_november_is_visible(minhang_2019: Book) -> None:
    found = forecast(minhang_2019, date(2019, 5, 31), 1)
    ceiling = 10_000 * WAN
    months = months_of(found, ceiling)
    half, most = warnings_of(months)
    assert half.surely == most.surely == 11
    assert months[9].above == NEVER
    # Nothing decided by then shows it: awards alone come to less than half of the budget.
    assert months[11].decided < ceiling // 2
    early = warnings_of(months_of(forecast(minhang_2019, date(2019, 1, 31), 1), ceiling))
    assert [each.possibly for each in early] == [None, None]


def test_the_example_of_2019_pays_what_the_papers_say_and_owes_more_than_was_approved(
    minhang_2019: Book,
) -> None:
    spent = {each.item: each.amount for each in minhang_2019.year.spent}
    paid: dict[int, int] = {}
    for each in minhang_2019.year.instalments:
        if each.paid and each.paid.year == 2019:
            item = int(each.line.split(".")[0])
            paid[item] = paid.get(item, 0) + each.amount
    assert paid == spent
    owed = sum(e.amount for e in minhang_2019.year.instalments if e.due.year == 2019)
    assert owed > 10_000 * WAN
    invented = [each.award for each in minhang_2019.year.instalments]
    assert all(name.startswith("示意") for name in invented)


def test_what_nobody_decided_in_time_falls_due_on_the_first_day_of_the_year(
    library: Library,
) -> None:
    late = PRODUCT.replace("2022-09-30", "2021-09-30")
    found = made(library, late)
    assert expected(found, "2.1") == 160
    assert [due.day for due in found.trials[0].dues] == [date(2022, 1, 1)]


def test_a_candidate_paid_in_the_year_before_is_no_longer_one(library: Library) -> None:
    paid = AWARDS + "丙,2.1,2021-02-01,2021-05-01,2021-09-30,200,2021-10-01\n"
    late = PRODUCT.replace("2022-09-30", "2021-09-30")
    assert not [trial for trial in made(library, late, awards=paid).trials if trial.key == "丙"]


def test_a_line_of_which_nothing_is_known_does_not_need_nothing(library: Library) -> None:
    found = made(library, POOL)
    assert unknown_lines(found) == ("2.1",)
    table = by_line(found)
    row = next(row for row in table.rows if row.name == "2.1")
    assert [cell.text for cell in row.cells[2:8]] == ["未知"] * 6
    assert any("2.1" in note for note in table.notes)
    assert unknown_lines(made(library, POOL, needs=TABLES["needs"])) == ()
    reason = TABLES["lines"].replace("承担\n", "承担,无资金原因\n")
    reason = reason.replace("3号 2.2,区镇", "3号 2.2,区镇,没有申报")
    assert unknown_lines(made(library, POOL, lines=reason)) == ()
