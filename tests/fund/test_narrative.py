"""Paragraphs of the official with figures of the tables."""

from duixian.fund.narrative import filled, written
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book, findings, read

NARRATIVE = "narrative:\n  - heading: 预算\n    text: {}\n"


def test_a_placeholder_becomes_what_its_table_prints(minhang: Book) -> None:
    assert filled("申报{表1 合计 预算申报数}万元", minhang) == "申报20,000.00万元"
    assert filled("执行率{表4 2021 执行率}", minhang) == "执行率34.47%"


def test_the_narrative_of_the_example_has_all_its_figures_and_none_by_hand(minhang: Book) -> None:
    assert not findings(minhang, "正文的占位")
    assert not findings(minhang, "正文里手写的数")
    texts = [filled(one, minhang) for each in minhang.year.narrative for one in each.paragraphs]
    assert any("42.70 分，项目管理（权重 30 分）26.30 分" in text for text in texts)


def test_a_placeholder_that_leads_nowhere_is_an_error(library: Library) -> None:
    made = book(library, head=HEAD + NARRATIVE.format('"共{表9 合计 金额}万元和{表1 合计}"'))
    assert len(findings(made, "正文的占位")) == 2
    assert filled("{表9 合计 金额}", made) == "{表9 合计 金额}"


def test_a_figure_written_by_hand_is_found(library: Library) -> None:
    made = book(library, head=HEAD + NARRATIVE.format("今年安排 1,000 万元，扶持 30 家"))
    assert [each.left.figure for each in findings(made, "正文里手写的数")] == [
        "1,000 万元",
        "30 家",
    ]


def test_a_driver_is_put_in_with_its_unit(library: Library) -> None:
    made = book(library, head=HEAD + NARRATIVE.format("每项 {均额}，计划 {项目数}"))
    (text,) = written(made, "预算")
    assert text == "每项 33.333 万元/项，计划 3 项"
    assert not findings(made, "正文的占位")
    wrong = book(library, head=HEAD + NARRATIVE.format("计划 {项目的数}"))
    assert len(findings(wrong, "正文的占位")) == 1


def test_what_is_written_for_one_paper_comes_before_what_all_share(library: Library) -> None:
    own = "  - heading: 预算\n    paper: 甲\n    text: 只在甲\n"
    made = book(library, head=HEAD + NARRATIVE.format("各份都用") + own)
    assert written(made, "预算", "甲") == ("只在甲",)
    assert written(made, "预算", "乙") == ("各份都用",)


def test_none_is_said_and_silence_is_silence(library: Library) -> None:
    nothing = "nothing:\n  - heading: 结果应用\n    said_by: 科室\n"
    made = book(library, head=HEAD + nothing)
    assert written(made, "结果应用") == ("无",)
    assert written(made, "风险") == ()


def test_one_heading_of_one_paper_is_written_once(library: Library) -> None:
    twice = NARRATIVE.format("一") + "  - heading: 预算\n    text: 二\n"
    year, problems = read(library, head=HEAD + twice)
    assert year is None
    assert [problem.code for problem in problems] == ["section-twice", "section-twice"]


def test_the_numbers_the_narrative_counts_are_counted(minhang: Book) -> None:
    assert filled("{基本数 政策条 数量} 条 {基本数 责任科室 数量} 个", minhang) == "29 条 4 个"


def test_placeholders_stand_in_problems_and_reviews_too(library: Library) -> None:
    problems = "编号,来源,年度,问题,说明\n1,审计,2021,超支,共 {表9 合计 金额} 万元和 30 家\n"
    review = "reviews:\n  - kind: 自评\n    summary: 共 {均}和 20 家\n"
    made = book(library, {"problems": problems}, HEAD + review)
    assert [f.about.split()[0] for f in findings(made, "正文的占位")] == ["自评", "问题"]
    # a problem keeps the figures of the year it was found in
    assert [f.left.figure for f in findings(made, "正文里手写的数")] == ["20 家"]


def test_counts_of_several_rows_are_added_and_money_is_not(minhang: Book) -> None:
    assert filled("{表3 2、3、4、5 数量}", minhang) == "131"  # 22 + 69 + 35 + 5
    assert filled("{表1 1、2 预算申报数}", minhang) == "{表1 1、2 预算申报数}"
