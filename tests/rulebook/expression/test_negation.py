"""The opposite of a name, as an official would say it."""

import pytest

from duixian.rulebook.expression.negation import negated


@pytest.mark.parametrize(
    ("name", "opposite"),
    [
        ("首次", "非首次"),
        ("首次取得", "非首次取得"),
        ("自用", "非自用"),
        ("有效", "无效"),
        ("在库", "不在库"),
        ("已开工", "未开工"),
        ("已经入统", "未入统"),
        ("完成备案", "未完成备案"),
        ("列入支持目录", "未列入支持目录"),
        ("重点商标保护名录", "未列入重点商标保护名录"),
        ("符合产业规划", "不符合产业规划"),
        ("位于本区", "不位于本区"),
        ("要求地方配套", "不要求地方配套"),
        ("财务制度健全", "财务制度不健全"),
        ("手续完整", "手续不完整"),
        ("区级贡献增量达标", "区级贡献增量未达标"),
        ("民营企业", "不属于民营企业"),
        ("全额拨款事业单位", "不属于全额拨款事业单位"),
        ("重大违法违规", "不属于重大违法违规的情形"),
        ("主攻细分市场", "不属于主攻细分市场的情形"),
        ("行业影响力较大", "不属于行业影响力较大的情形"),
        ("有色金属冶炼", "不属于有色金属冶炼的情形"),
    ],
)
def test_the_form_of_a_name_tells_its_opposite(name, opposite):
    assert negated(name) == opposite
