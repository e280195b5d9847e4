"""Headings numbered 一、 （一） 1. （1）, starting anew where they should."""

from duixian.paper.official.blocks import Heading, Paragraph
from duixian.paper.official.numbering import chinese, numbers


def test_numbers_in_chinese_as_people_write_them() -> None:
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一", "九", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
    assert len({chinese(n) for n in range(1, 100)}) == 99


def test_a_lower_level_starts_anew_below_a_higher_one_and_after_one_without_a_number() -> None:
    blocks = (
        Heading(1, "甲"),
        Heading(2, "甲一"),
        Heading(2, "甲二"),
        Paragraph("文"),
        Heading(3, "甲二一"),
        Heading(4, "甲二一一"),
        Heading(1, "乙"),
        Heading(2, "乙一"),
        Heading(3, "没有号", numbered=False),
        Heading(1, "附件 1", numbered=False),
        Heading(1, "里面"),
        Heading(3, "跳过一级"),
    )
    assert numbers(blocks) == (
        "一、", "（一）", "（二）", "", "1. ", "（1）", "二、", "（一）", "", "", "一、", "1. ",
    )  # fmt: skip
