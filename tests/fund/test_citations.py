"""Working papers against what cites them."""

from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from tests.fund.small_year import HEAD, TABLES, book, findings

PAPERS = "编号,名称\n预 1,名单\n预 2,测算\n"


def test_a_cited_paper_that_is_not_there_and_one_that_nothing_cites_are_found(
    library: Library,
) -> None:
    drivers = TABLES["drivers"].replace("名单,名单,科室", "名单,名单 [预1]和[预 3],科室")
    found = findings(book(library, {"papers": PAPERS, "drivers": drivers}), "底稿引用")
    assert [(each.severity, each.about) for each in found] == [
        (Severity.WARNING, "预 3"),
        (Severity.NOTE, "预 2"),
    ]


def test_notes_and_words_cite_too(library: Library) -> None:
    needs = TABLES["needs"].replace("单价,比例", "单价,比例,说明")
    needs = needs.replace(
        "审核,1.1,当年,企业数,区级标准,", "审核,1.1,当年,企业数,区级标准,,见[预 1]"
    )
    head = HEAD + 'narrative:\n  - heading: 预算\n    text: "见[预 2]"\n'
    assert not findings(book(library, {"papers": PAPERS, "needs": needs}, head), "底稿引用")


def test_the_example_cites_each_of_its_papers(minhang: Book) -> None:
    assert not findings(minhang, "底稿引用")
