"""What a run refuses: keys that are missing, numbers that are too large, values too fine."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.population.refusals import DataError
from duixian.population.running import run
from duixian.population.statement import compile_library
from duixian.population.store import connect
from duixian.rulebook.dossier import Dossier, Outcome, Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Need
from tests.population.agreement import Agreement, shape_of, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.world import ON, dossier, group, library, measure, policy, review, row

ONE = {("示发1号", "1")}


def run_all(held: Library, *dossiers: Dossier) -> None:
    shape = shape_of(dossiers[0], ON, Stage.DECLARED)
    run(compile_library(held, shape), connect(held, dossiers))


def test_a_number_beyond_128_bits_is_an_error_that_names_measure_and_row() -> None:
    held = library(policy(measure("1", "99999999999999999999999 × 投入"), measure("2")))
    small = dossier(row("a", 投入=1), row("b", 投入=2))
    large = dossier(row("a", 投入=1), row("b", 投入=10**16), row("c", 投入=3))
    firms = [renamed(each, f"{n}/", held) for n, each in enumerate((small, large, small))]
    with pytest.raises(DataError, match="示发1号 1：企业 1/F 的项目 1/b"):
        run_all(held, *firms)


def test_the_largest_number_of_127_bits_is_computed() -> None:
    held = library(policy(measure("1", "9999999999999999999 × 投入")))
    known = dossier(row("a", 投入=10**18))
    found = Agreement(held, [known], ON, ONE)
    assert not list(found.differing())


def test_a_key_that_is_missing_is_an_error_that_names_the_row() -> None:
    one = group("组", ["1", "2"], per=("所属项目",))
    held = library(policy(measure("1"), measure("2"), groups=(one,)))
    with pytest.raises(DataError, match="项目 a：「所属项目」"):
        run_all(held, dossier(row("a")))


def test_a_quantity_finer_than_it_is_kept_is_refused() -> None:
    held = library(policy(measure("1")))
    with pytest.raises(DataError, match="件数"):
        connect(held, [dossier(row("a", 件数=Fraction(1, 3)))])


def test_a_value_below_its_minimum_is_refused() -> None:
    held = library(policy(measure("1")))
    with pytest.raises(DataError, match="投入"):
        connect(held, [dossier(row("a", 投入=-1))])


def test_a_review_of_a_firm_may_leave_the_row_out() -> None:
    need = (Need("评审"),)
    held = library(policy(measure("1", subject="企业", needs=need), measure("2", needs=need)))
    known = [
        dossier(reviews=(review("", Outcome.PASSED),)),
        dossier(reviews=(review("", Outcome.PASSED), review("F", Outcome.FAILED))),
        dossier(reviews=(review("F", Outcome.FAILED, day=date(2023, 1, 1)), review(""))),
        dossier(reviews=(review("", measure="2"),), tables={}),
    ]
    measures = {("示发1号", "1"), ("示发1号", "2")}
    for group_of in (known[:3], known[3:]):
        firms = [renamed(each, f"{n}/", held) for n, each in enumerate(group_of)]
        assert smallest(Agreement(held, firms, ON, measures)) == ""
