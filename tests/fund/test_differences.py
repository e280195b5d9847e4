"""What the review changed, to the fen."""

from duixian.fund.tables.registry import tables
from duixian.fund.work.book import Book
from duixian.fund.work.differences import differences

WAN = 1_000_000


def test_the_review_took_ten_million_in_five_items_and_says_where(minhang: Book) -> None:
    found = differences(minhang.budgets[0], minhang.budgets[1])
    items = {each.code: each.change.value / WAN for each in found if not each.line}
    assert items == {"1": -250, "3": -190, "4": -200, "6": -260, "7": -100}
    assert sum(items.values()) == -1000
    lines = {each.code: each.change.value / WAN for each in found if each.line}
    assert [lines["1.1"], lines["1.2"], lines["1.5"]] == [-30, -160, -60]
    assert "7.1" not in lines  # only the request for the whole item changed


def test_a_version_differs_from_itself_in_nothing(minhang: Book) -> None:
    assert differences(minhang.budgets[0], minhang.budgets[0]) == ()


def test_the_need_of_the_review_by_year_of_project(minhang: Book) -> None:
    table = tables(minhang)["需求分年"]()
    # 技改：17 × 340 × 50 % = 2,890 this year, 5 × 340 × 50 % = 850 for acceptance
    assert [cell.text for cell in table.rows[5].cells[2:]] == [
        "2,890.00",
        "850.00",
        "-",
        "3,740.00",
    ]
    # 协同：200 + 70 + 350 this year; 160.2 + 200 + 855.5 from earlier years
    assert [cell.text for cell in table.rows[6].cells[2:4]] == ["620.00", "1,215.70"]
