"""The type of an expression agrees with what the reader found."""

import pytest

from duixian.rulebook.expression.tree import Bracket, BracketMode, ByBracket, ByLevel, Quantity
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag, Label, Number, Type
from duixian.rulebook.units import DAYS, MONTHS, dimension
from tests.rulebook.language.small_vocabulary import LEVELS, VOCABULARY, read, unit


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("上年营业收入 × 10%", "企业", MONEY_TYPE),
        ("上年营业收入 ÷ 前年营业收入", "企业", PURE_TYPE),
        ("上年营业收入 ÷ 从业人数", "企业", Number(unit("元/人").dimension)),
        ("平均(近3年研发投入)", "企业", MONEY_TYPE),
        ("增长率(营业收入)", "企业", PURE_TYPE),
        ("合计(项目.总投入)", "企业", MONEY_TYPE),
        ("计数(知识产权)", "企业", Number(dimension("件"))),
        ("种类数(合同.服务企业)", "企业", Number(dimension("家"))),
        ("种类数(合同.地点)", "企业", Number(dimension("种"))),
        ("有(认定)", "企业", Flag()),
        ("天数(成立日期, 评估日)", "企业", Number(DAYS)),
        ("年数(成立日期, 评估日)", "企业", Number(MONTHS)),
        ("每满(30 人, 从业人数)", "企业", PURE_TYPE),
        ("评审(10%, 30%)", "企业", PURE_TYPE),
        ("若(上市, 5 万元, 3 万元)", "企业", MONEY_TYPE),
        ("较大(10 人, 从业人数)", "企业", Number(dimension("人"))),
        ("已奖补(1)", "企业", MONEY_TYPE),
        ("自然年度", "企业", PURE_TYPE),
        ("评估日", "企业", Day()),
        ("等级", "认定", LEVELS),
        ("领域", "企业", Label()),
        ("领域 属于 [甲]", "企业", Flag()),
        ("满(成立日期, 2 年)", "企业", Flag()),
    ],
)
def test_every_form_has_its_type(text: str, subject: str, expected: Type) -> None:
    assert type_of(read(text, subject), VOCABULARY) == expected


def test_a_table_has_the_type_of_its_values() -> None:
    amount = read("20 万元")
    assert isinstance(amount, Quantity)
    level = ByLevel(read("等级", "认定"), (("市级", amount),), None)
    assert type_of(level, VOCABULARY) == MONEY_TYPE
    assert type_of(ByLevel(level.key, (), amount), VOCABULARY) == MONEY_TYPE
    bracket = Bracket(None, low_included=False, high=None, high_included=False, value=amount)
    table = ByBracket(read("从业人数"), (bracket,), BracketMode.SINGLE)
    assert type_of(table, VOCABULARY) == MONEY_TYPE
