"""Numbers are kept in 64 bits only where they surely fit, and what passes the width is an error."""

from dataclasses import dataclass

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.population.refusals import DataError
from duixian.population.running import run
from duixian.population.statement import compile_library
from duixian.population.store import connect
from duixian.population.wholes import (
    NARROW,
    WIDEST,
    Whole,
    added,
    cut,
    multiplied,
    picked,
    subtracted,
    written,
)
from duixian.rulebook.dossier import Stage
from duixian.rulebook.policy.model import WhenOver
from tests.population.agreement import shape_of
from tests.rulebook.meaning.world import ON, dossier, library, limit, measure, policy, row

COLUMNS = {"a": 10**13, "b": 10**4, "c": 2**62, "d": 1}


@dataclass(frozen=True)
class Both:
    """A piece beside the number that it must come to."""

    piece: Whole
    number: int


def leaf(title: str) -> Both:
    most = COLUMNS[title]
    return Both(Whole(title, most), most)


LEAVES = st.one_of(
    st.sampled_from([leaf(title) for title in COLUMNS]),
    st.integers(-(10**6), 10**19).map(lambda n: Both(written(n), n)),
)


def grown(parts: st.SearchStrategy[Both]) -> st.SearchStrategy[Both]:
    """Sums, differences, products, choices and quotients of what there is."""
    pairs = st.tuples(parts, parts)
    return st.one_of(
        pairs.map(lambda p: Both(added(p[0].piece, p[1].piece), p[0].number + p[1].number)),
        pairs.map(lambda p: Both(subtracted(p[0].piece, p[1].piece), p[0].number - p[1].number)),
        pairs.map(lambda p: Both(multiplied(p[0].piece, p[1].piece), p[0].number * p[1].number)),
        pairs.map(lambda p: Both(picked([("(d = 1)", p[0].piece)], p[1].piece), p[0].number)),
        pairs.map(lambda p: Both(picked([("(d = 0)", p[0].piece)], p[1].piece), p[1].number)),
        st.tuples(parts.filter(lambda part: part.number >= 0), st.integers(1, 10**6)).map(
            lambda p: Both(cut(p[0].piece, written(p[1])), p[0].number // p[1])
        ),
    )


@given(st.recursive(LEAVES, grown, max_leaves=8))
def test_every_number_comes_out_exact_and_as_wide_as_it_says(both: Both) -> None:
    if both.piece.most >= WIDEST or both.piece.sql.lstrip("-").isdigit():
        return
    columns = ", ".join(f"CAST({most} AS BIGINT) AS {title}" for title, most in COLUMNS.items())
    sql = both.piece.sql
    query = f"SELECT {sql}, typeof({sql}) FROM (SELECT {columns})"  # noqa: S608 — ours
    assert abs(both.number) <= both.piece.most
    narrow = "BIGINT" if both.piece.most <= NARROW else "HUGEINT"
    assert duckdb.execute(query).fetchall() == [(both.number, narrow)]


def test_a_fact_beyond_its_bound_stops_the_run_and_never_gives_another_sum() -> None:
    held = library(policy(measure("1", "50000 × 投入")))
    large = dossier(row("a", 投入=1), row("b", 投入=2 * 10**14))
    statement = compile_library(held, shape_of(large, ON, Stage.DECLARED))
    with pytest.raises(DataError, match="示发1号 1：企业 F 的项目 b"):
        run(statement, connect(held, [large]))


def test_what_a_limit_shares_in_proportion_beyond_128_bits_is_an_error_and_no_other_sum() -> None:
    # 10^20 fen times the 10^23 that the limit leaves: 143 bits.
    shared = limit("限", ["1"], "9999999999999 亿元", when_over=WhenOver.PRO_RATA)
    held = library(policy(measure("1", "99999 × 投入"), limits=(shared,)))
    large = dossier(row("a", 投入=10**15))
    statement = compile_library(held, shape_of(large, ON, Stage.DECLARED))
    with pytest.raises(DataError, match="示发1号 1：企业 F 的项目 a"):
        run(statement, connect(held, [large]))
