"""The relations of a population, made of tables whose values are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.intake.tables.between import Tables, firm_key, year_text
from duixian.intake.tables.owners import ORDERED, owned
from duixian.intake.tables.staging import Staged
from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY, Column
from duixian.population.schema import (
    AWARD,
    AWARDS,
    DECISION,
    DECISIONS,
    FIRMS,
    LISTING,
    LISTINGS,
    REVIEW,
    REVIEWS,
    STAGES,
    YEARS,
    best_columns,
    column_of,
    kept_columns,
    relation_of,
    relations,
    scale_of,
)
from duixian.population.sql import name, text
from duixian.rulebook.dossier import Outcome
from duixian.rulebook.expression.types import Day, Flag, Number
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Subject


@dataclass(frozen=True, slots=True)
class Entering:
    """The tables that were read, under the library that says what the relations are."""

    library: Library
    tables: Tables

    def queries(self) -> dict[str, tuple[str, bool]]:
        """By relation, the query that gives its rows, and whether it is worth keeping them.

        One without a table has no rows. Plain columns of a file are read where they lie.
        """
        kinds = relations(self.library)
        made = {FIRMS: self._firms(), YEARS: self._years(), **self._records()}
        for subject in self.library.vocabulary.subjects:
            if subject.name != FIRM:
                made[relation_of(subject)] = self._rows(subject)
        return {
            title: (_completed(found, columns), found is not None and not found.is_plain)
            for title, columns in kinds.items()
            for found in [made[title]]
        }

    def _facts(self, table: Staged, subject: Subject, *, yearly: bool) -> dict[str, str]:
        found = {}
        for fact in subject.facts:
            if fact.yearly == yearly and not fact.derived:
                for stage in STAGES if fact.staged else (None,):
                    piece = table.piece(fact.name, stage)
                    column = column_of(fact, stage) if stage else fact.code
                    found[column] = piece
        return found

    def _firms(self) -> "_Made | None":
        table, subject = self.tables.get(FIRM), self.library.vocabulary.subject(FIRM)
        if table is None or subject is None:
            return None
        columns = {"firm_code": table.piece(subject.key)}
        columns |= self._facts(table, subject, yearly=False)
        return _Made(columns, table.relation, table.is_sound)

    def _years(self) -> "_Made | None":
        table, subject = self.tables.get(YEARLY), self.library.vocabulary.subject(FIRM)
        if table is None or subject is None:
            return None
        year = f"CAST({year_text(table.piece(YEAR))} AS BIGINT)"
        columns = {"firm_code": table.piece(firm_key(self.tables)), "of_year": year}
        facts = self._facts(table, subject, yearly=True)
        if table.is_sound:
            # A year of which nothing is known is as good as none; to look for it reads all columns.
            return _Made(columns | facts, table.relation, is_plain=True)
        told = " OR ".join(f"{piece} IS NOT NULL" for piece in facts.values()) or "FALSE"
        return _Made(columns | facts, f"{table.relation} WHERE {told}")

    def _rows(self, subject: Subject) -> "_Made | None":
        table = self.tables.get(subject.name)
        if table is None:
            return None
        columns = {
            "row_key": table.piece(subject.key),
            "row_firm": table.piece(subject.firm),
            "row_day": table.piece(subject.date),
        }
        columns |= self._facts(table, subject, yearly=False)
        return _Made(columns, table.relation, table.is_sound)

    def _records(self) -> "dict[str, _Made | None]":
        return {
            AWARDS: self._awards(),
            REVIEWS: self._reviews(),
            DECISIONS: self._decisions(),
            LISTINGS: self._listings(),
        }

    def _owned(self, table: Staged, firm: str) -> str:
        firms = self.tables[FIRM]
        known = f"SELECT {firms.piece(firm_key(self.tables))} FROM {firms.relation}"
        return owned(table, firm, known)

    def _awards(self) -> "_Made | None":
        table = self.tables.get(sheets.AWARDS)
        if table is None:
            return None
        back = f"COALESCE({table.piece('已收回')}, 0)"
        columns = {
            "policy": _word(table, "政策文号"),
            "measure": _word(table, "措施"),
            "payee": table.piece("受益人"),
            "subject": _word(table, "对象"),
            "row_key": _word(table, "对象编号"),
            "event": table.piece("事项日期"),
            "decided": table.piece("决定日期"),
            "amount": table.piece("金额"),
            "counted": f"({table.piece('金额')} - {back})",
            "support_year": f"CAST({table.piece('支持年度')} AS BIGINT)",
            "cycle": _word(table, "执行周期"),
            "source": _word(table, "来源"),
        }
        for column, title in kept_columns(self.library).items():
            columns[column] = _remembered(table, title)
        for column, asked in best_columns(self.library).items():
            columns[column] = _number(table, asked.fact)
        rows = self._owned(table, table.piece("受益人"))
        return _Made(_placed(columns, table.piece("决定日期"), AWARD), rows)

    def _reviews(self) -> "_Made | None":
        table = self.tables.get(sheets.REVIEWS)
        if table is None:
            return None
        columns = {
            "policy": _word(table, "政策文号"),
            "measure": _word(table, "措施"),
            "row_key": _word(table, "对象编号"),
            "kind": _word(table, "评审类别"),
            "passed": f"({table.piece('结果')} = {text(Outcome.PASSED)})",
            "day": table.piece("评审日期"),
            "amount": table.piece("核定金额"),
            "rate": table.piece("核定比例"),
        }
        rows = self._owned(table, "NULL")
        return _Made(_placed(columns, table.piece("评审日期"), REVIEW), rows)

    def _decisions(self) -> "_Made | None":
        table = self.tables.get(sheets.DECISIONS)
        if table is None:
            return None
        columns = {
            "policy": _word(table, "政策文号"),
            "measure": _word(table, "措施"),
            "row_key": _word(table, "对象编号"),
            "name": _word(table, "条件名称"),
            "applies": table.piece("是否适用"),
            "day": table.piece("决定日期"),
        }
        rows = self._owned(table, table.piece("企业"))
        return _Made(_placed(columns, table.piece("决定日期"), DECISION), rows)

    def _listings(self) -> "_Made | None":
        table = self.tables.get(sheets.LISTINGS)
        if table is None:
            return None
        columns = {
            "list": table.piece("名单名称"),
            "firm": table.piece("企业"),
            "since": table.piece("列入日期"),
            "until": table.piece("移出日期"),
        }
        columns = {title: columns[title] for title in LISTING}
        return _Made(columns, table.relation, table.is_sound)


@dataclass(frozen=True, slots=True)
class _Made:
    """Pieces by column, and from where they come; `is_plain`: straight out of a file."""

    columns: Mapping[str, str]
    rows: str
    is_plain: bool = False


def _completed(made: _Made | None, kinds: Mapping[str, str]) -> str:
    """All columns of the relation, in order; one that no table has is unknown throughout."""
    columns = made.columns if made else {}
    picked = ", ".join(
        f"CAST({columns.get(title, 'NULL')} AS {kind}) AS {name(title)}"
        for title, kind in kinds.items()
    )
    rows = f"FROM {made.rows}" if made else "WHERE FALSE"
    return f"SELECT {picked} {rows}"


def _word(table: Staged, title: str) -> str:
    """A word that is empty, never unknown."""
    return f"COALESCE({table.piece(title)}, '')"


def _placed(columns: dict[str, str], day: str, order: Mapping[str, str]) -> dict[str, str]:
    """The firm whose dossier holds the record, and its place among them by day."""
    place = f"(ROW_NUMBER() OVER (PARTITION BY owner ORDER BY {day}, {ORDERED}) - 1)"
    found = {"firm": "owner", "place": place, **columns}
    return {title: found[title] for title in (*order, *(t for t in found if t not in order))}


def _beside(table: Staged, title: str) -> Column | None:
    """The column of a fact beside an award; an own column of awards is none."""
    own = {column.fact.name for column in table.source.layout.columns}
    column = next((c for c in table.source.columns.values() if c.fact.name == title), None)
    return None if title in own else column


def _number(table: Staged, title: str) -> str:
    """A number beside an award in its parts."""
    column = _beside(table, title)
    is_number = column is not None and isinstance(column.fact.type, Number)
    return table.piece(title) if is_number else "NULL"


def _remembered(table: Staged, title: str) -> str:
    """A fact beside an award as a dossier spells it."""
    column = _beside(table, title)
    if column is None:
        return "NULL"
    piece = table.piece(title)
    match column.fact.type:
        case Flag():
            return f"CASE WHEN {piece} THEN 'True' WHEN NOT {piece} THEN 'False' END"
        case Day():
            return f"CAST({piece} AS VARCHAR)"
        case Number():
            scale = scale_of(column.fact)
            common = f"GCD({piece}, {scale})"
            bottom = f"CASE WHEN {common} = {scale} THEN '' ELSE '/' || {scale} // {common} END"
            return f"({piece} // {common} || {bottom})"
        case _:
            return piece
