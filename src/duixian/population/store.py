"""Puts dossiers into the relations of a population; refuses values that would lose exactness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import duckdb

from duixian.population.refusals import DataError
from duixian.population.schema import (
    AWARDS,
    DECISIONS,
    FIRM,
    FIRMS,
    LISTINGS,
    REVIEWS,
    YEARS,
    best_columns,
    column_of,
    kept_columns,
    parts,
    relation_of,
    relations,
    scale_of,
    scale_of_unit,
)
from duixian.population.sql import name
from duixian.rulebook.dossier import (
    Award,
    Dossier,
    Firm,
    Outcome,
    ReviewRow,
    Row,
    Scalar,
    Stage,
    Staged,
    Value,
)
from duixian.rulebook.expression.tree import FromHistory
from duixian.rulebook.expression.types import Number
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Fact

Cell = int | str | bool | date | None
Record = dict[str, Cell]
_LARGEST = 2**63 - 1


@dataclass(slots=True)
class Store:
    """Records by relation, and the firms and rows already seen."""

    library: Library
    records: dict[str, list[Record]] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _best: dict[str, FromHistory] = field(init=False)

    def __post_init__(self) -> None:
        """What awards remember of numbers, told once from the library."""
        self._best = best_columns(self.library)

    def add(self, dossier: Dossier) -> None:
        """Everything the dossier holds."""
        code = dossier.firm.code
        for firm in (dossier.firm, *dossier.others.values()):
            self._firm(firm)
        for rows in dossier.tables.values():
            for row in rows:
                self._row(row)
        awards = sorted(dossier.history or (), key=lambda award: award.decided)
        for place, award in enumerate(awards):
            self._put(AWARDS, self._award(award) | {"firm": code, "place": place})
        for place, review in enumerate(sorted(dossier.reviews, key=lambda each: each.day)):
            self._put(REVIEWS, _review(review) | {"firm": code, "place": place})
        for place, decision in enumerate(sorted(dossier.decisions, key=lambda each: each.day)):
            record: Record = {
                "firm": code,
                "place": place,
                "policy": decision.policy,
                "measure": decision.measure,
                "row_key": decision.row,
                "name": decision.name,
                "applies": decision.applies,
                "day": decision.day,
            }
            self._put(DECISIONS, record)
        for listing in dossier.listings:
            record = {"list": listing.list_name, "firm": listing.firm}
            record |= {"since": listing.since, "until": listing.until}
            self._put(LISTINGS, record)

    def _put(self, relation: str, record: Record) -> None:
        self.records.setdefault(relation, []).append(record)

    def _firm(self, firm: Firm) -> None:
        if self._is_new("", firm.code):
            record: Record = {"firm_code": firm.code}
            record |= self._facts(FIRM, firm.code, firm.values)
            self._put(FIRMS, record)
            years: dict[int, Record] = {}
            for (fact, year), value in firm.yearly.items():
                found = years.setdefault(year, {"firm_code": firm.code, "of_year": year})
                found |= self._facts(FIRM, f"{firm.code} {year}", {fact: value})
            self.records.setdefault(YEARS, []).extend(years.values())

    def _row(self, row: Row) -> None:
        subject = self.library.vocabulary.subject(row.subject)
        if subject is None or not self._is_new(row.subject, row.key):
            return
        day = row.values.get(subject.date)
        record: Record = {
            "row_key": row.key,
            "row_firm": row.firm,
            "row_day": day if isinstance(day, date) else None,
        }
        record |= self._facts(row.subject, row.key, row.values)
        self._put(relation_of(subject), record)

    def _is_new(self, subject: str, key: str) -> bool:
        new = (subject, key) not in self._seen
        self._seen.add((subject, key))
        return new

    def _facts(self, subject_name: str, where: str, values: Mapping[str, Value]) -> Record:
        subject = self.library.vocabulary.subject(subject_name)
        record: Record = {}
        for title, value in values.items():
            fact = subject.fact(title) if subject else None
            if fact is not None:
                for column, figure in _figures(fact, value):
                    record[column] = _cell(fact, figure, f"{subject_name} {where}")
        return record

    def _award(self, award: Award) -> Record:
        kept = {
            column: str(value)
            for column, title in kept_columns(self.library).items()
            if (value := award.remembered.get(title)) is not None
        }
        best = {
            column: _parts(value, scale_of_unit(asked.dimension), f"奖补 {award.row}", asked.fact)
            for column, asked in self._best.items()
            if isinstance(value := award.remembered.get(asked.fact), int | Fraction)
        }
        return {
            "policy": award.policy,
            "measure": award.measure,
            "payee": award.payee,
            "subject": award.subject,
            "row_key": award.row,
            "event": award.event,
            "decided": award.decided,
            "amount": award.amount,
            "counted": award.counted,
            "support_year": award.support_year,
            "cycle": award.cycle,
            "source": award.source,
            **kept,
            **best,
        }


def _review(review: ReviewRow) -> Record:
    rate = None if review.rate is None else parts(review.rate, 10**6)
    if rate is None and review.rate is not None:
        raise DataError(f"评审 {review.measure} {review.row}：比率最多精确到百万分之一")
    return {
        "policy": review.policy,
        "measure": review.measure,
        "row_key": review.row,
        "kind": review.kind,
        "passed": review.outcome is Outcome.PASSED,
        "day": review.day,
        "amount": review.amount,
        "rate": rate,
    }


def _figures(fact: Fact, value: Value) -> Iterator[tuple[str, Scalar | None]]:
    if isinstance(value, Staged):
        yield column_of(fact, Stage.DECLARED), value.declared
        yield column_of(fact, Stage.VERIFIED), value.verified
        yield column_of(fact, Stage.ACCEPTED), value.accepted
    else:
        yield column_of(fact, Stage.DECLARED), value


def _cell(fact: Fact, value: Scalar | None, where: str) -> Cell:
    if value is None or not isinstance(fact.type, Number):
        return None if isinstance(value, Fraction) else value
    if isinstance(value, str | date):
        raise DataError(f"{where}：{fact.name}应是数")
    found = _parts(value, scale_of(fact), where, fact.name)
    if fact.minimum is not None and value < fact.minimum:
        raise DataError(f"{where}：{fact.name}不能小于 {fact.minimum}，得到 {value}")
    return found


def _parts(value: int | Fraction, scale: int, where: str, title: str) -> int:
    found = parts(value, scale)
    if found is None or abs(found) > _LARGEST:
        raise DataError(f"{where}：{title}的数太细或太大，{value} 不能准确保存")
    return found


def connect(library: Library, dossiers: Iterable[Dossier]) -> duckdb.DuckDBPyConnection:
    """A database in memory with the relations of a population and what the dossiers hold."""
    store = Store(library)
    for dossier in dossiers:
        store.add(dossier)
    connection = duckdb.connect()
    for relation, columns in relations(library).items():
        defined = ", ".join(f"{name(column)} {kind}" for column, kind in columns.items())
        connection.execute(f"CREATE TABLE {relation} ({defined})")
        _insert(connection, relation, columns, store.records.get(relation, []))
    return connection


def _insert(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    columns: Mapping[str, str],
    records: Sequence[Record],
) -> None:
    """All records at once, a list a column: a row at a time takes twenty times as long."""
    used = [
        column for column in columns if any(record.get(column) is not None for record in records)
    ]
    if not used:
        return
    titles = ", ".join(name(column) for column in used)
    marks = ", ".join(f"UNNEST(CAST(? AS {columns[column]}[]))" for column in used)
    rows = [[record.get(column) for record in records] for column in used]
    connection.execute(f"INSERT INTO {relation} ({titles}) SELECT {marks}", rows)
