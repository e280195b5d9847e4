"""Score sheets: several scorers, shares of the sheet, grades."""

from fractions import Fraction

import pytest

from duixian.fund.ties.checking import check_year
from duixian.fund.work.book import Book
from duixian.fund.work.scores import Scores, most
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book, findings, read

SHEET = """\
sheets:
  - name: 评分表
    criteria:
      - code: A
        name: 决策
      - code: A1
        name: 立项
        marks: 60
        parent: A
      - code: B
        name: 管理
      - code: B1
        name: 风险
        marks: 40
        parent: B
        either: 择一
      - code: B2
        name: 评价
        marks: 40
        parent: B
        either: 择一
"""
MARKS = "评分表,轮次,评分人,指标,得分\n"


def scored(library: Library, *rows: str, head: str = SHEET) -> Book:
    text = MARKS + "".join(f"评分表,专家,{row}\n" for row in rows)
    return book(library, {"scores": text}, HEAD + head)


def scores(made: Book) -> Scores:
    found = made.scores("专家")
    assert found is not None
    return found


def test_the_marks_of_several_scorers_are_their_mean(library: Library) -> None:
    found = scores(scored(library, "甲,A1,50", "乙,A1,55", "丙,A1,54", "甲,B2,36", "乙,B2,37"))
    whole = found.total()
    assert whole is not None
    assert whole.value == Fraction("89.5")


@pytest.mark.parametrize(
    ("marks", "grade"), [("50", "优"), ("49.5", "良"), ("40", "良"), ("39.99", "中"), ("19", "差")]
)
def test_a_grade_begins_with_its_number_and_ends_before_the_next(
    marks: str, grade: str, library: Library
) -> None:
    assert scores(scored(library, f"甲,A1,{marks}", "甲,B1,40")).grade() == grade


TRIMMED = SHEET + "    scorers: 去掉最高和最低后平均\n"


def test_a_sheet_may_leave_out_who_gave_most_and_least_in_all(library: Library) -> None:
    # 合计：甲 90、乙 60、丙 80、丁 85；去掉甲和乙，(50 + 55) ÷ 2 + (30 + 30) ÷ 2
    rows = ("甲,A1,52", "甲,B1,38", "乙,A1,59", "乙,B1,1", "丙,A1,50", "丙,B1,30")
    found = scores(scored(library, *rows, "丁,A1,55", "丁,B1,30", head=TRIMMED))
    whole = found.total()
    assert whole is not None
    assert (whole.value, set(found.left_out)) == (Fraction("82.5"), {"甲", "乙"})


def test_equal_totals_leave_the_mean_as_it_is(library: Library) -> None:
    rows = ("甲,A1,50", "甲,B1,30", "乙,A1,50", "乙,B1,30", "丙,A1,50", "丙,B1,30")
    whole = scores(scored(library, *rows, head=TRIMMED)).total()
    assert whole is not None
    assert whole.value == 80


def test_two_scorers_are_too_few_to_leave_any_out_and_that_is_said(library: Library) -> None:
    made = scored(library, "甲,A1,50", "乙,A1,55", head=TRIMMED)
    whole = scores(made).total()
    assert whole is not None
    assert whole.value == Fraction("52.5")
    assert [each.left.figure for each in findings(made, "评分人不足")] == ["2 位"]
    assert not findings(scored(library, "甲,A1,50", "乙,A1,55"), "评分人不足")
    assert not findings(scored(library, "甲,A1,50", head=TRIMMED), "评分人不足")


def test_a_scorer_who_passed_over_a_criterion_is_named(library: Library) -> None:
    found = findings(scored(library, "甲,A1,50", "甲,B1,30", "乙,A1,55"), "评分人漏评")
    assert [(each.about, each.difference) for each in found] == [("专家 乙", "-1 项")]
    both = ("甲,A1,50", "甲,B1,30", "乙,A1,55", "乙,B1,30")
    assert not findings(scored(library, *both), "评分人漏评")


def test_an_unknown_way_to_bring_marks_together_is_refused(library: Library) -> None:
    year, problems = read(library, head=HEAD + SHEET + "    scorers: 中位数\n")
    assert year is None
    assert "中位数" in problems[0].sentence


def test_of_two_criteria_of_which_one_is_scored_only_one_counts(minhang: Book) -> None:
    sheet = minhang.year.sheets[0]
    assert {each.code: most(sheet, each).value for each in sheet.children("")} == {
        "A": 50,
        "B": 30,
        "C": 20,
    }


def test_scoring_both_is_an_error(library: Library) -> None:
    found = check_year(scored(library, "甲,B1,30", "甲,B2,30"))
    assert {"择一指标都评了分", "得分超过分值"} <= {each.check for each in found}
