"""A table read by the database column by column; what is not written plainly is told by Python."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import duckdb

from duixian.intake.tables.parts import damaged
from duixian.intake.tables.patterns import LARGEST, digits, plain_value, type_of, typed_value
from duixian.intake.tables.rejects import Rejects
from duixian.intake.tables.sound import sound_rows
from duixian.intake.tables.source import MARK, Source
from duixian.intake.tables.statements import TEXT, as_text, has_rows, kinds_of, rows_as_text
from duixian.intake.workbook.cells import UNKNOWN
from duixian.intake.workbook.layout import FIRM, Column
from duixian.intake.workbook.values import Expected, exact_value
from duixian.population.filling import fill
from duixian.population.schema import parts, scale_of
from duixian.population.sql import text
from duixian.rulebook.dossier import Scalar, Stage
from duixian.rulebook.units import Unit

_BLOCK = 10_000


@dataclass(frozen=True, slots=True)
class Staged:
    """A table whose values are read: the relation has `row` and a column v0, v1 … a position.

    `is_sound`: no cell is odd, and it is a view: of its file or, if `is_empty`, of no rows. The
    columns at the places `of_known_firms` hold codes of firms that have a row.
    """

    place: int
    source: Source
    relation: str
    is_sound: bool = False
    is_empty: bool = False
    of_known_firms: frozenset[int] = frozenset()

    def piece(self, title: str, stage: Stage | None = None) -> str:
        """The column of a fact; NULL where the table has none."""
        for position, column in self.source.columns.items():
            if column.fact.name == title and column.stage in {stage, None}:
                return f"v{position}"
        return "NULL"

    def position(self, title: str) -> int:
        """Where the column of a fact stands, from 1; 0 where there is none."""
        found = (p for p, column in self.source.columns.items() if column.fact.name == title)
        return next(found, -1) + 1


class DamagedError(Exception):
    """A file of a table cannot be read to its end."""


class Stager:
    """Brings tables in one after the other; refused cells go to `rejects`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, units: tuple[Unit, ...], rejects: Rejects
    ) -> None:
        self._connection = connection
        self._units = units
        self._rejects = rejects
        self._firms = ""

    def stage(self, place: int, source: Source) -> Staged:
        """Read all rows of a table, the `place`-th; DamagedError where a file is broken inside."""
        try:
            return self._stage(place, source)
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            raise
        except duckdb.Error as failed:
            if damaged(self._connection, [source]):
                raise DamagedError from failed
            raise

    def _stage(self, place: int, source: Source) -> Staged:
        relation = f"staged_{place}"
        is_empty = not source.refused and not has_rows(self._connection, source)
        sound = None if is_empty else sound_rows(self._connection, source, self._firms)
        if is_empty:
            self._make_empty(relation, source)
        elif sound is None:
            self._read_cells(place, source)
        else:
            self._connection.execute(f"CREATE TEMP VIEW {relation} AS {sound.rows}")
        known = sound.of_known_firms if sound else frozenset[int]()
        is_sound = is_empty or sound is not None
        staged = Staged(place, source, relation, is_sound, is_empty, known)
        if source.layout.name == FIRM:
            key = staged.piece(source.layout.key)
            self._firms = f"SELECT {key} FROM {relation} WHERE {key} IS NOT NULL"
        return staged

    def _make_empty(self, relation: str, source: Source) -> None:
        """A view without rows."""
        kinds = {"row": "BIGINT"}
        kinds |= {f"v{place}": type_of(column) for place, column in source.columns.items()}
        values = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in kinds.items())
        self._connection.execute(f"CREATE TEMP VIEW {relation} AS SELECT {values} WHERE FALSE")

    def _read_cells(self, place: int, source: Source) -> None:
        """Make a table of the values; tell of every cell that is none."""
        relation = f"staged_{place}"
        self._connection.execute(
            f"CREATE TEMP TABLE {relation} AS {_typed(self._connection, source, self._firms)}"
        )
        self._rejects.add(place, source.refused)
        odd, blank = self._to_judge(relation, source)
        for position in odd:
            self._tell(place, source, position)
            self._settle(relation, position, source.columns[position])
        for position in blank:
            self._refuse_missing(place, relation, position, source.columns[position])

    def _to_judge(self, relation: str, source: Source) -> tuple[list[int], list[int]]:
        """The columns with odd texts, and those that must be filled and are not."""
        odd = {place: f"COUNT(o{place})" for place in source.columns}
        blank = {
            place: f"COUNT(*) FILTER (v{place} IS NULL AND o{place} IS NULL)"
            for place, column in source.columns.items()
            if column.required
        }
        counts = ", ".join(["0", *odd.values(), *blank.values()])
        found = self._connection.execute(f"SELECT {counts} FROM {relation}").fetchall()[0][1:]
        numbers = iter(found)
        return (
            [place for place in odd if next(numbers)],
            [place for place in blank if next(numbers)],
        )

    def _tell(self, place: int, source: Source, position: int) -> None:
        """Judge the different odd texts of a column."""
        column, relation = source.columns[position], f"staged_{place}"
        odd = self._connection.execute(
            f"SELECT DISTINCT o{position} FROM {relation} WHERE o{position} IS NOT NULL"
        )
        told: list[tuple[str, str | None, str | None]] = []
        while block := odd.fetchmany(_BLOCK):
            told += [(found, *self._judge(found, column)) for (found,) in block]
        fill(
            self._connection,
            f"told_{position}",
            {"found": "VARCHAR", "value": "VARCHAR", "expected": "VARCHAR"},
            told,
        )
        self._rejects.insert(
            f"SELECT {place}, s.row, {position + 1}, TRIM(t.found), t.expected"
            f" FROM {relation} AS s JOIN told_{position} AS t ON t.found = s.o{position}"
            " WHERE t.expected IS NOT NULL",
            f"不能作为「{column.title}」",
        )

    def _judge(self, found: str, column: Column) -> tuple[str | None, str | None]:
        """The value as the database reads it, and what was expected if it is none."""
        written = found.strip()
        if MARK in written:
            return None, None
        if written in {"", UNKNOWN}:
            return None, "填写（不能为未知）" if column.required else None
        value = exact_value(written, column, self._units)
        if isinstance(value, Expected):
            return None, value.text
        if type_of(column) == "BIGINT":
            kept = _kept(value, scale_of(column.fact))
            if kept is None:
                return None, f"不超过 64 位、不细于 1/{scale_of(column.fact):,} 的数"
            return kept, None
        return _as_text(value), None

    def _settle(self, relation: str, position: int, column: Column) -> None:
        """Put the values of odd texts in their places; they are few, the rows many."""
        value = f"CAST(t.value AS {type_of(column)})"
        self._connection.execute(
            f"UPDATE {relation} SET v{position} = {value} FROM told_{position} AS t"
            f" WHERE t.found = o{position} AND t.value IS NOT NULL"
        )

    def _refuse_missing(self, place: int, relation: str, position: int, column: Column) -> None:
        self._rejects.insert(
            f"SELECT {place}, row, {position + 1}, '', '填写（不能为未知）' FROM {relation}"
            f" WHERE v{position} IS NULL AND o{position} IS NULL",
            f"必填的「{column.fact.name}」没有填写",
        )


