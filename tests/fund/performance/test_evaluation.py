"""Year-end marks worked out by hand from the rule; nothing that is not measured costs a mark."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.performance.evaluation import Evaluation, evaluate
from duixian.fund.performance.marking import Marks, Ruling, TargetMarks
from duixian.fund.performance.proposals import propose_ceilings, propose_targets
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import more as with_rows
from tests.fund.watched_year import TARGETS, watched

SPENT = "年度,政策项,起月,止月,支出（万元）\n2022,1,1,12,40\n2022,2,1,12,30\n"
CAUSES = "表,指标,政策项,日期,原因,纠正,目标偏低\n目标表,扶持企业,,2022-12-31,名额少,多报,{}\n"
YEAR = (
    "扶持企业,2022-12-20,292 家,,,,,",
    "应扶尽扶率,2022-12-20,,9 家,10 家,,,",
    "拨付时间,2022-12-20,,,,2022-03-31、2022-10-09,,",
    "单项成本,2022-12-20,60 万元,,,,,",
    "环境,2022-12-20,,,,,部分达成,70%",
    "满意度,2022-12-20,94.5%,,,,,",
)


def evaluation(book: Book) -> Evaluation:
    return evaluate(book, book.year.forms[0])


def row(book: Book, name: str) -> TargetMarks:
    rows = (row for head in evaluation(book).heads for row in head.targets)
    return next(each for each in rows if each.target.name == name)


def bounds(book: Book, name: str) -> tuple[Fraction | int, Fraction | int]:
    return ends(row(book, name).marks)


def ends(marks: Marks) -> tuple[Fraction | int, Fraction | int]:
    return marks.low.value, marks.high.value


def test_a_whole_year_is_marked_by_the_rule(library: Library) -> None:
    # 产出 50 over four targets: 12.5 each. 292 of 365 are 80 %; 50 of 60 万元 are 83.33 %.
    found = evaluation(watched(library, *YEAR, more={"spending": SPENT}))
    marks = [each.marks.low.value for head in found.heads for each in head.targets]
    expected = ["10", "11.25", "6.25", "10.42", "21", "10"]
    assert marks == [Fraction(each) for each in expected]
    # 100 万元 are authorised and 70 spent: 7 of 10.
    assert found.heads[0].marks.low.value == 7
    assert found.total.known
    assert found.total.low.value == Fraction("75.92")
    assert found.grade == "中"


def test_what_nobody_measured_is_anything_from_nothing_to_all_its_marks(library: Library) -> None:
    found = evaluation(watched(library))
    assert ends(found.total) == (0, 100)
    assert found.grade == "未定（差至优）"


def test_bands_begin_with_their_number(library: Library) -> None:
    full = (
        "扶持企业,2022-12-20,365 家,,,,,",
        "应扶尽扶率,2022-12-20,,9 家,9 家,,,",
        "拨付时间,2022-12-20,,,,2022-03-31、2022-09-30,,",
        "单项成本,2022-12-20,50 万元,,,,,",
        "满意度,2022-12-20,90%,,,,,",
    )
    spent = "年度,政策项,起月,止月,支出（万元）\n2022,1,1,12,50\n2022,2,1,12,50\n"
    for share, total, grade in (("达成,80%", 94, "优"), ("部分达成,66.6666%", 90, "优")):
        made = watched(library, *full, f"环境,2022-12-20,,,,,{share}", more={"spending": spent})
        assert evaluation(made).total.low.value == total
        assert evaluation(made).grade == grade
    made = watched(library, *full, "环境,2022-12-20,,,,,部分达成,66.6%", more={"spending": spent})
    assert evaluation(made).grade == "良"


@pytest.mark.parametrize(
    ("count", "too_low", "low", "high"),
    [
        (474, "", "12.5", "12.5"),  # 129.9 %
        (730, "", "8.13", "12.5"),  # 200 %: 12.5 × 130 ÷ 200
        (730, "是", "8.13", "8.13"),
        (730, "否", "12.5", "12.5"),
    ],
)
def test_a_goal_far_surpassed_is_reduced_once_it_is_said_to_have_been_low(
    count: int, too_low: str, low: str, high: str, library: Library
) -> None:
    more = {"deviations": CAUSES.format(too_low)}
    book = watched(library, f"扶持企业,2022-12-20,{count} 家,,,,,", more=more)
    assert bounds(book, "扶持企业") == (Fraction(low), Fraction(high))


def test_a_value_of_the_middle_of_the_year_is_the_least_of_a_count_only(library: Library) -> None:
    book = watched(library, "扶持企业,2022-06-30,73 家,,,,,", "满意度,2022-06-30,95%,,,,,")
    assert bounds(book, "扶持企业") == (Fraction("2.5"), Fraction("12.5"))
    assert bounds(book, "满意度") == (0, 10)
    assert row(book, "满意度").ruling is Ruling.SO_FAR


def test_a_band_without_a_share_is_the_whole_band(library: Library) -> None:
    assert bounds(watched(library, "环境,2022-12-20,,,,,达成,"), "环境") == (24, 30)
    assert bounds(watched(library, "环境,2022-12-20,,,,,未达成,"), "环境") == (0, 18)


def test_a_batch_that_is_not_recorded_is_open(library: Library) -> None:
    book = watched(library, "拨付时间,2022-12-20,,,,2022-03-31,,")
    assert bounds(book, "拨付时间") == (Fraction("6.25"), Fraction("12.5"))


def test_spending_known_to_september_is_the_least(library: Library) -> None:
    rows = SPENT.replace(",12,", ",9,")
    head = evaluation(watched(library, more={"spending": rows})).heads[0]
    assert ends(head.marks) == (7, 10)
    some = SPENT.rpartition("2022,2")[0]
    head = evaluation(watched(library, more={"spending": some})).heads[0]
    assert ends(head.marks) == (4, 10)


def test_marks_of_a_part_without_targets_go_to_the_others(library: Library) -> None:
    targets = "".join(line for line in TARGETS.splitlines(keepends=True) if "满意" not in line)
    found = evaluation(watched(library, targets=targets))
    # 10 by 50 : 30, cut to hundredths.
    assert [head.most.value for head in found.heads] == [10, Fraction("56.25"), Fraction("33.75")]
    assert "满意度指标" in found.heads[1].note


def test_weights_are_kept_and_the_rest_is_shared(library: Library) -> None:
    targets = TARGETS.replace("1.1,登记,,,", "1.1,登记,,,20")
    rows = evaluation(watched(library, targets=targets)).heads[1].targets
    assert [each.weight.value for each in rows] == [20, 10, 10, 10]


@given(st.lists(st.fractions(0, 60), max_size=3), st.integers(0, 700))
def test_marks_never_leave_their_bounds(
    library: Library, weights: list[Fraction], count: int
) -> None:
    targets = TARGETS
    for weight in weights:
        text = f"{float(weight):.2f}\n"
        targets = targets.replace(",\n", f",{text}", 1)
    book = watched(library, f"扶持企业,2022-12-20,{count} 家,,,,,", targets=targets)
    found = evaluation(book)
    assert 0 <= found.total.low.value <= found.total.high.value
    for head in found.heads:
        for each in head.targets:
            assert 0 <= each.marks.low.value <= each.marks.high.value <= each.weight.value
    if not weights:
        assert sum(head.most.value for head in found.heads) == 100


def ceilings(book: Book) -> list[Fraction | None]:
    return [e.proposed.value if e.proposed else None for e in propose_ceilings(book)]


def test_an_item_that_left_money_is_proposed_what_it_spent(library: Library) -> None:
    # 40 of 50 are 80 %: the budget stays; 30 of 50 are 60 %: what was spent.
    book = watched(library, more={"spending": SPENT})
    assert ceilings(book) == [50_000_000, 30_000_000]


def test_an_item_that_spent_all_is_proposed_its_unmet_need(library: Library) -> None:
    requests = (
        "版本,政策项,编码,变动,数量,金额,依据,原因,提出人\n审核,1,1.1,总额,,40 万元,,压减,科室\n"
    )
    book = watched(library, more={"spending": SPENT, "requests": requests})
    assert ceilings(book)[0] == 50_000_000
    assert "没有满足的需求 10 万元" in propose_ceilings(book)[0].reason
    # 37.99 of 40 are less than 95 %: the budget and no more.
    less = watched(
        library, more={"spending": SPENT.replace("12,40", "12,37.99"), "requests": requests}
    )
    assert ceilings(less)[0] == 40_000_000


def test_what_is_owed_next_year_is_the_least(library: Library) -> None:
    awards = (
        "编号,编码,事项日,决定日,应付日,金额,支付日\n"
        "A,1.1,2021-01-01,2022-03-01,2023-03-01,60 万元,\n"
        "B,1.1,2021-01-01,2022-03-01,2023-03-01,9 万元,2022-12-30\n"
    )
    book = watched(library, more={"spending": SPENT, "awards": awards})
    assert ceilings(book)[0] == 60_000_000
    assert ceilings(watched(library, more=with_rows("awards", *awards.splitlines()))) == [
        60_000_000,
        None,
    ]


def test_targets_of_next_year_follow_from_the_results(library: Library) -> None:
    book = watched(
        library,
        "扶持企业,2022-12-20,730 家,,,,,",
        "应扶尽扶率,2022-12-20,,5 家,10 家,,,",
        "满意度,2022-12-20,85%,,,,,",
    )
    found = {each.name: each for each in propose_targets(evaluation(book))}
    assert {name: each.proposed and each.proposed.value for name, each in found.items()} == {
        "扶持企业": 730,  # twice the goal
        "应扶尽扶率": Fraction(1, 2),  # half of it
        "拨付时间": None,
        "单项成本": 50_000_000,  # not measured
        "环境": None,
        "满意度": Fraction(9, 10),  # nearly
    }
    assert all(each.reason for each in found.values())
