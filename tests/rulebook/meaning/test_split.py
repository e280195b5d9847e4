"""Steps 8 and 9, and what acceptance does to a decided grant."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.dossier import Stage as Figures
from duixian.rulebook.dossier import Staged
from duixian.rulebook.meaning.split import instalments_of, shares_of
from duixian.rulebook.policy.model import Instalment, Share
from tests.rulebook.meaning.world import (
    award,
    dossier,
    exactly,
    expression,
    limit,
    measure,
    notes,
    only,
    own,
    policy,
    result,
    row,
    sums,
    wan,
)


@st.composite
def parts(draw: st.DrawFn) -> list[Fraction]:
    """Up to five parts that add up to one."""
    weights = draw(st.lists(st.integers(1, 50), min_size=1, max_size=5))
    return [Fraction(weight, sum(weights)) for weight in weights]


@given(st.one_of(st.integers(0, 9), st.integers(0, 10**15)), parts())
def test_shares_and_instalments_add_up_and_none_is_negative(fen: int, of: list[Fraction]) -> None:
    grant = Interval(fen, fen)
    for pieces in (
        shares_of(grant, [Share(str(i), part) for i, part in enumerate(of)]),
        instalments_of(grant, [Instalment(str(i), part) for i, part in enumerate(of)]),
    ):
        assert sum(piece.low for _, piece in pieces) == fen
        assert all(piece.low >= 0 and piece.is_exact for _, piece in pieces)


def test_the_district_takes_what_rounding_leaves() -> None:
    shares = (Share("区", Fraction(8, 10)), Share("镇", Fraction(2, 10)))
    # 镇 20.6 fen goes up to 21, 区 takes 82 and not 82.4
    assert shares_of(Interval(103, 103), shares) == (
        ("区", Interval(82, 82)),
        ("镇", Interval(21, 21)),
    )


def test_no_share_is_negative_where_rounding_asks_for_more_than_there_is() -> None:
    of = [
        Share(name, Fraction(part, 10))
        for name, part in (("区", 1), ("甲", 3), ("乙", 3), ("丙", 3))
    ]
    # 0.6 fen goes up to 1 three times, of 2 fen
    assert [piece.low for _, piece in shares_of(Interval(2, 2), of)] == [0, 1, 1, 0]


def test_the_last_instalment_takes_the_rest() -> None:
    halves = (Instalment("立项", Fraction(1, 2)), Instalment("验收", Fraction(1, 2)))
    assert instalments_of(Interval(101, 101), halves) == (
        ("立项", Interval(51, 51)),
        ("验收", Interval(50, 50)),
    )
    open_ended = instalments_of(Interval(0, None), halves)
    assert [piece.high for _, piece in open_ended] == [None, None]


HALVES = (Instalment("立项", Fraction(1, 2)), Instalment("验收", Fraction(1, 2)))
AWARD = award("1", 80, "a", decided=date(2022, 3, 1))


def test_acceptance_never_raises_a_decided_grant() -> None:
    found = only(
        policy(measure(grant="10% × 核定投入", paid=HALVES)),
        dossier(row("a", 核定投入=Staged(accepted=wan(900))), history=(AWARD,)),
        stage=Figures.ACCEPTED,
    )
    assert (found.verdict, own(found)) == (Verdict.GRANTED, exactly(wan(80)))
    assert "cut-to-award" in notes(found)


def test_what_was_accepted_less_is_taken_from_the_last_instalment() -> None:
    rule = policy(measure(grant="10% × 核定投入", paid=HALVES))
    known = dossier(row("a", 核定投入=Staged(accepted=wan(700))), history=(AWARD,))
    found = only(rule, known, stage=Figures.ACCEPTED)
    assert own(found) == exactly(wan(70))
    assert [piece.low for _, piece in found.instalments] == [wan(40), wan(30)]
    less = replace(known, tables={"项目": (row("a", 核定投入=Staged(accepted=wan(300))),)})
    found = only(rule, less, stage=Figures.ACCEPTED)
    assert [piece.low for _, piece in found.instalments] == [wan(40), 0]
    assert "paid-beyond-accepted" in notes(found)


def test_an_accepted_row_does_not_count_twice_against_a_limit() -> None:
    rule = policy(measure(grant="核定投入"), limits=(limit("累计", "1", "100 万元"),))
    known = dossier(
        row("a", 核定投入=Staged(accepted=wan(80))),
        row("b", 核定投入=Staged(accepted=wan(50))),
        history=(AWARD,),
    )
    found = sums(result(rule, known, stage=Figures.ACCEPTED))
    assert found == {"1 a": exactly(wan(80)), "1 b": exactly(wan(20))}


def test_an_exhausted_row_has_empty_shares() -> None:
    rule = policy(measure(shares=(Share("区", Fraction(1)),), floor=expression("1 元")))
    found = only(rule, dossier(row("a"), history=(award("1", 1, "a"),)))
    assert [piece.low for _, piece in found.shares] == [0]
