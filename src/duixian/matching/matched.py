"""One run: statements over a population that was brought in, and its results in a folder."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from duixian.matching.job import Job
from duixian.matching.reasons import tell
from duixian.matching.rows import name_measures, rows_of
from duixian.matching.totals import totals
from duixian.matching.writing import write_json, write_rows
from duixian.population.running import run
from duixian.population.statement import Statement

WANTED = "verdict NOT IN ('refused', 'not_in_force')"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run works on: the population in a database, and the statement over it."""

    connection: duckdb.DuckDBPyConnection
    statement: Statement


def match(job: Job, prepared: Prepared, folder: Path) -> dict[str, Any]:
    """Run the statement, write its rows and numbers into the folder, and give the numbers.

    DataError: values that no rule may be applied to.
    """
    connection, statement = prepared.connection, prepared.statement
    last = statement.relations[-1][0]
    relations = (*statement.relations, ("answer", f"SELECT * FROM {last}"))
    run(replace(statement, relations=relations), connection)
    name_measures(statement, connection)
    joined = tell(statement, connection, last)
    connection.execute(f"CREATE TEMP TABLE results AS {rows_of(statement, last, joined)}")
    summary = totals(connection)
    where = "" if job.everything else f" WHERE {WANTED}"
    write_rows(connection, f"SELECT * FROM results{where}", folder, job.format)
    write_json(folder / "summary.json", summary)
    return summary
