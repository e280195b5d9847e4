"""Units and their scales."""

from fractions import Fraction

import pytest

from duixian.rulebook.language import read_unit
from duixian.rulebook.units import AREA, DAYS, MONEY, MONTHS, Dimension, Unit, dimension


@pytest.mark.parametrize(
    ("name", "scale", "kind"),
    [
        ("元", 100, MONEY),
        ("千元", 100_000, MONEY),
        ("万元", 1_000_000, MONEY),
        ("百万元", 100_000_000, MONEY),
        ("亿元", 10_000_000_000, MONEY),
        ("万平方米", 10_000, AREA),
        ("公顷", 10_000, AREA),
        ("亩", Fraction(2000, 3), AREA),
        ("m2", 1, AREA),
        ("个月", 1, MONTHS),
        ("季度", 3, MONTHS),
        ("年", 12, MONTHS),
        ("日", 1, DAYS),
        ("名", 1, dimension("人")),
        ("万人", 10_000, dimension("人")),
        ("万家", 10_000, dimension("家")),
        ("度", 1, dimension("千瓦时")),
        ("亿度", 100_000_000, dimension("千瓦时")),
        ("兆瓦", 1000, dimension("千瓦")),
        ("吨", 1000, dimension("千克")),
        ("个百分点", Fraction(1, 100), Dimension()),
        ("元/平方米·月", 100, MONEY / AREA / MONTHS),
        ("元/平方米/月", 100, MONEY / AREA / MONTHS),
        ("万元/人·年", Fraction(1_000_000, 12), MONEY / dimension("人") / MONTHS),
    ],
)
def test_units_have_exact_scales(name: str, scale: Fraction | int, kind: Dimension) -> None:
    assert read_unit(name) == Unit(name, Fraction(scale), kind)


@pytest.mark.parametrize("name", ["", "圆", "万", "元/", "/元", "百年", "亿月", "元以上", "万万元"])
def test_other_words_are_no_units(name: str) -> None:
    assert read_unit(name) is None


def test_a_score_is_never_taken_for_a_hundredth_of_a_yuan() -> None:
    score = read_unit("分")
    assert score is not None
    assert score.dimension != MONEY


def test_the_vocabulary_adds_units_of_its_own() -> None:
    box = Unit("标准箱", Fraction(1), dimension("标准箱"))
    assert read_unit("标准箱") is None
    assert read_unit("万标准箱", [box]) == Unit("万标准箱", Fraction(10_000), box.dimension)
    price = read_unit("元/标准箱", [box])
    assert price is not None
    assert price.dimension == MONEY / box.dimension
