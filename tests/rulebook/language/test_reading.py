"""What expressions mean: the trees they become."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.rulebook.expression.tree import (
    All,
    Arithmetic,
    Belongs,
    Comparator,
    Compare,
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
    Span,
    Via,
    Word,
    YearFold,
    YesNo,
)
from duixian.rulebook.expression.types import MONEY_TYPE
from duixian.rulebook.language import read_expression
from duixian.rulebook.units import MONEY
from tests.rulebook.language.small_vocabulary import PLACE, read, scope, unit

REVENUE = FactRef(Via.FIRM, "企业", "营业收入", 1)


def number(text: str) -> Quantity:
    found = read(text)
    assert isinstance(found, Quantity)
    return found


def test_a_condition_becomes_comparisons_of_exact_values() -> None:
    expected = All(
        (
            Compare(Comparator.AT_LEAST, REVENUE, number("800 万元")),
            Compare(
                Comparator.AT_MOST,
                FactRef(Via.FIRM, "企业", "成立日期"),
                DateWord(date(2020, 1, 1)),
            ),
        )
    )
    assert read("上年营业收入 ≥ 800 万元 且 成立日期 ≤ 2020-01-01") == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("800 万元", 800_000_000),
        ("800万元", 800_000_000),
        ("1,000.5 元", 100_050),
        ("1.5 亿元", 15_000_000_000),
        ("2 年", 24),
        ("3 亩", 2000),
        ("200 ㎡", 200),
        ("10%", Fraction(1, 10)),
        ("3‰", Fraction(3, 1000)),
        ("5 个百分点", Fraction(1, 20)),
        ("1:0.5", Fraction(1, 2)),
        ("2:1", Fraction(1, 2)),
        ("40 元/平方米·月", 4000),
        ("3 万标准箱", 30_000),
    ],
)
def test_numbers_are_exact_and_in_base_units(text: str, value: Fraction | int) -> None:
    assert number(text).value == value


def test_a_quantity_remembers_the_unit_it_was_written_in() -> None:
    assert number("800 万元") == Quantity(Fraction(800_000_000), MONEY, unit("万元"), "800 万元")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("上年营业收入 >= 1,000 万元", "上年营业收入 ≥ １，０００ 万元"),
        ("非 (上市 或 严重违法失信)", "非　（上市 或 严重违法失信）"),
        ("较小(1 元, 2 元) × 50%", "较小（1 元， 2 元） × 50％"),
        ("领域 属于 [甲、乙]", "领域 属于 ［甲、乙］"),
        ("评审(0 元; 5 元)", "评审（0 元；5 元）"),
    ],
)
def test_full_width_and_half_width_forms_are_the_same(narrow: str, wide: str) -> None:
    assert read(narrow) == read(wide)


@pytest.mark.parametrize("name", ["或有负债", "且末县"])
def test_a_name_that_holds_a_keyword_is_a_name(name: str) -> None:
    assert read(f"{name} = 无") == Compare(
        Comparator.EQUAL, FactRef(Via.FIRM, "企业", name), Word("无")
    )


def test_a_keyword_after_a_number_is_no_unit() -> None:
    assert isinstance(read("自然年度 = 2021 且 上市"), All)


def test_a_name_is_looked_up_in_let_then_moments_then_row_then_firm() -> None:
    part = read("新增设备投资", "项目")
    assert part == FactRef(Via.ROW, "项目", "新增设备投资")
    assert read("总投入", "项目", lets={"总投入": part}) == Named("总投入", part)
    assert read("事项日期 > 2020-01-01", "项目") == Compare(
        Comparator.MORE, MomentRef(Moment.EVENT), DateWord(date(2020, 1, 1))
    )
    assert read("从业人数", "项目") == FactRef(Via.FIRM, "企业", "从业人数")


def test_paths_say_whose_fact_it_is() -> None:
    assert read("受益人.迁入日期", "项目") == FactRef(Via.PAYEE, "企业", "迁入日期")
    assert read("服务商.从业人数", "项目") == FactRef("服务商", "企业", "从业人数")
    assert read("本行.总投入", "项目") == FactRef(Via.ROW, "项目", "总投入")
    assert read("企业.上年营业收入", "项目") == REVENUE


def test_in_the_scope_of_a_policy_names_are_facts_of_the_payee() -> None:
    assert read("从业人数", payee_scope=True) == FactRef(Via.PAYEE, "企业", "从业人数")
    assert read("列入(失信名单)", payee_scope=True) == Listed(Via.PAYEE, "失信名单")


@pytest.mark.parametrize(
    ("prefix", "years_back"), [("当年", 0), ("本年", 0), ("上年", 1), ("前年", 2)]
)
def test_a_year_before_a_yearly_fact_counts_back(prefix: str, years_back: int) -> None:
    assert read(f"{prefix}营业收入") == FactRef(Via.FIRM, "企业", "营业收入", years_back)


@pytest.mark.parametrize("written", ["近3年", "近三年"])
def test_folds_over_years_read_the_complete_years_before(written: str) -> None:
    expected = OverYears(YearFold.MEAN, Via.FIRM, "企业", "研发投入", 3)
    assert read(f"平均({written}研发投入)") == expected


def test_the_years_before_last_leave_last_year_out() -> None:
    expected = OverYears(YearFold.LARGEST, Via.FIRM, "企业", "研发投入", 3, skipped=1)
    assert read("最大(此前3年研发投入)") == expected


def test_inside_a_sum_names_are_facts_of_its_rows() -> None:
    assert read("合计(项目.总投入, 有效 且 企业.上市)") == OverRows(
        Fold.SUM,
        "项目",
        FactRef(Via.ITEM, "项目", "总投入"),
        All((FactRef(Via.ITEM, "项目", "有效"), FactRef(Via.FIRM, "企业", "上市"))),
    )


def test_inside_a_sum_the_row_of_the_measure_is_read_by_its_own_word() -> None:
    assert read("有(认定, 等级 > 本行.等级)", "认定") == OverRows(
        Fold.EXISTS,
        "认定",
        None,
        Compare(
            Comparator.MORE,
            FactRef(Via.ITEM, "认定", "等级"),
            FactRef(Via.ROW, "认定", "等级"),
        ),
    )


def test_different_values_of_a_reference_are_counted_in_firms() -> None:
    assert isinstance(read("种类数(合同.服务企业) ≥ 3 家"), Compare)


def test_growth_is_last_year_over_the_year_before() -> None:
    last, before = REVENUE, FactRef(Via.FIRM, "企业", "营业收入", 2)
    growth = Arithmetic(Operator.DIVIDE, Arithmetic(Operator.SUBTRACT, last, before), before)
    assert read("增长率(营业收入)") == Named("增长率(营业收入)", growth)


def test_mean_growth_over_two_years_needs_three_figures() -> None:
    found = read("平均增长率(营业收入, 2 年)")
    assert isinstance(found, Named)
    assert isinstance(found.body, Arithmetic)
    assert found.body.operator is Operator.DIVIDE
    assert isinstance(found.body.right, Quantity)
    assert found.body.right.value == 2
    assert "years_back=3" in str(found.body.left)
    assert "years_back=4" not in str(found.body.left)


def test_the_lowest_growth_of_two_years_is_the_smaller_of_two_rates() -> None:
    found = read("最低增长率(营业收入, 2 年) > 20%")
    assert isinstance(found, Compare)
    assert isinstance(found.left, Named)
    assert isinstance(found.left.body, Extreme)
    assert found.left.body.pick is Pick.LEAST
    assert len(found.left.body.parts) == 2


def test_a_period_is_full_on_the_day_of_assessment_unless_another_day_is_named() -> None:
    founded, two_years = FactRef(Via.FIRM, "企业", "成立日期"), number("2 年")
    full = FullPeriod(founded, two_years, MomentRef(Moment.ASSESSED))
    assert read("满(成立日期, 2 年)") == full
    assert read("未满(成立日期, 2 年)") == Not(full)
    moved = FactRef(Via.FIRM, "企业", "迁入日期")
    assert read("满(成立日期, 2 年, 迁入日期)") == FullPeriod(founded, two_years, moved)


def test_standard_rent_by_area_and_months_is_money() -> None:
    text = "较小(租赁面积, 2000 平方米) × 40 元/平方米·月 × 月数(起租日期, 评估日)"
    found, problems = read_expression(text, PLACE, scope("租赁"), MONEY_TYPE)
    assert not problems
    assert isinstance(found, Arithmetic)
    assert isinstance(found.right, Span)


def test_whole_steps_are_a_pure_number() -> None:
    found = read("每满(30 件, 件数) × 3 万元", "知识产权")
    assert isinstance(found, Arithmetic)
    assert isinstance(found.left, PerFull)


def test_lists_may_end_open() -> None:
    field = FactRef(Via.FIRM, "企业", "领域")
    assert read("领域 属于 [甲、乙]") == Belongs(field, ("甲", "乙"))
    assert read("领域 属于 [甲、乙、等]") == Belongs(field, ("甲", "乙"), open_ended=True)
    assert read("领域 属于 [甲、乙 等]") == Belongs(field, ("甲", "乙"), open_ended=True)
    assert read("领域 不属于 [「高等」]") == Not(Belongs(field, ("高等",)))
    assert read("领域 属于 目录(重点领域)") == InCatalogue(field, "重点领域")


def test_words_with_other_characters_stand_in_corner_brackets() -> None:
    found = read("领域 = 「5G/AI+工业互联网」")
    assert isinstance(found, Compare)
    assert found.right == Word("5G/AI+工业互联网")


def test_flags_stand_alone_or_compare_with_yes_and_no() -> None:
    listed = FactRef(Via.FIRM, "企业", "上市")
    assert read("非 上市") == Not(listed)
    assert read("上市 = 否") == Compare(Comparator.EQUAL, listed, YesNo(value=False))


def test_published_values_have_the_dimension_of_their_series() -> None:
    known = {"LPR一年期": unit("个百分点"), "标准租金": unit("元/平方米·月")}
    rate = read("公布值(LPR一年期, 立项日期) × 总投入", "项目", series=known)
    assert isinstance(rate, Arithmetic)
    assert isinstance(rate.left, Published)
    rent = read("公布值(标准租金, 起租日期)", "租赁", series=known)
    assert isinstance(rent, Published)
    assert rent.dimension == unit("元/平方米·月").dimension


def test_awards_are_recalled_by_policy_and_code() -> None:
    assert read(
        "已奖补(1、3.10、「示发〔2020〕1号 2.1」)", policy="示发〔2024〕2号"
    ) == FromHistory(
        Recall.SUM,
        (("示发〔2024〕2号", "1"), ("示发〔2024〕2号", "3.10"), ("示发〔2020〕1号", "2.1")),
        "",
        MONEY,
    )


def test_support_years_exist_under_each_only() -> None:
    assert read("支持年度 = 1", each=True)
    assert read("年租金 × 分年(100%、100%、50%)", "租赁", each=True)
