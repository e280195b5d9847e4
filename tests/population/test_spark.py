"""The statements on Spark: row by row what DuckDB answers, and what an assessment says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from duixian.population.refusals import DataError
from duixian.population.running import Connection, run, with_awards
from duixian.population.spark.running import ANSWER, run_on_spark
from duixian.population.statement import Statement, compile_library
from duixian.population.store import connect
from duixian.rulebook.dossier import Dossier, Stage
from tests.policies.test_cases import library
from tests.population.agreement import Agreement, shape_of, smallest
from tests.population.renaming import renamed
from tests.population.spark_session import small_session
from tests.population.test_demonstration import DAY, demonstrated
from tests.population.test_library_cases import measures, populations
from tests.population.test_random_firms import Changing
from tests.population.test_random_limits import agreement as random_limits
from tests.population.test_random_policies import MEASURES, population, random_rules, with_parts
from tests.rulebook.meaning import world
from tests.rulebook.meaning.test_soundness import the_policy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark
ONE = {("示发1号", "1")}
at_night = partial(pytest.param, marks=pytest.mark.nightly)
"""A seed of those that are left to the night: each costs Spark half a minute to plan."""
POLICY = "青经发〔2022〕19号"
"""Ladders, payees, reviews, and no rule that it shares with another policy."""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    with small_session(tmp_path_factory.mktemp("spark")) as session:
        yield session


@dataclass(frozen=True)
class OnSpark(Agreement):
    """The same dossiers on Spark, whose every row must be one of DuckDB's."""

    spark: "SparkSession | None" = None
    folder: Path = Path()

    def answer(self, statement: Statement, connection: Connection) -> Connection:
        assert self.spark is not None
        run(statement, connection, lambda answer: f"CREATE TEMP TABLE wanted AS {answer}")
        run_on_spark(statement, connection, self.spark, self.folder, lambda _done, _of: None)
        for one, other in (("wanted", ANSWER), (ANSWER, "wanted")):
            rows = f"FROM (FROM {one} EXCEPT ALL FROM {other}) LIMIT 5"
            assert connection.execute(rows).fetchall() == []
        return connection.execute(with_awards(f"FROM {ANSWER}"))


def on_spark(one: Agreement, spark: "SparkSession", folder: Path) -> OnSpark:
    """The same agreement on all three."""
    fields = (one.library, one.dossiers, one.on, one.measures, one.stage)
    return OnSpark(*fields, spark=spark, folder=folder)


def firms_of_one_day(folder: Path) -> list[Dossier]:
    """The demonstration and all cases of its day, as they are and changed; all lists are read."""
    held, everyone = library(), demonstrated(folder)
    shape = shape_of(everyone[0], DAY, Stage.DECLARED)
    for case, dossiers in populations():
        if (case.on, case.stage) == (DAY, Stage.DECLARED) and dossiers[0].history is not None:
            changing = Changing(len(dossiers), held)
            everyone += dossiers
            everyone += [renamed(changing.dossier(each), "变/", held) for each in dossiers]
    alike = [replace(each, lists=shape.lists, sources=shape.sources) for each in everyone]
    return [each for each in alike if shape_of(each, DAY, Stage.DECLARED) == shape]


def test_a_policy_of_the_library(spark: "SparkSession", tmp_path: Path) -> None:
    some = {name for name in measures() if name[0] == POLICY}
    assert len(some) > 5
    agreement = Agreement(library(), firms_of_one_day(tmp_path)[::2], DAY, some)
    assert smallest(on_spark(agreement, spark, tmp_path)) == ""


@pytest.mark.nightly
def test_the_whole_library(spark: "SparkSession", tmp_path: Path) -> None:
    firms = firms_of_one_day(tmp_path)
    assert len(firms) > 1000
    agreement = Agreement(library(), firms, DAY, measures())
    assert smallest(on_spark(agreement, spark, tmp_path)) == ""


@pytest.mark.parametrize("seed", [0, 1, at_night(2), at_night(3)])
def test_random_policies(seed: int, spark: "SparkSession", tmp_path: Path) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    held = world.library(with_parts(chance, the_policy(random_rules(chance))))
    firms = population(chance, 60, held)
    agreement = Agreement(held, firms, world.ON, MEASURES)
    assert smallest(on_spark(agreement, spark, tmp_path)) == ""


@pytest.mark.parametrize("seed", [6, at_night(1)])
def test_random_limits(seed: int, spark: "SparkSession", tmp_path: Path) -> None:
    assert smallest(on_spark(random_limits(seed, 60), spark, tmp_path)) == ""


def test_sums_beyond_64_bits(spark: "SparkSession", tmp_path: Path) -> None:
    held = world.library(world.policy(world.measure("1", "9999999999999999999 × 投入")))
    rows = (world.row(key, 投入=10**18 - place) for place, key in enumerate("abc"))
    firms = [world.dossier(*rows)]
    agreement = Agreement(held, firms, world.ON, ONE)
    assert smallest(on_spark(agreement, spark, tmp_path)) == ""


def test_a_number_beyond_38_digits_is_an_error(spark: "SparkSession", tmp_path: Path) -> None:
    held = world.library(world.policy(world.measure("1", "99999999999999999999999 × 投入")))
    firms = [world.dossier(world.row("a", 投入=10**16))]
    statement = compile_library(held, shape_of(firms[0], world.ON, Stage.DECLARED))
    with pytest.raises(DataError, match="38 位"):
        run_on_spark(statement, connect(held, firms), spark, tmp_path, lambda _done, _of: None)


def test_a_key_that_is_missing_names_the_row(spark: "SparkSession", tmp_path: Path) -> None:
    one = world.group("组", ["1", "2"], per=("所属项目",))
    held = world.library(world.policy(world.measure("1"), world.measure("2"), groups=(one,)))
    firms = [world.dossier(world.row("a"))]
    statement = compile_library(held, shape_of(firms[0], world.ON, Stage.DECLARED))
    with pytest.raises(DataError, match="项目 a：「所属项目」"):
        run_on_spark(statement, connect(held, firms), spark, tmp_path, lambda _done, _of: None)
