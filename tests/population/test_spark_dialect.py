# ruff: noqa: S608 - the tests' own statements
"""Where DuckDB and Spark read the same words differently: expressions on both, edge by edge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import duckdb
import pytest

from duixian.population.spark.dialect import in_spark
from tests.population.spark_session import small_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark
WIDE = 10**31 * 6 + 7
ROWS = (
    "(VALUES (1, CAST(NULL AS VARCHAR), CAST('2020-01-31' AS DATE), 9223372036854775807),"
    " (2, 'b', CAST('2020-02-29' AS DATE), 9223372036854775806), (3, 'a', CAST(NULL AS DATE), 7),"
    " (4, 'B', CAST('0001-01-01' AS DATE), NULL)) AS t(place, word, day, number)"
)
DIVIDENDS = (10**38 - 1, 10**37 + 1, 10**33, 10**32, 10**32 - 1, 10**31 * 9 + 4, 8, 0)
DIVISORS = (1, 2, 3, 7, 999_983, 9_999_999, 10_000_000, 10_000_001, 10**20 + 3, 10**38 - 1)
LARGE = "(VALUES {}) AS t(a, b)".format(
    ", ".join(f"(CAST({a} AS HUGEINT), CAST({b} AS HUGEINT))" for a in DIVIDENDS for b in DIVISORS)
)
QUERIES = {
    "quotients": f"SELECT CAST({WIDE} AS HUGEINT) // 3 AS a, CAST({-WIDE} AS HUGEINT) // 3 AS b,"
    f" -7 // 2 AS c, CAST({WIDE} AS HUGEINT) % 7 AS d, 12 // 5 // 2 AS e, 7 // (9 // 4) AS f",
    "large quotients": "SELECT a // b AS a, -a // b AS b, a // -b AS c, a // 7 AS d, -a // 1 AS e,"
    f" a // 10000000 AS f, a // 9999999 AS g, a // {10**32} AS h FROM {LARGE}",
    "signs": f"SELECT -a AS a, -(b - a) AS b, -7 AS c FROM {LARGE}",
    "sums": f"SELECT SUM(number) AS a, COUNT(*) AS b, SUM(place) AS c FROM {ROWS}",
    "sums so far": "SELECT place, SUM(number) OVER (ORDER BY place"
    f" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS s FROM {ROWS}",
    "found by another": "SELECT MIN_BY(word, place) AS a, MAX_BY(day, place) AS b,"
    f" MAX_BY(word, number) AS c FROM {ROWS}",
    "order": f"SELECT place, ROW_NUMBER() OVER (ORDER BY word, day DESC) * 3000000000 AS n"
    f" FROM {ROWS}",
    "days": "SELECT EXTRACT(YEAR FROM day) * 3000000 AS a, LAST_DAY(day) AS b,"
    " CAST(day + INTERVAL 1 MONTH AS DATE) AS c, (day + 30) AS d,"
    " DATE_DIFF('DAY', day, CAST('2022-06-30' AS DATE)) * 100000000 AS e,"
    f" MAKE_DATE(EXTRACT(YEAR FROM day) + 1, 1, 1) AS f FROM {ROWS}",
    "bits": "SELECT BIT_OR(place) | 8 AS a, BIT_OR(place) & 4 <> 0 AS b, 1 | 2 + 4 AS c,"
    f" BOOL_OR(word = 'a') AS d FROM {ROWS}",
    "unknowns": "SELECT word < 'a' AS a, (word IN ('a', 'b')) IS NOT FALSE AS b,"
    f" (number > 7) IS FALSE AS c, CASE WHEN word = 'a' THEN 1 END AS d FROM {ROWS}",
}
TOO_LARGE = {
    "sum": f"SELECT number + 1 AS a FROM {ROWS}",
    "product": f"SELECT number * 2 AS a FROM {ROWS}",
    "wide product": "SELECT CAST(99999999999999999999999999999999999999 AS HUGEINT) * 9 AS a",
    "narrowed": "SELECT CAST(CAST(9223372036854775808 AS HUGEINT) AS BIGINT) AS a",
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    with small_session(tmp_path_factory.mktemp("spark")) as session:
        yield session


def sorted_texts(rows: list[tuple[object, ...]]) -> list[list[str]]:
    return sorted([str(value) for value in row] for row in rows)


@pytest.mark.parametrize("about", QUERIES)
def test_both_give_the_same(about: str, spark: "SparkSession") -> None:
    wanted = duckdb.execute(QUERIES[about]).fetchall()
    found = [tuple(row) for row in spark.sql(in_spark(QUERIES[about])).collect()]
    assert sorted_texts(found) == sorted_texts(wanted)


@pytest.mark.parametrize("about", TOO_LARGE)
def test_what_is_too_large_is_an_error_of_both(about: str, spark: "SparkSession") -> None:
    from pyspark.errors import ArithmeticException  # noqa: PLC0415 - an extra

    with pytest.raises((duckdb.OutOfRangeException, duckdb.ConversionException)):
        duckdb.execute(TOO_LARGE[about]).fetchall()
    with pytest.raises(ArithmeticException):
        spark.sql(in_spark(TOO_LARGE[about])).collect()
