"""Runs a statement: relation after relation; errors of data name the measure and the row."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import duckdb

from duixian.population.keys_there import refuse_missing_keys
from duixian.population.refusals import DataError
from duixian.population.schema import AWARDS, FIRM, FIRMS, relation_of
from duixian.population.sql import name, text
from duixian.population.statement import Statement, compile_library
from duixian.rulebook.policy.model import Measure

Connection = duckdb.DuckDBPyConnection
_DEPTH = 20_000
"""How deep table expressions may build on one another; one step builds on the step before."""


def with_awards(answer: str) -> str:
    """The query of the answer with the names of the past awards that displaced rows."""
    return (
        "SELECT r.*, a.policy AS award_policy, a.measure AS award_measure,"
        " a.subject AS award_subject, a.row_key AS award_row, a.support_year AS award_year"
        f" FROM ({answer}) AS r LEFT JOIN {AWARDS} AS a ON a.firm = r.payee AND a.place = r.award"
    )


def _unwatched(_done: int, _of: int) -> None:
    """Nobody is told how far it is."""


def run(
    statement: Statement,
    connection: Connection,
    asked: Callable[[str], str] = with_awards,
    follow: Callable[[int, int], None] = _unwatched,
) -> Connection:
    """Make the relations one after the other, then what is asked of the query of the answer.

    `follow` is told how many relations are made, and of how many.
    DataError: a key that groups rows is missing, or a number passes 128 bits.
    """
    with overflow_told(statement, connection):
        return _run(statement, connection, asked, follow)


@contextmanager
def overflow_told(statement: Statement, connection: Connection) -> Iterator[None]:
    """Around what computes the answer: DataError with measure and row where it passes 128 bits."""
    try:
        yield
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise DataError(f"{_overflowing(statement, connection)}，结果超出 128 位整数") from error


def _run(
    statement: Statement,
    connection: Connection,
    asked: Callable[[str], str] = with_awards,
    follow: Callable[[int, int], None] = _unwatched,
) -> Connection:
    connection.execute(f"SET max_expression_depth TO {_DEPTH}")
    for done, (title, query) in enumerate(statement.relations[:-1]):
        follow(done, len(statement.relations))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {title} AS {query}")
        if title == "live":
            refuse_missing_keys(statement, lambda query: connection.execute(query).fetchall())
    return connection.execute(asked(statement.relations[-1][1]))


def _overflowing(statement: Statement, connection: Connection) -> str:
    """The measure and the row whose numbers are too large; found by halves.

    The relations of the population are hidden behind temporary ones of fewer rows meanwhile.
    """
    for measure in dict.fromkeys(branch.measure for branch in statement.branches):
        alone = compile_library(statement.library, statement.shape, {measure.name})
        if not _fails(alone, connection):
            continue
        where = " ".join(measure.name)
        firm = _narrowed(alone, connection, FIRMS, "firm_code")
        if measure.subject == FIRM:
            connection.execute(f"DROP TABLE temp.{FIRMS}")
            return f"{where}：企业 {firm}"
        rows = _relation(statement, measure)
        row = _narrowed(alone, connection, rows, "row_key")
        connection.execute(f"DROP TABLE temp.{FIRMS}; DROP TABLE temp.{rows}")
        return f"{where}：企业 {firm} 的{measure.subject} {row}"
    return "几项措施合计"


def _relation(statement: Statement, measure: Measure) -> str:
    subject = statement.library.vocabulary.subject(measure.subject)
    if subject is None:
        raise KeyError(measure.subject)
    return relation_of(subject)


def _fails(statement: Statement, connection: Connection) -> bool:
    try:
        _run(statement, connection)
    except (duckdb.OutOfRangeException, duckdb.ConversionException):
        return True
    return False


def _narrowed(statement: Statement, connection: Connection, relation: str, key: str) -> str:
    """The first key with which the statement fails; the relation is cut down to its row."""
    database = connection.execute("SELECT current_database()").fetchall()[0][0]
    source = f"{name(database)}.main.{relation}"
    keys = [
        row[0]
        for row in connection.execute(f"SELECT {name(key)} FROM {source} ORDER BY 1").fetchall()
    ]

    def cut(some: Sequence[str]) -> None:
        listed = ", ".join(text(each) for each in some)
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {relation} AS SELECT * FROM {source}"
            f" WHERE {name(key)} IN ({listed})"
        )

    def fails(some: Sequence[str]) -> bool:
        cut(some)
        return _fails(statement, connection)

    found = _by_halves(keys, fails)
    cut([found])
    return found


def _by_halves(keys: Sequence[str], fails: Callable[[Sequence[str]], bool]) -> str:
    while len(keys) > 1:
        half = keys[: len(keys) // 2]
        keys = half if fails(half) else keys[len(keys) // 2 :]
    return keys[0] if keys else ""
