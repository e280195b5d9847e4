"""Vocabulary files: subjects, facts, derived facts, class tables, extensions."""

from fractions import Fraction

import pytest

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import ByLevel, Compare, Conditional, Quantity, Word
from duixian.rulebook.expression.types import Label
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.units import MONEY
from duixian.rulebook.vocabulary.model import Vocabulary

BASE = """\
units:
  标准箱:
    is: 1 标准箱
  万标准箱:
    is: 10000 标准箱
subjects:
  企业:
    code: enterprise
    key: 代码
    counted_in: 家
    facts:
      代码: {code: code, kind: 编号}
      行业: {code: industry, kind: 等级, levels: [工业、建筑业]}
      从业人数: {code: staff, kind: 数量, unit: 人}
      营业收入: {code: revenue, kind: 金额, unit: 万元, yearly: 是}
      利润: {code: profit, kind: 金额, unit: 万元, minimum: 无, maximum: 5 亿元}
      规模:
        code: size
        kind: 等级
        levels: [微型、小型、大型]
        ordered: 是
        derived:
          - from: 2011-06-18
            cites: 工信部联企业〔2011〕300号
            classes:
              by: 行业
              levels: [大型、小型]
              rest: 微型
              工业:
                从业人数: [1000 人, 20 人]
                上年营业收入: [40000 万元, 300 万元]
              建筑业:
                上年营业收入: [80000 万元, 300 万元]
  认定:
    code: title
    key: 编号
    date: 认定日期
    firm: 企业
    counted_in: 项
    facts:
      编号: {code: key, kind: 编号}
      认定日期: {code: day, kind: 日期}
      企业: {code: firm, kind: 引用}
      等级: {code: level, kind: 等级, levels: [市级、国家级], ordered: 是}
      类别: {code: kind, kind: 等级, levels: [甲、乙]}
"""


def read(*texts: str) -> Vocabulary:
    names = ["facts.yaml", "mine/facts.yaml"]
    found, problems = read_library(dict(zip(names, texts, strict=False)))
    assert found is not None, [problem.sentence for problem in problems]
    return found.vocabulary


def errors(*texts: str) -> list[tuple[str, int, int]]:
    names = ["facts.yaml", "mine/facts.yaml"]
    _, problems = read_library(dict(zip(names, texts, strict=False)))
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def fact_type(vocabulary: Vocabulary, subject: str, name: str) -> object:
    found = vocabulary.subject(subject)
    fact = found.fact(name) if found else None
    return fact.type if fact else None


def test_a_class_table_becomes_an_expression_by_industry() -> None:
    firm = read(BASE).subject("企业")
    size = firm.fact("规模") if firm else None
    assert size is not None
    (derivation,) = size.derived
    table = derivation.expression
    assert isinstance(table, ByLevel)
    industry = dict(table.table)["工业"]
    assert isinstance(industry, Conditional)
    assert industry.then == Word("大型")
    floors = [
        part.right.value
        for part in walk(industry.condition)
        if isinstance(part, Compare) and isinstance(part.right, Quantity)
    ]
    assert floors == [Fraction(1000), Fraction(40_000_000_000)]
    below = industry.otherwise
    assert isinstance(below, Conditional)
    assert (below.then, below.otherwise) == (Word("小型"), Word("微型"))


def test_bounds_are_kept_in_base_units() -> None:
    firm = read(BASE).subject("企业")
    profit = firm.fact("利润") if firm else None
    assert profit is not None
    assert (profit.minimum, profit.maximum) == (None, Fraction(50_000_000_000))
    assert profit.unit is not None
    assert profit.unit.dimension == MONEY


def test_units_of_one_s_own_build_on_one_another() -> None:
    one, many = read(BASE).units
    assert many.scale == 10_000 * one.scale
    assert many.dimension == one.dimension


def test_another_file_adds_levels_and_facts() -> None:
    mine = """\
extend:
  认定.等级:
    levels: [区级]
    below: 市级
  认定.类别:
    levels: [丙]
  认定:
    facts:
      分数: {code: score, kind: 数量, unit: 分}
"""
    found = read(BASE, mine)
    assert fact_type(found, "认定", "等级") == Label(("区级", "市级", "国家级"), ordered=True)
    assert fact_type(found, "认定", "类别") == Label(("甲", "乙", "丙"))
    assert fact_type(found, "认定", "分数") is not None


