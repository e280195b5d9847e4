"""Words are found however they are written, and numbers are never found inside others."""

import pytest

from duixian.office.library.words import holds_all, patterns, searchable

TEXT = "总投入的 10%，最高 2,000 万元\n每家企业 500 元，连续 2 年；注册资本１亿元以上"


@pytest.mark.parametrize(
    "words",
    [
        "2000万元",
        "2,000 万元",
        "2000 万",
        "0.2亿元",
        "20000000元",
        "500元",
        "10%",
        "10000万元",
        "1亿 总投入",
        "最高2000万元",
        "２０００万元",
        "连续2年",
    ],
)
def test_a_sum_is_found_however_it_is_written(words):
    assert holds_all(searchable(TEXT), patterns(words))


@pytest.mark.parametrize("words", ["200万元", "000万元", "50", "0 元", "2000元", "2000万元 月球"])
def test_a_number_is_not_found_inside_another(words):
    assert not holds_all(searchable(TEXT), patterns(words))


def test_words_do_not_run_over_the_end_of_a_line():
    assert not holds_all(searchable(TEXT), patterns("万元每家"))
