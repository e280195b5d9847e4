"""Asks a population, before a statement is made, of which measures it records anything."""

import duckdb

from duixian.population.schema import AWARDS, DECISIONS, LISTINGS, REVIEWS
from duixian.population.shape import Name, Recorded


def recorded_in(connection: duckdb.DuckDBPyConnection) -> Recorded:
    """What the relations of records hold."""
    awards, reviews, decisions = (
        _measures(connection, relation) for relation in (AWARDS, REVIEWS, DECISIONS)
    )
    lists = connection.execute(f"SELECT DISTINCT list FROM {LISTINGS}").fetchall()
    return Recorded(awards, reviews, decisions, frozenset(name for (name,) in lists))


def _measures(connection: duckdb.DuckDBPyConnection, relation: str) -> frozenset[Name]:
    found = connection.execute(f"SELECT DISTINCT policy, measure FROM {relation}").fetchall()
    return frozenset((policy, measure) for policy, measure in found)
