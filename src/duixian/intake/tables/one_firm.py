"""The records of one firm out of whole tables, read as a workbook is: for explanations."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from duixian.intake.register import Records
from duixian.intake.tables.source import Source
from duixian.intake.tables.statements import rows_as_text
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.building import build
from duixian.intake.workbook.layout import FIRM, YEARLY
from duixian.intake.workbook.scan import Scan
from duixian.intake.workbook.table import Table, read_table
from duixian.population.sql import text
from duixian.rulebook.problems import has_errors
from duixian.rulebook.vocabulary.model import FactKind, Subject, Vocabulary

Left = Mapping[str, frozenset[int]]
"""Rows that were refused and are left out, by table."""


@dataclass(slots=True)
class Picker:
    """Picks rows out of `sources`, the tables of one folder or workbook.

    `left` are the rows, and `aside` the firms, that the run left out.
    """

    connection: duckdb.DuckDBPyConnection
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    left: Left = field(default_factory=dict)
    aside: Collection[str] = ()

    def records(self, code: str) -> Records:
        """All that the dossier of the firm holds, and no more than a few other rows."""
        tables = dict(self._subjects(code))
        firm = self._table(FIRM, self._where(FIRM, self._key(), [code]))
        named = {code, *self._named(firm), *(n for t in tables.values() for n in self._named(t))}
        named -= set(self.aside)
        keys = {code, *(key for table in tables.values() for key in _keys(table))}
        tables[FIRM] = self._table(FIRM, self._where(FIRM, self._key(), named))
        self._add(tables, YEARLY, self._key(), named)
        self._add(tables, sheets.AWARDS, "受益人", [code], keys)
        self._add(tables, sheets.REVIEWS, "", [], keys)
        self._add(tables, sheets.DECISIONS, "企业", [code], keys)
        self._add(tables, sheets.LISTINGS, "企业", named)
        for sheet in (sheets.LIST_SOURCES, sheets.AWARD_SOURCES):
            if sheet in self.sources:
                tables[sheet] = self._table(sheet, "TRUE")
        records = build(tables, self.vocabulary)
        known = sheets.AWARD_SOURCES in self.sources
        return records if known else replace(records, sources=self._award_sources())

    def _subjects(self, code: str) -> Iterator[tuple[str, Table]]:
        """The rows of every table in which the firm is firm, payee or reference."""
        for name, source in self.sources.items():
            subject = source.layout.subject
            if subject is None or name == FIRM:
                continue
            conditions = [self._where(name, title, [code]) for title in _titles(subject)]
            yield name, self._table(name, " OR ".join(conditions))

    def _add(
        self,
        tables: dict[str, Table],
        sheet: str,
        title: str,
        firms: Collection[str],
        keys: Collection[str] = (),
    ) -> None:
        if sheet in self.sources:
            of_firms = self._where(sheet, title, firms)
            tables[sheet] = self._table(sheet, f"{of_firms} OR {self._of_rows(sheet, keys)}")

    def _key(self) -> str:
        return self.sources[FIRM].layout.key

    def _named(self, table: Table) -> Iterator[str]:
        """The codes of all firms that the rows name."""
        subject = table.layout.subject
        if subject is not None:
            titles = _titles(subject)
            for record in table.records:
                yield from (
                    value for title in titles if isinstance(value := record.values.get(title), str)
                )

    def _piece(self, sheet: str, title: str) -> str | None:
        columns = self.sources[sheet].columns.items()
        return next((f"c{p}" for p, column in columns if column.fact.name == title), None)

    def _where(self, sheet: str, title: str, firms: Collection[str]) -> str:
        """Whether a column holds one of the codes, however it is spelt."""
        piece = self._piece(sheet, title)
        if piece is None or not firms:
            return "FALSE"
        plain = f"UPPER(REPLACE({piece}, ' ', '')) IN ({_listed(firms)})"
        odd = [each for each in self._odd(sheet, piece) if _code(each) in firms]
        return f"({plain} OR {piece} IN ({_listed(odd)}))" if odd else plain

    def _odd(self, sheet: str, piece: str) -> list[str]:
        """Texts that hold more than ASCII: full-width codes, the numbers of persons."""
        rows = rows_as_text(self.connection, self.sources[sheet])
        found = self.connection.execute(
            f"SELECT DISTINCT {piece} FROM ({rows}) WHERE REGEXP_MATCHES({piece}, '[^!-~]')"
        )
        return [row[0] for row in found.fetchall()]

    def _of_rows(self, sheet: str, keys: Collection[str]) -> str:
        piece = self._piece(sheet, "对象编号")
        return f"TRIM({piece}) IN ({_listed(keys)})" if piece and keys else "FALSE"

    def _table(self, sheet: str, where: str) -> Table:
        source = self.sources[sheet]
        rows = rows_as_text(self.connection, source)
        texts = ", ".join(f"COALESCE(c{place}, '')" for place in range(source.width))
        found = self.connection.execute(
            f"SELECT row, {texts} FROM ({rows}) WHERE {where} ORDER BY row"
        ).fetchall()
        left = self.left.get(sheet, frozenset())
        kept: list[Sequence[str]] = [cells for row, *cells in found if row not in left]
        table, problems = read_table(
            iter([source.titles, *kept]), source.layout, self.vocabulary.units, Scan(), source.place
        )
        if has_errors(problems):
            raise ValueError(next(iter(problems)).sentence)
        there = (one for one in table.records if not self._is_aside(table, one.values))
        return replace(table, records=tuple(there))

    def _is_aside(self, table: Table, values: Mapping[str, object]) -> bool:
        """Whether the row is one of a firm that the run left out."""
        layout = table.layout
        owner = layout.subject.firm or layout.key if layout.subject else ""
        owner = owner or {sheets.AWARDS: "受益人", YEARLY: self._key()}.get(layout.name, "企业")
        return values.get(owner) in self.aside

    def _award_sources(self) -> frozenset[str]:
        """Those that any award comes from."""
        piece = sheets.AWARDS in self.sources and self._piece(sheets.AWARDS, "来源")
        if not piece:
            return frozenset()
        rows = rows_as_text(self.connection, self.sources[sheets.AWARDS])
        found = self.connection.execute(f"SELECT DISTINCT TRIM({piece}) FROM ({rows})").fetchall()
        return frozenset(row[0] for row in found if row[0] not in {None, "", "未知"})


def _titles(subject: Subject) -> list[str]:
    """The columns that hold codes of firms."""
    references = (fact.name for fact in subject.facts if fact.kind is FactKind.REFERENCE)
    return list(dict.fromkeys([subject.firm, *references]))


def _keys(table: Table) -> Iterator[str]:
    for record in table.records:
        yield str(record.values.get(table.layout.key))


def _listed(words: Collection[str]) -> str:
    return ", ".join(text(word) for word in words) or "NULL"


def _code(written: str) -> str:
    return unicodedata.normalize("NFKC", written).replace(" ", "").upper()
