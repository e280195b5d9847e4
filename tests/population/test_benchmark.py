"""The benchmark policy: the compiled statements and those written by hand, on a drawn district."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.population.comparing import difference, verdicts_differ
from benchmarks.population.generating import generate
from benchmarks.population.ours import verdicts
from benchmarks.population.rivals import by_hand

FIRMS = 3_000


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    generate(folder, FIRMS)
    verdicts(folder, folder / "ours.parquet")
    by_hand.verdicts(folder, folder / "verdicts.parquet")
    by_hand.amounts(folder, folder / "amounts.parquet")
    return folder


def test_verdicts_and_bounds_are_those_of_the_statement_with_reasons(answers: Path) -> None:
    assert verdicts_differ(answers / "ours.parquet", answers / "verdicts.parquet") == 0
    kinds = duckdb.execute(
        f"SELECT verdict, count(*) FROM '{answers}/ours.parquet' GROUP BY 1"  # noqa: S608 - a test's own file
    ).fetchall()
    assert {kind for kind, _ in kinds} == {
        "granted", "refused", "unknown", "displaced", "exhausted",
    }  # fmt: skip
    assert sum(count for _, count in kinds) == 12 * FIRMS


def test_sums_of_decided_rows_are_those_of_the_statement_without_reasons(answers: Path) -> None:
    found = difference(answers / "ours.parquet", answers / "amounts.parquet")
    assert found.inexact == 0
    assert found.decided > 11 * FIRMS
    assert found.blindly > 0


def test_with_rents_missing_nobody_is_paid_by_area_except_by_hand(tmp_path: Path) -> None:
    generate(tmp_path, FIRMS, "rent_rate")
    verdicts(tmp_path, tmp_path / "ours.parquet")
    by_hand.amounts(tmp_path, tmp_path / "amounts.parquet")
    [(granted, unknown)] = duckdb.execute(
        "SELECT count(*) FILTER (verdict = 'granted'), count(*) FILTER (verdict = 'unknown')"  # noqa: S608 - the same
        f" FROM '{tmp_path}/ours.parquet' WHERE measure = '6.1'"
    ).fetchall()
    assert granted == 0
    assert unknown > 500
    assert difference(tmp_path / "ours.parquet", tmp_path / "amounts.parquet").blindly > 400
