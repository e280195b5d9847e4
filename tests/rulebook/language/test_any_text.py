"""Any text at all: read or refused, quickly, and pointing inside itself."""

import resource
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.language import Scope, read_brackets, read_expression, read_quantity
from tests.rulebook.language.small_vocabulary import PLACE, read, scope

PIECES = """
上年营业收入 从业人数 上市 领域 总投入 项目.总投入 认定 近3年营业收入 且 或 非 属于 不属于 等 是 否
[ ] ( ) 、 , ， ； . 「 」 「甲」 ≥ = < + − - × ÷ · / ‰ ㎡ ② Ａ ５ 亩 年 以上 不满 超过
800 万元 1,000 10% 1:0.5 2021-01-01 30人 2
合计 计数 有 平均 较小 若 评审 分年 满 未满 增长率 平均增长率 列入 已奖补 公布值 目录 每满 天数
"""
ANYTHING = st.text(max_size=80)
RULE_LIKE = st.lists(
    st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(["", " ", "　"])), max_size=30
).map(lambda pairs: "".join(piece + blank for piece, blank in pairs))
KEY = read("上年营业收入")
SCOPES = [scope("企业"), scope("项目", each=True), scope("认定"), scope(payee_scope=True)]


@given(text=st.one_of(ANYTHING, RULE_LIKE), where=st.sampled_from(SCOPES))
def test_any_text_is_an_expression_or_has_problems(text: str, where: Scope) -> None:
    found, problems = read_expression(text, PLACE, where)
    assert (found is None) == bool(problems)
    for problem in problems:
        assert PLACE.column <= problem.place.column <= PLACE.column + len(text)
        assert problem.sentence
    if found is not None:
        assert read_expression(text, PLACE, where) == (found, ())


@given(text=st.one_of(ANYTHING, RULE_LIKE))
def test_any_text_is_a_quantity_or_has_problems(text: str) -> None:
    found, problems = read_quantity(text, PLACE)
    assert (found is None) == bool(problems)


@given(keys=st.lists(st.one_of(ANYTHING, RULE_LIKE), max_size=4))
def test_any_keys_are_brackets_or_have_problems(keys: list[str]) -> None:
    found, problems = read_brackets([(key, PLACE) for key in keys], KEY, scope())
    assert (found is None) == bool(problems) or not keys


def _steps(work: Callable[[], object]) -> object:
    """Runs the work and refuses more than a second of the processor."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    result = work()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 1
    return result


@pytest.mark.parametrize(
    "text",
    [
        "甲" * 10_000_000,
        "(" * 10_000,
        "[" * 1000,
        "非 " * 600,
        "1+" * 990 + "1",
        "上市 且 " * 300 + "上市",
        " 且 ".join(f"甲{index} = 3 万圆" for index in range(110)),
        "较小(" + "1、" * 900 + "1)",
        "「" * 1900,
        "9" * 1999,
        "ﷺ" * 1999,
        "\u0301" * 1999,
        "甲." * 900,
        "领域 属于 [" + "、".join(f"词{index}等" for index in range(250)) + "]",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_costs_nothing(text: str) -> None:
    _steps(lambda: read_expression(text, PLACE, scope()))
    _steps(lambda: read_quantity(text, PLACE))
    _steps(lambda: read_brackets([(text, PLACE)], KEY, scope()))


def test_a_long_chain_of_conditions_is_read() -> None:
    found, problems = read_expression("上市 且 " * 200 + "上市", PLACE, scope())
    assert not problems
    assert found is not None
    assert sum(1 for _ in walk(found)) == 202


def test_forty_brackets_are_read_and_forty_one_refused() -> None:
    assert read("(" * 40 + "上市" + ")" * 40)
    _, problems = read_expression("(" * 41 + "上市" + ")" * 41, PLACE, scope())
    assert [problem.code for problem in problems] == ["too-deep"]
