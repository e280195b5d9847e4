"""The firms by what they are told apart by: size class, industry, town."""

import duckdb

from duixian.population.expressions import compile_expression
from duixian.population.firms import Firms
from duixian.population.frame import Setting
from duixian.population.schema import FIRM
from duixian.population.shape import Shape
from duixian.population.sql import name
from duixian.rulebook.library.model import Library

KEYS = {"size": "企业规模", "industry": "行业门类", "town": "街镇"}
"""By what firms are grouped, and the fact that tells it."""


def make_people(library: Library, shape: Shape, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation `people`: each firm with name and keys, NULL where one is not known."""
    firms = Firms()
    firms.begin(Setting(library, shape, firms, compile_expression))
    subject = library.vocabulary.subject(FIRM)
    columns = {}
    for key, title in {"firm_name": "名称", **KEYS}.items():
        fact = subject.fact(title) if subject else None
        if fact is None:
            columns[key] = "CAST(NULL AS VARCHAR)"
        elif fact.derived:
            columns[key] = name(firms.computed(fact))
        else:
            columns[key] = name(firms.entered(fact))
    (steps,) = firms.statements()
    *before, (_, last) = steps
    head = ", ".join(f"{title} AS ({query})" for title, query in before)
    source = f"WITH {head} {last}" if head else last
    picked = ", ".join(f"{piece} AS {key}" for key, piece in columns.items())
    connection.execute(
        f"CREATE TEMP TABLE people AS SELECT firm_code AS firm, {picked} FROM ({source})"
    )
