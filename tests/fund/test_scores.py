"""Score sheets: several scorers, shares of the sheet, grades."""

from fractions import Fraction

import pytest

from duixian.fund.ties.registry import check_year
from duixian.fund.work.book import Book
from duixian.fund.work.scores import Scores, most
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book

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


def scored(library: Library, *rows: str) -> Book:
    text = MARKS + "".join(f"评分表,专家,{row}\n" for row in rows)
    return book(library, {"scores": text}, HEAD + SHEET)


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
