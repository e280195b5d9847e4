"""The explanations of tables 4-3 and 7b, worked out by hand."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.tables.registry import tables
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import TABLES, book, more, read

REQUESTS = "版本,政策项,编码,变动,数量,金额,依据,原因,提出人\n"
REVIEWED = "审核,1.1,当年,企业数"
NOTED = TABLES["needs"].replace("单价,比例", "单价,比例,说明")


def note(made: Book, table: str, row: str) -> str:
    found = [each for each in tables(made)[table]().rows if each.name == row]
    return found[0].cells[-1].text if found else ""


def test_a_sum_is_explained_by_its_product_and_its_rounding(library: Library) -> None:
    made = book(library)
    assert note(made, "表7b", "1.1") == "10 家 × 5 万元/家 = 50 万元。"
    # 3 × 33.333 × 50 % are 49.9995, which the item rounds to 50
    assert note(made, "表7b", "2.1") == (
        "3 项 × 33.333 万元/项 × 50% = 49.9995 万元（每项 16.6665 万元）。"
        "政策项取整的尾差并入本项，安排 50 万元。"
    )


def test_a_quantity_that_is_made_of_others_says_of_which(library: Library) -> None:
    needs = {"needs": TABLES["needs"].replace(REVIEWED, f"{REVIEWED} + 2 家")}
    assert note(book(library, needs), "表7b", "1.1") == (
        "企业数 10 家 + 2 家 = 12 家，12 家 × 5 万元/家 = 60 万元。"
    )


def test_what_is_asked_instead_comes_last_with_its_reason(library: Library) -> None:
    requests = f"{REQUESTS}申报,1,1.1,数量,8 家,,,压减,科室\n"
    assert note(book(library, {"requests": requests}), "4-3", "1.1") == (
        "10 家 × 5 万元/家 = 50 万元。压减，按 8 家计：8 家 × 5 万元/家 = 40 万元。"
    )
    basis = f"{REQUESTS}审核,1,1.1,单价,10 家,30 万元,需求 × 60%,压减,专家\n"
    assert note(book(library, {"requests": basis}), "表7b", "1.1") == (
        "10 家 × 5 万元/家 = 50 万元。压减，需求 50 万元 × 60% = 30 万元，安排 30 万元。"
    )


def test_the_official_s_note_stands_first_with_its_figures(library: Library) -> None:
    noted = NOTED.replace(f"{REVIEWED},区级标准,", f"{REVIEWED},区级标准,,名单 {{企业数}}")
    made = book(library, {"needs": noted})
    assert note(made, "表7b", "1.1") == "名单 10 家。10 家 × 5 万元/家 = 50 万元。"


def test_a_note_that_names_no_driver_is_refused(library: Library) -> None:
    noted = NOTED.replace(f"{REVIEWED},区级标准,", f"{REVIEWED},区级标准,,名单 {{企业}}")
    year, problems = read(library, {"needs": noted})
    assert year is None
    assert [(problem.code, problem.instead) for problem in problems] == [("note-unknown", "企业数")]


def test_parts_of_a_line_are_added_up_and_a_line_without_money_says_so(library: Library) -> None:
    needs = more("needs", "审核,2.1,当年,2 项,均额,")
    assert note(book(library, needs), "表7b", "2.1").startswith(
        "3 项 × 33.333 万元/项 × 50% = 49.9995 万元（每项 16.6665 万元）。"
        "2 项 × 33.333 万元/项 = 66.666 万元。合计 5 项，116.6655 万元。"
    )


@given(
    count=st.integers(1, 10**6),
    price=st.integers(1, 10**6),
    share=st.integers(1, 100),
)
def test_the_product_that_is_printed_is_the_need(
    library: Library, count: int, price: int, share: int
) -> None:
    drivers = TABLES["drivers"].replace("33.333 万元/项", f"{price} 元/项")
    drivers = drivers.replace("3 项", f"{count} 项")
    needs = TABLES["needs"].replace("均额,50%", f"均额,{share}%")
    made = book(library, {"drivers": drivers, "needs": needs})
    printed = re.search(r"= ([\d,.]+) 万元", note(made, "表7b", "2.1"))
    # a row without money is not shown; a fen is the sixth decimal of a 万元
    if printed is not None:
        need = Fraction(count * price * share, 100 * 10**4)
        assert abs(Fraction(printed[1].replace(",", "")) - need) <= Fraction(1, 2_000_000)
