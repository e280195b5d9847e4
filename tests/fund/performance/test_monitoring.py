"""Monitoring: plans to date, trends and lights, worked out by hand; unknown is never green."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.figure import Figure
from duixian.fund.model.targets import Operator
from duixian.fund.performance.lights import Light, of_value, reached_part, reaches
from duixian.fund.performance.monitoring import TargetStatus, monitor
from duixian.fund.tables.monitored import monitoring_tables
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.units import PURE
from tests.fund.watched_year import DAY, watched


def target(book: Book, name: str, day: date = DAY) -> TargetStatus:
    return next(each for each in monitor(book, day).targets if each.target.name == name)


def light(book: Book, name: str, day: date = DAY) -> Light:
    return target(book, name, day).progress.signal.light


def test_what_was_never_measured_is_unknown_everywhere(library: Library) -> None:
    found = monitor(watched(library), date(2022, 12, 31))
    assert {each.progress.signal.light for each in found.targets} == {Light.UNKNOWN}
    assert {each.progress.signal.light for each in found.items} == {Light.UNKNOWN}


def test_a_count_is_planned_by_the_days_gone(library: Library) -> None:
    # 365 for the year; 181 days are gone on 30 June.
    status = target(watched(library, "扶持企业,2022-06-30,181 家,,,,,"), "扶持企业")
    assert status.progress.planned is not None
    assert status.progress.planned.value == 181
    assert status.progress.signal.light is Light.GREEN


@pytest.mark.parametrize(
    ("value", "expected"),
    [(181, Light.GREEN), (180, Light.YELLOW), (145, Light.YELLOW), (144, Light.RED)],
)
def test_behind_is_yellow_from_four_fifths_of_the_plan(
    value: int, expected: Light, library: Library
) -> None:
    # 4/5 of 181 are 144.8.
    book = watched(library, f"扶持企业,2022-06-30,{value} 家,,,,,")
    assert light(book, "扶持企业") is expected


def test_a_pace_that_misses_the_goal_is_yellow_although_the_plan_is_met(library: Library) -> None:
    # From 31 May to 30 June one more: 200 + 184 / 30 is about 206 by the end of the year.
    book = watched(library, "扶持企业,2022-05-31,199 家,,,,,", "扶持企业,2022-06-30,200 家,,,,,")
    status = target(book, "扶持企业")
    assert status.progress.signal.light is Light.YELLOW
    assert status.progress.trend is not None
    assert status.progress.trend.projected is not None
    assert status.progress.trend.projected.value == 200 + Fraction(184, 30)


def test_milestones_take_the_place_of_the_days(library: Library) -> None:
    milestones = "表,指标,政策项,日期,值\n目标表,扶持企业,,2022-06-30,100 家\n"
    more = {"milestones": milestones}
    assert light(watched(library, "扶持企业,2022-06-30,100 家,,,,,", more=more), "扶持企业") == "绿"
    assert light(watched(library, "扶持企业,2022-06-30,99 家,,,,,", more=more), "扶持企业") == "黄"
    before = target(watched(library, "扶持企业,2022-06-29,0 家,,,,,", more=more), "扶持企业")
    assert before.progress.planned is not None
    assert before.progress.planned.value == 0


def test_a_rate_is_held_to_its_whole_goal_at_any_time(library: Library) -> None:
    book = watched(library, "应扶尽扶率,2022-06-30,,9 家,10 家,,,")
    status = target(book, "应扶尽扶率")
    assert status.progress.signal.light is Light.YELLOW
    assert status.progress.point is not None
    assert status.progress.point.figure.value == Fraction(9, 10)
    assert light(watched(library, "应扶尽扶率,2022-06-30,,7 家,10 家,,,"), "应扶尽扶率") == "红"
    assert light(watched(library, "应扶尽扶率,2022-06-30,,7 家,7 家,,,"), "应扶尽扶率") == "绿"


def test_a_bound_is_kept_from_below(library: Library) -> None:
    assert light(watched(library, "单项成本,2022-06-30,50 万元,,,,,"), "单项成本") == "绿"
    assert light(watched(library, "单项成本,2022-06-30,60 万元,,,,,"), "单项成本") == "黄"
    assert light(watched(library, "单项成本,2022-06-30,63 万元,,,,,"), "单项成本") == "红"


def test_a_value_older_than_a_quarter_says_nothing_of_today(library: Library) -> None:
    book = watched(library, "满意度,2022-03-30,95%,,,,,")
    assert light(book, "满意度", date(2022, 6, 30)) is Light.GREEN
    assert light(book, "满意度", date(2022, 7, 1)) is Light.UNKNOWN


def test_values_of_later_days_are_not_known_yet(library: Library) -> None:
    book = watched(library, "满意度,2022-07-01,95%,,,,,")
    assert light(book, "满意度") is Light.UNKNOWN


@pytest.mark.parametrize(
    ("done", "day", "expected"),
    [
        ("", "2022-03-31", Light.NOT_DUE),
        ("", "2022-04-01", Light.UNKNOWN),
        ("2022-03-31", "2022-09-30", Light.GREEN),
        ("2022-03-31", "2022-10-01", Light.UNKNOWN),
        ("2022-04-01", "2022-06-30", Light.RED),
        ("2022-03-31、2022-09-30", "2022-12-31", Light.GREEN),
    ],
)
def test_dates_are_kept_batch_by_batch(
    done: str, day: str, expected: Light, library: Library
) -> None:
    rows = (f"拨付时间,{done[:10]},,,,{done},,",) if done else ()
    assert light(watched(library, *rows), "拨付时间", date.fromisoformat(day)) is expected


def test_words_have_the_light_of_their_band(library: Library) -> None:
    assert light(watched(library, "环境,2022-06-30,,,,,达成,"), "环境") is Light.GREEN
    assert light(watched(library, "环境,2022-06-30,,,,,部分达成,"), "环境") is Light.YELLOW
    assert light(watched(library, "环境,2022-06-30,,,,,未达成,"), "环境") is Light.RED


SPENT = "年度,政策项,起月,止月,支出（万元）\n"


def spending(library: Library, rows: str, day: date = DAY) -> tuple[str, Fraction | None]:
    found = monitor(watched(library, more={"spending": SPENT + rows}), day).items[0].progress
    return found.signal.light.value, found.point.figure.value if found.point else None


def test_spending_is_held_to_the_months_gone(library: Library) -> None:
    # Item 1 has 10 × 5 = 50 万元 (its price is the policy's); half of it by the end of June.
    assert spending(library, "2022,1,1,6,25\n") == ("绿", Fraction(25_000_000))
    assert spending(library, "2022,1,1,6,24.99\n")[0] == "黄"
    assert spending(library, "2022,1,1,6,19.99\n")[0] == "红"


def test_spending_after_a_month_that_is_missing_is_not_known(library: Library) -> None:
    assert spending(library, "2022,1,2,6,100\n") == ("未知", None)
    assert spending(library, "2022,1,1,3,60\n2022,1,5,6,100\n")[1] == 60_000_000
    assert spending(library, "2022,1,1,12,100\n") == ("未知", None)


def test_spending_above_the_budget_asks_for_a_transfer_and_one_allows_it(library: Library) -> None:
    rows = SPENT + "2022,1,1,6,201\n"
    transfer = "年度,调出,调入,金额,原因,批准,日期\n2022,2,1,5 万元,超支,财政局,2022-06-01\n"
    budgets = "年度,政策项,调整后预算\n2022,1,200 万元\n"
    over = watched(library, more={"spending": rows, "budgets": budgets})
    assert "调剂" in monitor(over, DAY).items[0].progress.signal.why
    moved = watched(library, more={"spending": rows, "budgets": budgets, "transfers": transfer})
    assert monitor(moved, DAY).items[0].progress.signal.light is Light.GREEN


PLAN = "环节,起,止,责任科室,状态,完成\n"


@pytest.mark.parametrize(
    ("row", "expected", "late"),
    [
        ("受理,,2022-06-30,科室,,", Light.NOT_DUE, None),
        ("受理,,2022-06-24,科室,,", Light.UNKNOWN, 4),  # Friday; 27, 28, 29, 30 June
        ("受理,,2022-06-24,科室,进行中,", Light.RED, 4),
        ("受理,,2022-06-24,科室,,2022-06-28", Light.YELLOW, 2),
        ("受理,,2022-06-24,科室,,2022-06-24", Light.GREEN, None),
        ("受理,,2022-06-24,科室,已完成,2022-07-01", Light.UNKNOWN, 4),  # not yet on that day
    ],
)
def test_steps_are_late_in_working_days(
    row: str, expected: Light, late: int | None, library: Library
) -> None:
    found = monitor(watched(library, more={"plan": f"{PLAN}{row}\n"}), DAY).steps[0]
    assert found.signal.light is expected
    assert (found.late.number if found.late else None) == late


def test_a_step_shows_no_day_that_is_still_to_come(library: Library) -> None:
    made = watched(library, more={"plan": f"{PLAN}受理,,2022-06-24,科室,已完成,2022-07-01\n"})
    assert [_done(made, day) for day in (date(2022, 6, 30), date(2022, 7, 1))] == ["", "2022-07-01"]


def _done(made: Book, day: date) -> str:
    steps = monitoring_tables(made, day)[2]
    at = [column.name for column in steps.columns].index("完成")
    return steps.rows[0].cells[at].text


def test_the_cause_that_is_shown_is_the_latest_by_then(library: Library) -> None:
    rows = (
        "表,指标,政策项,日期,原因,纠正\n目标表,扶持企业,,2022-05-01,甲,甲改\n"
        "目标表,扶持企业,,2022-06-01,乙,乙改\n目标表,扶持企业,,2022-07-01,丙,丙改\n"
    )
    status = target(watched(library, more={"deviations": rows}), "扶持企业")
    assert status.progress.deviation is not None
    assert status.progress.deviation.cause == "乙"


def test_a_target_may_be_counted_from_the_awards(library: Library) -> None:
    targets = (
        "表,一级,指标,比较,目标值,单位,明细,口径\n"
        "目标表,产出数量,扶持笔数,=,2,笔,1.1,台账计数\n"
        "目标表,产出数量,扶持额,=,9 万元,万元,1.1,台账金额\n"
    )
    awards = (
        "编号,编码,事项日,决定日,应付日,金额,支付日\n"
        "A,1.1,2021-01-01,2022-03-01,2022-03-01,3 万元,2022-03-09\n"
        "A,1.1,2021-01-01,2022-03-01,2022-09-01,3 万元,\n"
        "B,2.1,2021-01-01,2022-03-01,2022-03-01,3 万元,2022-03-09\n"
        "C,1.1,2020-01-01,2021-03-01,2022-03-01,4 万元,2022-06-30\n"
    )
    book = watched(library, more={"awards": awards}, targets=targets)
    count, sum_ = (each.progress.point for each in monitor(book, DAY).targets)
    assert count is not None
    assert sum_ is not None
    assert count.figure.value == 1
    assert sum_.figure.value == 7_000_000


VALUES = st.fractions(0, 1000)


@given(VALUES, VALUES, VALUES, st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]))
def test_a_better_value_never_has_a_worse_light(
    one: Fraction, other: Fraction, goal: Fraction, operator: Operator
) -> None:
    order = [Light.RED, Light.YELLOW, Light.GREEN]

    def rank(value: Fraction) -> int:
        figure = Figure("", value, PURE)
        aim = Figure("", goal, PURE)
        return order.index(of_value(figure, operator, aim, aim, None).light)

    best = max(one, other) if operator is Operator.AT_LEAST else min(one, other)
    worst = one + other - best
    assert rank(best) >= rank(worst)
    assert reaches(best, operator, goal) == (rank(best) == 2)
    assert reaches(best, operator, goal) == (reached_part(best, operator, goal) >= 1)
