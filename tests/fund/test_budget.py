"""Needs, requests, rounding and what is left of it, worked out by hand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.figure import Figure, half_up
from duixian.fund.model.lines import Origin
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book, more

WAN = 1_000_000
REQUESTS = "版本,政策项,编码,变动,数量,金额,依据,原因,提出人\n"


def sums(made: Book, version: str = "申报") -> dict[str, Fraction]:
    budget = made.budget(version)
    assert budget is not None
    return {line.line.code: line.amount.value for item in budget.items for line in item.lines}


def test_a_price_is_the_standard_of_the_policy(library: Library) -> None:
    assert sums(book(library))["1.1"] == 10 * 5 * WAN


def test_an_item_is_rounded_half_up_and_its_first_line_takes_the_rest(library: Library) -> None:
    # 3 × 33.333 × 50 % = 49.9995 万元 → 50 万元
    made = book(library)
    assert made.budgets[0].items[1].need.value == Fraction("49.9995") * WAN
    assert sums(made)["2.1"] == 50 * WAN
    assert made.budgets[0].total.value == 100 * WAN


def test_a_request_for_another_quantity_keeps_the_price(library: Library) -> None:
    made = book(library, {"requests": f"{REQUESTS}审核,1,1.1,数量,12 家,,,另有新增,科室\n"})
    line = made.budgets[1].line("1.1")
    assert line is not None
    assert [line.need.value, line.amount.value] == [50 * WAN, 60 * WAN]
    assert line.count.value == 12
    assert sums(made, "申报")["1.1"] == 50 * WAN


def test_a_request_in_another_unit_keeps_the_sum(library: Library) -> None:
    made = book(library, {"requests": f"{REQUESTS}申报,1,1.1,换算,2 个,,,按平台计,科室\n"})
    line = made.budgets[0].line("1.1")
    assert line is not None
    assert line.price is not None
    assert [line.amount.value, line.count.value] == [50 * WAN, 2]
    assert line.price.value == 25 * WAN
    assert line.average


def test_a_request_for_a_total_leaves_the_price_as_it_is(library: Library) -> None:
    made = book(library, {"requests": f"{REQUESTS}申报,1,1.1,总额,,40 万元,,压减,科室\n"})
    line = made.budgets[0].line("1.1")
    assert line is not None
    assert line.price is not None
    assert [line.amount.value, line.price.value] == [40 * WAN, 5 * WAN]
    assert not line.average


def test_a_request_for_an_item_takes_the_place_of_its_lines(library: Library) -> None:
    made = book(library, {"requests": f"{REQUESTS}审核,2,,单价,,30 万元,需求 × 60%,压减,科室\n"})
    assert made.budgets[1].items[1].amount.value == 30 * WAN
    assert made.budgets[1].total.value == 80 * WAN


def test_this_years_need_stands_apart_from_what_is_owed(library: Library) -> None:
    budget = book(library).budgets[0]
    assert budget.need_of(Origin.THIS_YEAR).value == 50 * WAN
    assert budget.need_of(Origin.EARLIER).value == Fraction("49.9995") * WAN


def test_lines_follow_the_order_of_each_versions_needs(library: Library) -> None:
    rows = ("1.2,1,另一称号,3号 1.2,区镇",)
    needs = (
        "版本,编码,立项,数量,单价,比例\n"
        "申报,1.2,当年,企业数,区级标准,\n"
        "申报,1.1,当年,企业数,区级标准,\n"
    )
    made = book(library, {**more("lines", *rows), "needs": needs})
    assert [line.line.code for line in made.budgets[0].items[0].lines] == ["1.2", "1.1"]


def leaves(figure: Figure) -> int:
    return sum(leaves(part) for part in figure.parts) if figure.parts else 1


def test_every_amount_of_the_example_leads_down_to_sources(minhang: Book) -> None:
    def sourceless(figure: Figure) -> list[str]:
        if not figure.parts:
            return [] if figure.source or figure.how else [figure.name]
        return [name for part in figure.parts for name in sourceless(part)]

    assert not [name for budget in minhang.budgets for name in sourceless(budget.total)]
    assert leaves(minhang.budgets[0].total) > 60


def test_a_version_without_rounding_keeps_the_fen(library: Library) -> None:
    made = book(library, head=HEAD.replace("    round: 1 万元\n", ""))
    assert sums(made)["2.1"] == Fraction("49.9995") * WAN


@given(st.fractions(min_value=0, max_value=10**9), st.integers(1, 10**6))
def test_rounding_is_to_the_nearest_step_and_up_from_the_middle(value: Fraction, step: int) -> None:
    rounded = half_up(value, step)
    assert rounded % step == 0
    assert -Fraction(step, 2) < rounded - value <= Fraction(step, 2)
