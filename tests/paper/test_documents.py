import pytest

from duixian.paper.clauses import clauses
from duixian.paper.documents import find, same_number
from tests.paper.texts import ARTICLES, CARRIER, CHAPTERS

FIRST = ("示范市促进创新若干规定", "示府规〔2024〕3号")
SECOND = ("示范市培育企业的意见", "示经规〔2024〕12号")


def pins(text: str) -> list[str]:
    return [clause.pin for clause in clauses(text)]


def test_a_document_is_cut_out_between_its_own_title_and_the_next() -> None:
    found = find(CARRIER, *FIRST)
    assert found is not None
    assert pins(found.text) == pins(ARTICLES.partition("\n")[2])
    assert CARRIER.splitlines()[found.first_line - 1].startswith("为促进创新")


def test_a_document_ends_at_the_next_annex_of_the_text_that_carries_it() -> None:
    found = find(CARRIER, *SECOND)
    assert found is not None
    assert pins(found.text) == pins(CHAPTERS)


@pytest.mark.parametrize("title", ["示范市促进创新的若干规定", "促进创新 若干规定"])
def test_a_title_may_differ_by_a_word_or_be_given_by_some_words(title: str) -> None:
    found = find(CARRIER, title, FIRST[1])
    assert found is not None
    assert pins(found.text) == pins(ARTICLES.partition("\n")[2])


def test_a_document_whose_title_is_not_known_is_found_by_its_number() -> None:
    found = find(CARRIER, "", SECOND[1])
    assert found is not None
    assert pins(found.text) == pins(CHAPTERS)


def test_a_document_that_is_not_there_is_not_found() -> None:
    assert find(CARRIER, "示范市人才办法", "示人规〔2024〕1号") is None


def test_a_print_without_any_head_is_the_document_itself() -> None:
    found = find(CHAPTERS, *SECOND)
    assert found is not None
    assert pins(found.text) == pins(CHAPTERS)


def test_nothing_is_found_in_an_empty_text() -> None:
    assert find("", *FIRST) is None


def test_document_numbers_agree_whatever_their_brackets() -> None:
    assert same_number("示府规〔2024〕3 号", "示府规（2024）03号")
    assert same_number("某某规定示府规[2024]3号", "示府规〔2024〕3号")
    assert not same_number("示府规〔2024〕3号", "示府规〔2024〕13号")
    assert not same_number("示府规〔2024〕3号", "示经规〔2024〕3号")
    assert not same_number("示府规", "示府规")
