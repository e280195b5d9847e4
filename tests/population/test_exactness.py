"""No step leaves whole numbers: no DOUBLE, no division of decimals, no unknown function."""

from functools import cache

import sqlglot
from sqlglot import exp

from duixian.population.running import run
from duixian.population.sql import VERDICT
from duixian.population.statement import Statement, compile_library
from duixian.population.store import connect
from tests.policies.test_cases import library
from tests.population.agreement import shape_of
from tests.population.test_library_cases import measures, populations

FUNCTIONS = {
    "And",
    "Case",
    "Cast",
    "Count",
    "CountIf",
    "DateDiff",
    "DateFromParts",
    "Extract",
    "If",
    "LastDay",
    "LogicalOr",
    "Max",
    "ArgMax",
    "ArgMin",
    "Min",
    "Or",
    "RowNumber",
    "Sum",
    "BitwiseOrAgg",
}
"""Every function that a statement may call, by its name in sqlglot."""


@cache
def statement() -> Statement:
    """All policies; of the longest one a measure of each kind, because parsing it all is slow."""
    case, dossiers = populations()[0]
    some = {"2", "4.1", "5.1", "6", "11.2", "12.1"}
    names = {name for name in measures() if name[0] != "闵府规发〔2020〕5号" or name[1] in some}
    return compile_library(library(), shape_of(dossiers[0], case.on, case.stage), names)


@cache
def trees() -> tuple[exp.Expr, ...]:
    return tuple(sqlglot.parse_one(text, dialect="duckdb") for _, text in statement().relations)


def test_no_function_is_called_that_is_not_on_the_list() -> None:
    called = {type(each).__name__ for tree in trees() for each in tree.find_all(exp.Func)}
    assert called <= FUNCTIONS


def test_nothing_is_divided_but_whole_numbers_by_whole_numbers() -> None:
    assert not [each.sql() for tree in trees() for each in tree.find_all(exp.Div)]
    numbers = {
        each.this for tree in trees() for each in tree.find_all(exp.Literal) if not each.is_string
    }
    assert all(number.isdigit() for number in numbers)


def test_no_relation_has_a_column_of_doubles() -> None:
    _, dossiers = populations()[0]
    connection = connect(library(), dossiers[:5])
    run(statement(), connection)
    kinds = connection.execute(
        "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'main'"
    ).fetchall()
    assert {kind for (kind,) in kinds} <= {
        "BIGINT",
        "BOOLEAN",
        "DATE",
        "HUGEINT",
        "INTEGER",
        "VARCHAR",
        VERDICT,
        '"NULL"',  # a column of a fact that this population does not hold
    }
