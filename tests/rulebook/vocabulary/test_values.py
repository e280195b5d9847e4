"""A cell is read exactly or refused with what was expected; nothing is guessed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag, Label, Number
from duixian.rulebook.units import AREA, MONEY, Unit
from duixian.rulebook.vocabulary.model import Fact, FactKind
from duixian.rulebook.vocabulary.values import Expectation, decimal_text, format_value, read_value

WAN = Unit("万元", Fraction(1_000_000), MONEY)
SQUARE = Unit("平方米", Fraction(1), AREA)
MONEY_FACT = Fact("营业收入", "revenue", "企业", FactKind.MONEY, MONEY_TYPE, WAN)
PROFIT = Fact("利润", "profit", "企业", FactKind.MONEY, MONEY_TYPE, WAN, minimum=None)
SPACE = Fact("面积", "area", "租赁", FactKind.QUANTITY, Number(AREA), SQUARE)
RATE = Fact("比例", "rate", "企业", FactKind.RATE, PURE_TYPE, maximum=Fraction(2))
DAY = Fact("日期", "day", "企业", FactKind.DATE, Day())
FLAG = Fact("首次", "first", "企业", FactKind.FLAG, Flag())
LEVEL = Fact("等级", "level", "企业", FactKind.LEVEL, Label(("区级", "市级", "国家级")))
TEXT = Fact("名称", "name", "企业", FactKind.TEXT, Label())

READ = [
    (MONEY_FACT, "760", 760_000_000),
    (MONEY_FACT, "１，０００．５", 1_000_500_000),
    (MONEY_FACT, "1,000.5 万元", 1_000_500_000),
    (MONEY_FACT, "60000000.10 元", 6_000_000_010),
    (MONEY_FACT, "1.5亿元", 15_000_000_000),
    (MONEY_FACT, "760.123456", 760_123_456),
    (MONEY_FACT, "1E+03", 1_000_000_000),
    (PROFIT, "-20", -20_000_000),
    (SPACE, "500.25 平方米", Fraction(2001, 4)),
    (RATE, "15%", Fraction(3, 20)),
    (RATE, "0.15", Fraction(3, 20)),
    (RATE, "3‰", Fraction(3, 1000)),
    (RATE, "150%", Fraction(3, 2)),
    (DAY, "2021-08-18", date(2021, 8, 18)),
    (DAY, "2021/8/18", date(2021, 8, 18)),
    (DAY, "2021年8月18日", date(2021, 8, 18)),
    (DAY, "2021-08-18 00:00:00", date(2021, 8, 18)),
    (FLAG, "是", True),
    (FLAG, "否", False),
    (LEVEL, "市级", "市级"),
    (TEXT, " 甲公司 ", "甲公司"),
]
REFUSED = [
    (MONEY_FACT, "760.1000000000001", "精确到分"),
    (MONEY_FACT, "约 760", "金额（万元）"),
    (MONEY_FACT, "1,00", "金额"),
    (MONEY_FACT, "760 平方米", "金额"),
    (MONEY_FACT, "-1", "不小于 0 万元"),
    (MONEY_FACT, "10000001", "不大于 10,000,000 万元"),
    (MONEY_FACT, "1E+99", "不大于"),
    (MONEY_FACT, "nan", "金额"),
    (MONEY_FACT, "9" * 200, "金额"),
    (MONEY_FACT, "", "金额"),
    (RATE, "15", "比率"),
    (RATE, "250%", "不大于 200%"),
    (DAY, "1899-12-30", "1901"),
    (DAY, "2021-02-30", "不存在"),
    (DAY, "44426", "日期"),
    (DAY, "2021-08", "日期"),
    (FLAG, "有", "是 或 否"),
    (LEVEL, "国家", "国家级"),
    (TEXT, "", "文字"),
]


@pytest.mark.parametrize(("fact", "text", "value"), READ)
def test_a_cell_is_read_exactly(fact: Fact, text: str, value: object) -> None:
    read = read_value(fact, text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(("fact", "text", "words"), REFUSED)
def test_a_bad_cell_says_what_was_expected(fact: Fact, text: str, words: str) -> None:
    read = read_value(fact, text)
    assert isinstance(read, Expectation)
    assert words in str(read)


@given(st.integers(0, 10**13))
def test_every_sum_of_money_survives_being_written_and_read(fen: int) -> None:
    assert read_value(MONEY_FACT, format_value(MONEY_FACT, fen)) == fen


@given(st.sampled_from([MONEY_FACT, SPACE, RATE, DAY, FLAG, LEVEL, TEXT]), st.text(max_size=90))
def test_any_text_gives_a_value_or_an_expectation(fact: Fact, text: str) -> None:
    read_value(fact, text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1234567, 100), "12,345.67"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1000), "1,000"),
    ],
)
def test_a_number_is_written_exactly(number: Fraction, text: str) -> None:
    assert decimal_text(number) == text
