"""Every form of expression as an official would write it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.award_wording import award_words
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    Belongs,
    Bracket,
    BracketMode,
    ByBracket,
    ByLevel,
    BySupportYear,
    Comparator,
    Compare,
    Conditional,
    DateWord,
    Extreme,
    FactRef,
    Fold,
    FromHistory,
    FullPeriod,
    InCatalogue,
    Listed,
    Moment,
    MomentRef,
    Named,
    Not,
    Operator,
    OverRows,
    OverYears,
    PerFull,
    Pick,
    Published,
    Quantity,
    Recall,
    Review,
    Span,
    SpanUnit,
    Via,
    Word,
    YearFold,
    YearOf,
    YesNo,
)
from duixian.rulebook.expression.wording import in_words, named_parts
from duixian.rulebook.units import AREA, MONEY, MONTHS, PURE, Unit, dimension

WAN = Unit("万元", Fraction(1_000_000), MONEY)
YI = Unit("亿元", Fraction(10_000_000_000), MONEY)
SQUARE_METRE = Unit("平方米", Fraction(1), AREA)
YEAR = Unit("年", Fraction(12), MONTHS)
PIECE = Unit("件", Fraction(1), dimension("件"))


def written(value, unit):
    return Quantity(Fraction(value) * unit.scale, unit.dimension, unit, f"{value} {unit.name}")


def rate(text):
    return Quantity(Fraction(text.rstrip("%")) / 100, PURE, None, text)


def ratio(text):
    first, second = text.split(":")
    return Quantity(Fraction(second) / Fraction(first), PURE, None, text)


REVENUE = FactRef(Via.FIRM, "企业", "营业收入", 1)
FOUNDED = FactRef(Via.FIRM, "企业", "成立日期")
RENT = FactRef(Via.ROW, "租赁", "年租金")
AREA_LEASED = FactRef(Via.ROW, "租赁", "租赁面积")
LEVEL = FactRef(Via.ROW, "认定", "等级")
FIRST = FactRef(Via.ROW, "认定", "首次")
FIELD = FactRef(Via.FIRM, "企业", "领域")
GRANTED_PATENTS = FactRef(Via.ROW, "知识产权", "授权数")
TODAY = MomentRef(Moment.ASSESSED)
ENOUGH = Compare(Comparator.AT_LEAST, REVENUE, written(800, WAN))
EARLY = Compare(Comparator.AT_MOST, FOUNDED, DateWord(date(2020, 1, 1)))
INVENTIONS = Compare(Comparator.EQUAL, FactRef(Via.ITEM, "知识产权", "类别"), Word("发明专利"))
OUTPUT = FactRef(Via.FIRM, "企业", "产值", 1)
INPUT = FactRef(Via.ITEM, "项目", "总投入")


def bracket(low, high, value):
    """From `low` inclusive to `high` exclusive."""
    return Bracket(low, low is not None, high, low is high, value)


def times(left, right):
    return Arithmetic(Operator.MULTIPLY, left, right)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (written(800, WAN), "800 万元"),
        (written(Fraction(3, 2), YI), "1.5 亿元"),
        (rate("10%"), "10%"),
        (Word("市级"), "市级"),
        (DateWord(date(2021, 8, 18)), "2021年8月18日"),
        (YesNo(value=True), "是"),
        (REVENUE, "上年营业收入"),
        (replace(REVENUE, years_back=0), "当年营业收入"),
        (FactRef("服务商", "企业", "工商注册地"), "服务商的工商注册地"),
        (FactRef(Via.PAYEE, "企业", "迁入日期"), "受益人的迁入日期"),
        (MomentRef(Moment.SUPPORT_YEAR), "支持年度"),
        (Named("补贴面积", AREA_LEASED), "补贴面积"),
        (times(rate("10%"), INPUT), "总投入的 10%"),
        (times(INPUT, rate("10%")), "总投入的 10%"),
        (times(ratio("1:0.5"), INPUT), "总投入按 1:0.5 配套"),
        (
            times(rate("10%"), Arithmetic(Operator.SUBTRACT, INPUT, RENT)),
            "（总投入 − 年租金）的 10%",
        ),
        (times(RENT, GRANTED_PATENTS), "年租金 × 授权数"),
        (
            times(RENT, Arithmetic(Operator.ADD, INPUT, RENT)),
            "年租金 ×（总投入 + 年租金）",
        ),
        (
            Extreme(Pick.LEAST, (AREA_LEASED, written(2000, SQUARE_METRE))),
            "租赁面积，最高 2,000 平方米",
        ),
        (Extreme(Pick.GREATEST, (RENT, INPUT, OUTPUT)), "年租金、总投入与上年产值中的最大者"),
        (ENOUGH, "上年营业收入不低于 800 万元"),
        (Compare(Comparator.LESS, written(800, WAN), REVENUE), "上年营业收入超过 800 万元"),
        (EARLY, "成立日期不晚于 2020年1月1日"),
        (Compare(Comparator.EQUAL, LEVEL, Word("市级")), "等级为市级"),
        (Compare(Comparator.AT_LEAST, LEVEL, Word("市级")), "等级不低于市级"),
        (Belongs(FIELD, ("人工智能", "智能制造")), "领域为人工智能、智能制造之一"),
        (Belongs(FIELD, ("人工智能",), open_ended=True), "领域为人工智能等"),
        (InCatalogue(FIELD, "重点产业领域"), "领域列入“重点产业领域”目录"),
        (Listed(Via.FIRM, "严重违法失信名单"), "企业列入严重违法失信名单"),
        (Not(Listed(Via.PAYEE, "严重违法失信名单")), "受益人未列入严重违法失信名单"),
        (All((ENOUGH, AnyOf((FIRST, EARLY)))),
         "上年营业收入不低于 800 万元，且（首次，或成立日期不晚于 2020年1月1日）"),
        (
            AtLeastOf(2, (ENOUGH, EARLY, FIRST)),
            (
                "下列 3 项中至少满足 2 项：（1）上年营业收入不低于 800 万元；"
                "（2）成立日期不晚于 2020年1月1日；（3）首次"
            ),
        ),
        (Not(ENOUGH), "上年营业收入低于 800 万元"),
        (Not(FIRST), "非首次"),
        (Not(Belongs(FIELD, ("房地产",))), "领域不是房地产"),
        (Not(All((FIRST, ENOUGH))), "非首次，或上年营业收入低于 800 万元"),
        (Conditional(FIRST, RENT, INPUT), "首次的，年租金；其他的，总投入"),
        (OverRows(Fold.COUNT, "知识产权", None, INVENTIONS), "知识产权（类别为发明专利）的数量"),
        (Not(OverRows(Fold.EXISTS, "知识产权", None, INVENTIONS)),
         "没有知识产权（类别为发明专利）"),
        (OverRows(Fold.SUM, "项目", INPUT, None), "各项目的总投入合计"),
        (OverRows(Fold.LARGEST, "项目", INPUT, None), "各项目的总投入最大值"),
        (OverYears(YearFold.MEAN, Via.FIRM, "企业", "研发投入", 3), "近 3 年研发投入平均值"),
        (OverYears(YearFold.LARGEST, Via.FIRM, "企业", "产值", 3, 1), "此前 3 年产值最高值"),
        (FullPeriod(FOUNDED, written(2, YEAR), TODAY), "自成立日期起满 2 年"),
        (Not(FullPeriod(FOUNDED, written(5, YEAR), TODAY)), "自成立日期起未满 5 年"),
        (Span(SpanUnit.MONTHS, FOUNDED, TODAY), "成立日期至评估日的整月数"),
        (times(PerFull(written(30, PIECE), GRANTED_PATENTS), written(3, WAN)),
         "授权数每满 30 件计 3 万元"),
        (times(RENT, BySupportYear((rate("100%"), rate("50%")))),
         "年租金，按支持年度（第 1 年 100%、第 2 年 50%）"),
        (Review(written(0, WAN), written(500, WAN)), "评审确定的数额（最高 500 万元）"),
        (times(Review(rate("10%"), rate("30%")), INPUT),
         "总投入的比例（10% 至 30%），由评审确定"),
        (Published("LPR一年期", PURE, FactRef(Via.ROW, "贷款", "放款日期")),
         "放款日期适用的LPR一年期公布值"),
        (YearOf(FOUNDED), "成立日期所在年份"),
        (FromHistory(Recall.SUM, (("示经发〔2024〕1号", "1"),), "", MONEY),
         "已获奖补（示经发〔2024〕1号 1）"),
        (FromHistory(Recall.BEST, (), "授权数", PURE), "以往奖补时授权数的最高值"),
        (ByLevel(LEVEL, (("市级", written(20, WAN)),), written(5, WAN)),
         "按等级分档：市级的，20 万元；其他的，5 万元"),
        (
            ByBracket(
                OUTPUT,
                (
                    bracket(None, written(10, YI), written(0, WAN)),
                    bracket(written(10, YI), None, written(50, WAN)),
                ),
                BracketMode.SINGLE,
            ),
            "按上年产值分档：不满 10 亿元的，0 万元；10 亿元以上的，50 万元",
        ),
    ],
)  # fmt: skip
def test_an_expression_reads_as_a_sentence_of_the_field(expression, words):
    assert in_words(expression) == words


def test_every_form_of_expression_has_words_here():
    forms = set(tree.Expression.__args__)
    tried = test_an_expression_reads_as_a_sentence_of_the_field.pytestmark[0].args[1]
    seen = {type(part) for expression, _ in tried for part in walk(expression)}
    assert forms <= seen


def test_the_row_of_the_measure_is_told_from_the_row_counted():
    same = Compare(Comparator.EQUAL, FactRef(Via.ITEM, "认定", "等级"), LEVEL)
    counted = OverRows(Fold.COUNT, "认定", None, same)
    assert in_words(counted) == "认定（等级与本认定的等级相同）的数量"


def test_named_parts_are_listed_once_in_order_of_use():
    area = Named("补贴面积", Extreme(Pick.LEAST, (AREA_LEASED, written(500, SQUARE_METRE))))
    total = Named("补贴", times(RENT, area))
    assert named_parts(Arithmetic(Operator.ADD, total, area)) == (
        ("补贴", "年租金 × 补贴面积"),
        ("补贴面积", "租赁面积，最高 500 平方米"),
    )


FIRST_TIME = Named("视作首次", FIRST)
NOTHING = written(0, WAN)
TRIED = Conditional(FIRST, written(50, WAN), written(20, WAN))


@pytest.mark.parametrize(
    ("denied", "words"),
    [
        (AnyOf((FIRST, EARLY)), "非首次，且成立日期晚于 2020年1月1日"),
        (All((ENOUGH, AnyOf((FIRST, EARLY)))),
         "上年营业收入低于 800 万元，或（非首次，且成立日期晚于 2020年1月1日）"),
        (Not(All((FIRST, ENOUGH))), "首次，且上年营业收入不低于 800 万元"),
        (FIRST_TIME, "不视作首次"),
        (AtLeastOf(2, (ENOUGH, EARLY, FIRST)),
         ("下列 3 项中满足的不足 2 项：（1）上年营业收入不低于 800 万元；"
          "（2）成立日期不晚于 2020年1月1日；（3）首次")),
        (FactRef("服务商", "企业", "严重违法失信"), "服务商不属于严重违法失信的情形"),
        (FactRef(Via.FIRM, "企业", "规模以上企业", 1), "上年不属于规模以上企业"),
    ],
)  # fmt: skip
def test_what_is_denied_is_said_where_it_belongs(denied, words):
    assert in_words(Not(denied)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Extreme(Pick.LEAST, (written(50, WAN), times(rate("10%"), INPUT))),
         "总投入的 10%，最高 50 万元"),
        (Extreme(Pick.GREATEST, (Arithmetic(Operator.SUBTRACT, INPUT, RENT), NOTHING)),
         "总投入 − 年租金，低于零的按零计"),
        (Extreme(Pick.LEAST, (Extreme(Pick.GREATEST, (RENT, written(2, WAN))), written(5, WAN))),
         "年租金，最低 2 万元，最高 5 万元"),
        (times(rate("50%"), Extreme(Pick.LEAST, (RENT, written(5, WAN)))),
         "（年租金，最高 5 万元）的 50%"),
        (Compare(Comparator.AT_LEAST, Extreme(Pick.LEAST, (RENT, written(5, WAN))), INPUT),
         "（年租金，最高 5 万元）不低于总投入"),
        (Compare(Comparator.MORE, TRIED, INPUT),
         "（首次的，50 万元；其他的，20 万元）超过总投入"),
        (Extreme(Pick.LEAST, (Extreme(Pick.LEAST, (RENT, written(5, WAN))), written(3, WAN))),
         "（年租金，最高 5 万元），最高 3 万元"),
        (Extreme(Pick.LEAST, (Extreme(Pick.GREATEST, (RENT, written(5, WAN))), written(3, WAN))),
         "（年租金，最低 5 万元），最高 3 万元"),
        (Review(NOTHING, FactRef(Via.ITEM, "平台", "年场地费用")),
         "评审确定的数额（不超过年场地费用）"),
    ],
)  # fmt: skip
def test_a_bound_reads_as_a_bound(amount, words):
    assert in_words(amount) == words


def test_a_bound_that_is_never_reached_is_not_said():
    within = Extreme(Pick.LEAST, (Extreme(Pick.GREATEST, (TRIED, NOTHING)), written(50, WAN)))
    assert in_words(within) == "首次的，50 万元；其他的，20 万元"
    below = Extreme(Pick.LEAST, (TRIED, written(49, WAN)))
    assert in_words(below) == "（首次的，50 万元；其他的，20 万元），最高 49 万元"


def test_a_table_by_yes_and_no_says_what_each_means():
    taken = FactRef(Via.ROW, "诊断报告", "接纳实施")
    table = ByLevel(taken, (("否", written(4, WAN)), ("是", written(8, WAN))), None)
    assert in_words(table) == "未接纳实施的，4 万元；接纳实施的，8 万元"


def test_a_grant_of_nothing_is_no_grant_and_a_cap_of_nothing_is_a_sum():
    table = ByLevel(LEVEL, (("市级", written(20, WAN)),), NOTHING)
    assert award_words(table) == "按等级分档：市级的，20 万元；其他的，不予奖补"
    assert in_words(table) == "按等级分档：市级的，20 万元；其他的，0 万元"
    brackets = (bracket(None, written(10, YI), NOTHING), bracket(written(10, YI), None, RENT))
    told = award_words(ByBracket(OUTPUT, brackets, BracketMode.SINGLE))
    assert told == "按上年产值分档：不满 10 亿元的，不予奖补；10 亿元以上的，年租金"


@pytest.mark.parametrize("comparator", [Comparator.EQUAL, Comparator.UNEQUAL])
def test_two_facts_are_alike_or_not(comparator):
    words = {Comparator.EQUAL: "年租金与总投入相同", Comparator.UNEQUAL: "年租金与总投入不同"}
    assert in_words(Compare(comparator, RENT, INPUT)) == words[comparator]
