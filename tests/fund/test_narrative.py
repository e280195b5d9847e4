"""Paragraphs of the official with figures of the tables."""

from duixian.fund.narrative import filled
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book, findings

NARRATIVE = "narrative:\n  - heading: 预算\n    text: {}\n"


def test_a_placeholder_becomes_what_its_table_prints(minhang: Book) -> None:
    assert filled("申报{表1 合计 预算申报数}万元", minhang) == "申报20,000.00万元"
    assert filled("执行率{表4 2021 执行率}", minhang) == "执行率34.47%"


def test_the_narrative_of_the_example_has_all_its_figures_and_none_by_hand(minhang: Book) -> None:
    assert not findings(minhang, "正文的占位")
    assert not findings(minhang, "正文里手写的数")
    texts = [filled(one, minhang) for each in minhang.year.narrative for one in each.paragraphs]
    assert any("42.70分、项目管理26.30分、项目绩效18.00分" in text for text in texts)


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