def _kept(value: Scalar, scale: int) -> str | None:
    if isinstance(value, str | date):
        return None
    found = parts(Fraction(value), scale)
    return None if found is None or abs(found) > LARGEST else str(found)


def _as_text(value: Scalar) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _typed(connection: duckdb.DuckDBPyConnection, source: Source, firms: str) -> str:
    """The query for the values; a text that is not written plainly stands in o0, o1 …."""
    columns, kinds = source.columns.items(), kinds_of(connection, source)
    own = {
        place: value
        for place, column in columns
        if (value := typed_value(column, kinds[place], f"c{place}", f"n{place}"))
    }
    known = ", ".join(
        f"c{place}" if place in own else f"{_known(f'c{place}')} AS k{place}, c{place}"
        for place in source.columns
    )
    numbers = ", ".join(
        f"{digits(column, f'c{place}' if place in own else f'k{place}')} AS n{place}"
        for place, column in columns
    )
    values = ", ".join(
        f"CAST({own.get(place) or plain_value(column, f'k{place}', f'n{place}', firms)}"
        f" AS {type_of(column)}) AS v{place}"
        for place, column in columns
    )
    odd = ", ".join(
        f"v{place}, CASE WHEN v{place} IS NULL"
        f" THEN {as_text(f'c{place}', kinds[place] if place in own else TEXT)} END AS o{place}"
        for place in source.columns
    )
    texts = ", ".join(f"c{place}" for place in source.columns)
    rows = f"SELECT row, {known} FROM ({rows_as_text(connection, source, own)})"
    rows = f"SELECT *, {numbers} FROM ({rows})"
    return f"SELECT row, {odd} FROM (SELECT row, {texts}, {values} FROM ({rows}))"


def _known(piece: str) -> str:
    return f"NULLIF(NULLIF({piece}, ''), {text(UNKNOWN)})"
