"""A small vocabulary, codes of invented firms, and workbooks written cell by cell."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from stdnum.cn.uscc import calc_check_digit

from duixian.rulebook.expression.tree import Word
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag, Label, Number
from duixian.rulebook.units import AREA, MONEY, Unit, dimension
from duixian.rulebook.vocabulary.model import Derivation, Fact, FactKind, Subject, Vocabulary

TEN_THOUSAND = Unit("万元", Fraction(1_000_000), MONEY)
SQUARE_METRE = Unit("平方米", Fraction(1), AREA)


def code(number: int) -> str:
    """An invented firm's code with a right check digit."""
    body = f"91990000{number:09d}"
    return body + calc_check_digit(body)


def counted(word: str) -> Unit:
    return Unit(word, Fraction(1), dimension(word))


def money(name: str, code_: str, subject: str, **more: Any) -> Fact:
    return Fact(name, code_, subject, FactKind.MONEY, MONEY_TYPE, TEN_THOUSAND, **more)


FIRM = Subject(
    "企业",
    "firm",
    "统一社会信用代码",
    "",
    "",
    counted("家"),
    (
        Fact("统一社会信用代码", "credit_code", "企业", FactKind.CODE, Label(), required=True),
        Fact("名称", "name", "企业", FactKind.TEXT, Label()),
        Fact("成立日期", "founded_on", "企业", FactKind.DATE, Day()),
        Fact("街镇", "town", "企业", FactKind.LEVEL, Label(("甲镇", "乙镇"))),
        Fact("上市", "listed", "企业", FactKind.FLAG, Flag()),
        Fact("负债率", "debt_ratio", "企业", FactKind.RATE, PURE_TYPE),
        money("实缴资本", "paid_in", "企业"),
        money("营业收入", "revenue", "企业", yearly=True),
        money("利润", "profit", "企业", yearly=True, minimum=None),
        Fact(
            "规模",
            "size",
            "企业",
            FactKind.LEVEL,
            Label(("小", "大")),
            derived=(Derivation(None, Word(""), ""),),  # type: ignore[arg-type]
        ),
    ),
)
LEASE = Subject(
    "租赁",
    "lease",
    "租赁编号",
    "起租日期",
    "企业",
    counted("份"),
    (
        Fact("租赁编号", "number", "租赁", FactKind.CODE, Label(), required=True),
        Fact("企业", "tenant", "租赁", FactKind.REFERENCE, Label(), required=True),
        Fact("起租日期", "begins", "租赁", FactKind.DATE, Day(), required=True),
        Fact("出租方", "landlord", "租赁", FactKind.REFERENCE, Label()),
        Fact("租赁面积", "area", "租赁", FactKind.QUANTITY, Number(AREA), SQUARE_METRE),
        money("年租金", "rent", "租赁", maximum=Fraction(10**10), tax="不含税"),
        money("装修投入", "fit_out", "租赁", staged=True),
    ),
)
VOCABULARY = Vocabulary((), (FIRM, LEASE))

FIRM_HEADER = ["统一社会信用代码", "名称", "成立日期", "街镇", "上市", "实缴资本（万元）"]
LEASE_HEADER = ["租赁编号", "企业", "起租日期", "租赁面积（平方米）", "年租金（万元）"]


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
