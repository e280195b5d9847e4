"""What awards bring due month by month, and the tie against the approved total."""

from duixian.fund.tables.obligations import due_by_month
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.forecast.pipeline import AWARDS, HEAD, pipeline
from tests.fund.small_year import TABLES, book, findings


def test_arrears_fall_due_in_january_and_what_was_paid_before_is_gone(library: Library) -> None:
    table = due_by_month(pipeline(library, awards=AWARDS))
    texts = {row.name: [cell.text for cell in row.cells[1:]] for row in table.rows}
    # 往年, 当年, 累计, 已付, 批复: 欠 7 paid in January; 旧 40 in March; 新 20 in August.
    assert texts["1"] == ["7.00", "0.00", "7.00", "7.00", "300.00"]
    assert texts["3"] == ["40.00", "0.00", "47.00", "7.00", "300.00"]
    assert texts["8"] == ["0.00", "20.00", "67.00", "7.00", "300.00"]
    assert texts["12"][2] == "67.00"


def test_more_due_than_approved_is_a_finding_and_as_much_is_none(library: Library) -> None:
    def found(sum_: str) -> list[str]:
        head = HEAD.replace("sum: 300 万元", f"sum: {sum_}")
        made = book(library, {**TABLES, "awards": AWARDS}, head)
        return [each.difference for each in findings(made, "到期应付超过批复")]

    assert found("66.99 万元") == ["+0.01 万元"]
    assert found("67 万元") == []


def test_the_example_of_2019_says_what_fell_due_beyond_its_budget(minhang_2019: Book) -> None:
    (found,) = findings(minhang_2019, "到期应付超过批复")
    assert "顺延到次年" in found.sentence
    over = {each.about for each in findings(minhang_2019, "政策项超预算")}
    assert over == {"2019 4", "2019 5"}
