"""Titles are broken between words, in lines that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.official import page
from duixian.paper.official.measure import ems
from duixian.paper.official.titles import balanced


@given(st.integers(1, 120))
def test_a_title_is_broken_into_lines_that_fit_and_keeps_every_word(length: int) -> None:
    text = "推进先进制造业等产业发展" * 10
    text = text[:length]
    found = balanced(text, page.COVER, page.text_width(across=False))
    assert found.replace("\n", "") == text
    assert all(
        ems(line) * page.COVER <= page.text_width(across=False) for line in found.split("\n")
    )


@given(st.text(alphabet="推进先进制造业的（）《》AI5G、 ", min_size=1, max_size=90))
def test_any_title_keeps_every_character_and_fits(text: str) -> None:
    found = balanced(text, page.COVER, page.text_width(across=False))
    assert found.replace("\n", "") == text
    if " " not in text and not any(c.isascii() for c in text):
        room = page.text_width(across=False)
        assert all(ems(line) * page.COVER <= room for line in found.split("\n"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "上海市闵行区经济委员会推进先进制造业等产业发展项目",
            "上海市闵行区经济委员会\n推进先进制造业等产业发展项目",
        ),
        (
            "嘉定区推进制造业智能化改造和数字化转型专项资金",
            "嘉定区推进制造业智能化改造和\n数字化转型专项资金",
        ),
        ("推进5G与工业互联网融合应用AI项目", "推进5G与工业互联网\n融合应用AI项目"),
    ],
)
def test_a_line_ends_between_two_words(text: str, lines: str) -> None:
    assert balanced(text, 22, 22 * 15) == lines


def test_no_line_begins_or_ends_on_the_wrong_sign() -> None:
    text = "推进青浦区产业高质量发展的若干政策实施细则专项资金（含镇级配套）与历年结转资金项目"
    for room in range(8, 30):
        for line in balanced(text, 22, 22 * room).split("\n"):
            assert line[0] != "）"
            assert line[-1] != "（"
