"""Whose dossier holds a record: its payee's or firm's, and of every firm its row is about."""

from duixian.intake.tables.between import Tables, firm_key
from duixian.intake.tables.staging import Staged
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.layout import FIRM
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import FactKind, Subject

OWNERS = "owners"
ORDERED = "own_first, key_order, row"
"""Among records of one day: the firm's own first, then row after row of its dossier."""

_ROWS = 10**12
"""More than any table has rows."""


def owners(library: Library, tables: Tables) -> str:
    """The query for the keys of each firm's dossier that records name: `owner`, `key`, `key_order`.

    They are the firm's own code, and those of the rows in which it is firm, payee or reference.
    """
    firm = tables[FIRM].piece(firm_key(tables))
    parts = [f"SELECT {firm} AS owner, {firm} AS key, -1 AS key_order FROM {tables[FIRM].relation}"]
    for place, subject in enumerate(library.vocabulary.subjects):
        table = tables.get(subject.name)
        if table is not None and subject.name != FIRM:
            parts += [
                f"SELECT {piece}, {table.piece(subject.key)}, {place * _ROWS} + row"
                f" FROM {table.relation}"
                for piece in _firms_named(table, subject)
            ]
    return (
        f"SELECT owner, key, MIN(key_order) AS key_order FROM ({' UNION ALL '.join(parts)})"
        f" WHERE key IN ({_keys_named(tables)})"
        f" AND owner IN (SELECT {firm} FROM {tables[FIRM].relation}) GROUP BY owner, key"
    )


def _firms_named(table: Staged, subject: Subject) -> list[str]:
    """The columns that hold codes of firms."""
    titles = [subject.firm]
    titles += [fact.name for fact in subject.facts if fact.kind is FactKind.REFERENCE]
    return [piece for piece in dict.fromkeys(map(table.piece, titles)) if piece != "NULL"]


def _keys_named(tables: Tables) -> str:
    """The keys of rows that awards, reviews and decisions are about."""
    named = [
        f"SELECT {tables[sheet].piece('对象编号')} FROM {tables[sheet].relation}"
        for sheet in (sheets.AWARDS, sheets.REVIEWS, sheets.DECISIONS)
        if sheet in tables
    ]
    return " UNION ALL ".join(named) or "SELECT NULL"


def owned(table: Staged, firm: str, firms: str) -> str:
    """The rows of a record table, each once for every firm whose dossier holds it: `owner`.

    `firm` is the column of the firm they are about, NULL where they name none; `firms` a query for
    the codes of all firms.
    """
    key = table.piece("对象编号")
    return (
        f"(SELECT *, {firm} AS owner, 0 AS own_first, 0 AS key_order FROM {table.relation}"
        f" WHERE {firm} IN ({firms}) UNION ALL"
        f" SELECT t.*, o.owner, 1, o.key_order FROM {table.relation} AS t"
        f" JOIN {OWNERS} AS o ON o.key = {key} AND o.owner IS DISTINCT FROM {firm})"
    )
