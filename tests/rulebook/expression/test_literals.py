"""The numbers a rule writes down."""

from fractions import Fraction

from duixian.rulebook.expression.literals import literals_of
from duixian.rulebook.expression.tree import Bracket, BracketMode, ByBracket, Quantity
from tests.rulebook.language.small_vocabulary import read


def texts(text: str, subject: str = "企业", **more: object) -> list[str]:
    return [literal.text for literal in literals_of(read(text, subject, **more))]


def test_numbers_are_found_in_every_corner_in_order() -> None:
    text = "若(满(成立日期, 2 年), 较小(10% × 总投入, 500 万元), 评审(0 元, 3 万元))"
    assert texts(text, "项目") == ["2 年", "10%", "500 万元", "0 元", "3 万元"]
    assert texts("每满(30 件, 件数) × 3 万元", "知识产权") == ["30 件", "3 万元"]
    assert texts("合计(项目.总投入, 总投入 ≥ 5 万元) ≥ 1 亿元") == ["5 万元", "1 亿元"]


def test_the_years_of_a_fold_are_a_number_written() -> None:
    literal = literals_of(read("平均(近3年研发投入)"))[0]
    assert (literal.value, literal.text) == (Fraction(36), "3 年")


def test_numbers_of_named_parts_count() -> None:
    assert texts("面积 × 40 元/平方米", lets={"面积": read("2000 平方米")}) == [
        "2000 平方米",
        "40 元/平方米",
    ]


def test_bounds_of_brackets_count() -> None:
    bound, value = read("30 人"), read("5 万元")
    assert isinstance(bound, Quantity)
    bracket = Bracket(bound, low_included=True, high=None, high_included=False, value=value)
    table = ByBracket(read("从业人数"), (bracket,), BracketMode.SINGLE)
    assert [literal.text for literal in literals_of(table)] == ["30 人", "5 万元"]
