from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.amounts import Amount, amounts

WAN = 10_000


def read(text: str) -> list[tuple[str, Fraction | int]]:
    return [(amount.kind, amount.value) for amount in amounts(text)]


def per_cent(n: int) -> Fraction:
    return Fraction(n, 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最高不超过 1,000 万元", [("元", 1000 * WAN)]),
        ("每家 500 元", [("元", 500)]),
        ("投资 1.5 亿元以上", [("元", 15000 * WAN)]),
        ("营收亿元以上", [("元", 10000 * WAN)]),
        ("资助五百万元", [("元", 500 * WAN)]),
        ("奖励 5 千元", [("元", 5000)]),
        ("由原 5 万调整至 20 万元", [("元", 5 * WAN), ("元", 20 * WAN)]),
        ("分别给予 30、20、10 万元", [("元", 30 * WAN), ("元", 20 * WAN), ("元", 10 * WAN)]),
        ("每家 4-8 万元", [("元", 4 * WAN), ("元", 8 * WAN)]),
        ("=50.00(万元)", [("元", 50 * WAN)]),
        ("40 元/平方米·月", [("元", 40)]),
        ("投资 200 万美元", [("美元", 200 * WAN)]),
        ("100，200 万元", [("元", 200 * WAN)]),
    ],
)
def test_sums_are_read_in_yuan(text: str, expected: list[tuple[str, Fraction | int]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按 10%-30% 补贴", [per_cent(10), per_cent(30)]),
        ("按１０％补贴", [per_cent(10)]),
        ("费率 5‰", [Fraction(5, 1000)]),
        ("百分之五", [per_cent(5)]),
        ("上调20个百分点", [per_cent(20)]),
        ("第一年全额补贴，其后减半", [Fraction(1), Fraction(1, 2)]),
        ("市、区、镇按 5:3:2 分担", [per_cent(50), per_cent(30), per_cent(20)]),
    ],
)
def test_rates_are_fractions_of_one(text: str, expected: list[Fraction]) -> None:
    assert [value for kind, value in read(text) if kind == "率"] == expected


@pytest.mark.parametrize("text", ["按 1:0.5 配套", "按 1：0.5 配套", "按1∶0.5配套", "按1比0.5配套"])
def test_a_ratio_is_one_amount_however_it_is_printed(text: str) -> None:
    assert read(text) == [("比", 2)]


def test_a_colon_before_a_sum_makes_no_ratio() -> None:
    assert read("档次2:50万元") == [("元", 50 * WAN)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("前两年", [2]),
        ("第三年", [3]),
        ("连续三个会计年度", [3]),
        ("运营 2 年以上", [2]),
        ("十五年", [15]),
        ("三至五年", [3, 5]),
        ("半年内", [Fraction(1, 2)]),
        ("2021 年 8 月 18 日", []),
        ("2020-2022 年", []),
        ("2021、2022年度", []),
        ("二〇二一年", []),
        ("上一年度", []),
        ("同一年度", []),
        ("每年", []),
    ],
)
def test_durations_are_amounts_and_calendar_years_are_not(
    text: str, years: list[Fraction | int]
) -> None:
    assert read(text) == [("年", value) for value in years]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("面积不超过 500 平方米", [("平方米", 500)]),
        ("面积不超过 500㎡", [("平方米", 500)]),
        ("每两年奖励一次", [("年", 2), ("次", 1)]),
        ("一次性奖励", []),
        ("首次认定", []),
        ("不少于 1 万家企业", [("家", WAN)]),
        ("同一家企业", []),
        ("从业 30 人以上", [("人", 30)]),
        ("6 个月", []),
        ("财政全额拨款单位除外", []),
        ("《三年行动计划》（2021-2023年）", []),
        ("5G+AI 工厂", []),
        ("（单位：万元）", []),
        ("数千万元", []),
    ],
)
def test_counts_are_read_and_look_alikes_are_not(
    text: str, expected: list[tuple[str, Fraction | int]]
) -> None:
    assert read(text) == expected


def test_an_amount_is_equal_whatever_the_writing() -> None:
    assert amounts("0.5亿元") == amounts("5,000 万元")
    assert Amount("元", Fraction(5), "5元") in frozenset(amounts("五元"))


def test_each_amount_of_a_clause_is_listed_once() -> None:
    assert len(amounts("第一年 50 万元、第二年 50 万元")) == 3


def test_a_number_too_long_for_any_sum_is_left_alone() -> None:
    assert amounts("9" * 10_000 + "元") == ()


UNITS = st.sampled_from(
    [
        ("元", "元", Fraction(1)),
        ("万元", "元", Fraction(WAN)),
        ("亿元", "元", Fraction(WAN * WAN)),
        ("%", "率", Fraction(1, 100)),
        ("‰", "率", Fraction(1, 1000)),
        ("平方米", "平方米", Fraction(1)),
        ("家", "家", Fraction(1)),
        ("次", "次", Fraction(1)),
    ]
)


@given(whole=st.integers(0, 10**9), cents=st.integers(0, 99), unit=UNITS, wide=st.booleans())
def test_a_number_written_with_any_unit_is_read_back_exactly(
    whole: int, cents: int, unit: tuple[str, str, Fraction], *, wide: bool
) -> None:
    word, kind, factor = unit
    written = f"{whole:,}.{cents:02d}"
    if wide:
        written = written.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
    expected = Fraction(whole * 100 + cents, 100) * factor
    assert read(f"最高不超过 {written} {word}，另行公布") == [(kind, expected)]


@given(
    st.text(
        alphabet="0123456789一二十百千万亿元%年家次:比-、至，。《》() 个平方米全额", max_size=60
    )
)
def test_reading_amounts_never_fails(text: str) -> None:
    assert all(amount.value >= 0 for amount in amounts(text))