def test_another_file_makes_a_fact_required_but_never_optional() -> None:
    mine, later = (f"extend:\n  认定.类别:\n    required: {word}\n" for word in ("是", "否"))
    rows = read(BASE, mine, later).subject("认定")
    assert rows is not None
    assert {fact.name for fact in rows.facts if fact.required} == {"类别"}


REFUSED = [
    ("code: staff", "code: industry", "duplicate-code", 14, 7),
    ("      从业人数: {", "      上年人数: {", "name-with-year", 14, 7),
    ("      从业人数: {", "      或: {", "name-reserved", 14, 7),
    ("unit: 万元, yearly", "unit: 平方米, yearly", "unit-of-kind", 15, 45),
    (", unit: 人", "", "unit-missing", 14, 7),
    (", unit: 人", ", unit: 斗", "unit-unknown", 14, 43),
    (", levels: [工业、建筑业]", "", "levels-of-kind", 13, 7),
    ("levels: [甲、乙]", "levels: [甲、甲]", "duplicate-level", 45, 42),
    ("maximum: 5 亿元", "maximum: 5 人", "bound-unreadable", 16, 67),
    ("key: 编号\n", "key: 号\n", "row-unidentified", 36, 10),
    ("    date: 认定日期\n", "", "row-unidentified", 35, 5),
    ("kind: 引用}", "kind: 引证}", "unknown-value", 43, 30),
    ("工业:\n                从业", "农业:\n                从业", "table-incomplete", 26, 19),
    ("[1000 人, 20 人]", "[1000 人]", "floors-count", 30, 17),
    ("[1000 人, 20 人]", "[1000 元, 20 人]", "unlike-units", 30, 24),
    ("rest: 微型", "rest: 小微", "unknown-level", 27, 23),
    ("    is: 10000 标准箱", "    is: 10000 斗", "unit-unknown", 5, 9),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), REFUSED)
def test_a_bad_vocabulary_is_refused_where_it_is_bad(
    old: str, new: str, code: str, line: int, column: int
) -> None:
    assert BASE.count(old) == 1
    assert (code, line, column) in errors(BASE.replace(old, new))


def test_facts_may_not_derive_from_one_another_in_a_circle() -> None:
    circle = """\
extend:
  企业:
    facts:
      甲: {code: a, kind: 数量, unit: 人, derived: [{from: 2020-01-01, is: 乙, cites: 文}]}
      乙: {code: b, kind: 数量, unit: 人, derived: [{from: 2020-01-01, is: 甲, cites: 文}]}
"""
    assert set(errors(BASE, circle)) == {
        ("derivation-circle", 4, 7),
        ("derivation-circle", 5, 7),
    }


DERIVED = """\
extend:
  企业:
    facts:
      甲:
        code: a
        kind: 金额
        unit: 万元
        derived:
          - from: 2020-01-01
            is: {}
            cites: 文
"""


@pytest.mark.parametrize(
    "text",
    [
        "已奖补最高(利润)",
        "已奖补(3.1)",
        "评审(0 元, 5 万元)",
        "较小(已奖补(3.1), 已奖补(「某发1号 3.1」))",
    ],
)
def test_a_computed_fact_may_not_hang_on_a_measure(text: str) -> None:
    assert errors(BASE, DERIVED.format(text)) == [("derivation-of-measure", 10, 17)]


def test_a_computed_fact_may_name_the_awards_of_a_policy() -> None:
    assert errors(BASE, DERIVED.format("已奖补(「某发1号 3.1」)")) == []


def test_an_ordered_level_needs_its_position() -> None:
    mine = "extend:\n  认定.等级:\n    levels: [区级]\n"
    assert errors(BASE, mine) == [("level-position", 2, 3)]


def test_a_vocabulary_without_firms_is_refused() -> None:
    assert ("subject-missing", 0, 0) in errors("subjects: {}\n")
