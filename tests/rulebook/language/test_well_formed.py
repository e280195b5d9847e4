"""Random well-formed expressions: always read, of the type they were built with."""

import re

from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Flag
from duixian.rulebook.expression.width import widest_bits
from duixian.rulebook.language import read_expression
from tests.rulebook.language.small_vocabulary import PLACE, VOCABULARY, read, scope

FULL_WIDTH = str.maketrans("0123456789()%,;=", "０１２３４５６７８９（）％，；＝")

whole = st.integers(0, 9999)
money_leaf = st.one_of(
    whole.map(lambda n: f"{n} 万元"),
    whole.map(lambda n: f"{n:,}元"),
    st.sampled_from(["上年营业收入", "当年研发投入", "实缴资本", "合计(项目.总投入, 有效)"]),
)
rate_leaf = st.one_of(
    whole.map(lambda n: f"{n}%"),
    whole.map(lambda n: f"{n} 个百分点"),
    st.sampled_from(["增长率(营业收入)", "1:0.5", "3‰", "每满(30 人, 从业人数)"]),
)
flag_leaf = st.sampled_from(
    ["上市", "领域 属于 [甲、乙、等]", "满(成立日期, 2 年)", "有(认定, 等级 ≥ 市级)", "领域 = 或有"]
)

NOTHING = re.compile(r"[0,.]+ ?[^0-9]+")
"""A written zero, by which nothing may be divided."""


def combined(
    leaves: tuple[st.SearchStrategy[str], st.SearchStrategy[str], st.SearchStrategy[str]],
) -> tuple[st.SearchStrategy[str], st.SearchStrategy[str], st.SearchStrategy[str]]:
    """Money, rates and conditions one storey higher."""
    money, rate, flag = leaves
    pair, both, mixed = st.tuples(money, money), st.tuples(rate, rate), st.tuples(money, rate)
    ratio = pair.filter(lambda p: not NOTHING.fullmatch(p[1]))
    return (
        st.one_of(
            money,
            pair.map(lambda p: f"({p[0]} − {p[1]})"),
            pair.map(lambda p: f"较小({p[0]}、{p[1]})"),
            mixed.map(lambda p: f"({p[1]} × {p[0]})"),
            st.tuples(flag, money, money).map(lambda p: f"若({p[0]}, {p[1]}, {p[2]})"),
        ),
        st.one_of(
            rate,
            ratio.map(lambda p: f"({p[0]} ÷ {p[1]})"),
            both.map(lambda p: f"({p[0]} + {p[1]})"),
            both.map(lambda p: f"较大({p[0]}; {p[1]})"),
        ),
        st.one_of(
            pair.map(lambda p: f"({p[0]} ≥ {p[1]})"),
            both.map(lambda p: f"({p[0]} = {p[1]})"),
            st.tuples(flag, flag).map(lambda p: f"({p[0]} 且 非 ({p[1]}))"),
            st.lists(flag, min_size=2, max_size=4).map(lambda parts: f"({' 或 '.join(parts)})"),
        ),
    )


MONEY, RATE, FLAG = combined(combined((money_leaf, rate_leaf, flag_leaf)))
TYPED = st.one_of(
    st.tuples(MONEY, st.just(MONEY_TYPE)),
    st.tuples(RATE, st.just(PURE_TYPE)),
    st.tuples(FLAG, st.just(Flag())),
)


@given(written=TYPED)
def test_what_is_well_formed_is_read_with_its_type(written: tuple[str, Flag]) -> None:
    text, type_ = written
    found, problems = read_expression(text, PLACE, scope(), type_)
    assert not problems, [problem.sentence for problem in problems]
    assert found is not None
    assert type_of(found, VOCABULARY) == type_
    assert widest_bits(found, VOCABULARY) > 0


@given(written=TYPED)
def test_full_width_forms_read_the_same(written: tuple[str, Flag]) -> None:
    assert read(written[0].translate(FULL_WIDTH)) == read(written[0])


@given(written=TYPED, at=st.integers(0, 200))
def test_one_letter_taken_away_never_raises(written: tuple[str, Flag], at: int) -> None:
    text = written[0][:at] + written[0][at + 1 :]
    found, problems = read_expression(text, PLACE, scope())
    assert (found is None) == bool(problems)
