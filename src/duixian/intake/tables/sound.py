"""A Parquet file of which every cell is sound is read where it lies: nothing of it is copied.

Whether it is sound is asked once, column by column in its own type; most of that the database
answers from the statistics of the file. One odd cell, and the table is read cell by cell.
"""

from dataclasses import dataclass

import duckdb

from duixian.intake.tables.patterns import (
    bounds,
    digits,
    exact_factor,
    in_bounds,
    plain_value,
    type_of,
)
from duixian.intake.tables.source import Kind, Source
from duixian.intake.tables.statements import (
    TEXT,
    as_text,
    count_parquet,
    parquet_rows,
    titles_and_kinds,
)
from duixian.intake.workbook.layout import Column
from duixian.population.sql import name
from duixian.rulebook.vocabulary.model import FactKind
from duixian.rulebook.vocabulary.values import FIRST_YEAR, LAST_YEAR

_FEW = 20_000
"""So many codes are summed up sooner than looked for among those of all firms."""


@dataclass(frozen=True, slots=True)
class Sound:
    """The query for `row` and the values v0, v1 … of a file; the places of codes of known firms."""

    rows: str
    of_known_firms: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The value of a sound cell, and whether a cell is odd."""

    value: str
    odd: str


def sound_rows(connection: duckdb.DuckDBPyConnection, source: Source, firms: str) -> Sound | None:
    """How a file is read that has no odd cell and no missing value.

    None where there is one, and where no column must be filled: a row may then be blank. `firms`,
    if any, is the query for codes that are known to be right.
    """
    columns = source.columns
    if source.kind is not Kind.PARQUET or not any(one.required for one in columns.values()):
        return None
    if count_parquet(connection, source.files) < _FEW:
        firms = ""
    held = list(titles_and_kinds(connection, source.path).items())
    cells, tests = {}, []
    known = {place: f"known_{place}" for place in columns if firms and columns[place].holds_firm}
    for place, column in columns.items():
        title, kind = held[place]
        cells[place] = _cell(column, kind, name(title), known.get(place, "FALSE"))
        tests.append(cells[place].odd)
        if column.required:
            tests.append(f"{name(title)} IS NULL")
    rows, number = parquet_rows(source)
    asked = ["*", *(f"{cells[place].value} IN ({firms}) AS {known[place]}" for place in known)]
    found = [" OR ".join(f"COALESCE(BOOL_OR({test}), FALSE)" for test in tests)]
    found += [f"COALESCE(BOOL_AND({title}), FALSE)" for title in known.values()]
    looked_at = f"SELECT {', '.join(found)} FROM (SELECT {', '.join(asked)} FROM {rows})"
    is_odd, *all_known = connection.execute(looked_at).fetchall()[0]
    if is_odd:
        return None
    values = ", ".join(f"{cell.value} AS v{place}" for place, cell in cells.items())
    of_known_firms = [place for place, are in zip(known, all_known, strict=True) if are]
    return Sound(f"SELECT {number} AS row, {values} FROM {rows}", frozenset(of_known_firms))


def _cell(column: Column, kind: str, piece: str, known: str) -> _Cell:
    """What a cell holds; `known`: whether it is a code that needs not be summed up again."""
    match column.fact.kind:
        case FactKind.FLAG if kind == "BOOLEAN":
            return _Cell(piece, "FALSE")
        case FactKind.DATE if kind == "DATE":
            first, last = f"DATE '{FIRST_YEAR}-01-01'", f"DATE '{LAST_YEAR}-12-31'"
            return _Cell(piece, f"{piece} < {first} OR {piece} > {last}")
        case FactKind.MONEY | FactKind.QUANTITY:
            factor = exact_factor(column.fact, kind)
            if factor is not None:
                odd = f"NOT {in_bounds(piece, factor, bounds(column.fact))}"
                return _Cell(_whole(piece, kind, factor), odd)
    said = as_text(piece, kind)
    value = plain_value(column, said, digits(column, said))
    odd = f"CASE WHEN {said} IS NULL OR {known} THEN FALSE ELSE {value} IS NULL END"
    return _Cell(said if type_of(column) == TEXT else f"CAST({value} AS {type_of(column)})", odd)


def _whole(piece: str, kind: str, factor: int) -> str:
    """The number times the factor; whole part and decimals apart stay within 64 bits."""
    if not kind.startswith("DECIMAL"):
        return f"(CAST({piece} AS BIGINT) * {factor})"
    decimals = f"CAST(({piece} % 1) * {factor} AS BIGINT)"
    return f"(CAST(TRUNC({piece}) AS BIGINT) * {factor} + {decimals})"
