"""The items of folds: every row of a sheet joined with the rows of another subject.

Folds over the same rows share one relation, in which each has columns of its own. A fold inside a
fold (a named part of a measure inside a sum) looks at the same rows as the outer one, never at its
items: it is grouped beside it, and joined to its items.
"""

from dataclasses import replace

from duixian.population.frame import ITEM, Frame
from duixian.population.refusals import NotCompiled
from duixian.population.schema import relation_of
from duixian.population.sheet import Sheet, Statements
from duixian.population.sql import Sql, day, name, when
from duixian.rulebook.expression import tree


class Joined:
    """The rows of a sheet, those of its frame, with items; and what is grouped of these."""

    def __init__(self, subject_name: str, frame: Frame) -> None:
        host = frame.sheet
        self.title = f"{host.title}_items_{len(host.folds) + 1}"
        host.folds[self.title] = self
        subject = frame.declared_subject(subject_name)
        firm = frame.leaf(frame.firm, "firm_code")
        source = (
            f"{host.rows} AS o JOIN {relation_of(subject)} AS item"
            f" ON item.row_firm = o.{firm} AND item.row_day <= {day(frame.setting.shape.on)}"
        )
        self.sheet = Sheet(self.title, source, ("facts",))
        self._identity = host.identity
        for column in self._identity:
            self.sheet.entered(column, f"o.{name(column)}")
        self._columns: dict[tuple[str, Sql], str] = {}

    def grouped(self, aggregate: str, piece: Sql) -> str:
        """The column of an aggregate over the items of a row; equal ones share it."""
        return self._columns.setdefault((aggregate, piece), f"v{len(self._columns)}")

    @property
    def clause(self) -> str:
        """How it is joined to the rows `o`."""
        same = " AND ".join(f"{self.title}.{name(c)} = o.{name(c)}" for c in self._identity)
        return f"LEFT JOIN {self.title} ON {same}"

    def statements(self) -> Statements:
        """The items, and what they come to by row."""
        outputs = {column: name(column) for column in self._identity}
        outputs |= {column: piece for (_, piece), column in self._columns.items()}
        *before, (last, text) = self.sheet.statements(outputs)
        keys = ", ".join(name(column) for column in self._identity)
        found = ", ".join(
            f"{aggregate.format(name(column))} AS {name(column)}"
            for (aggregate, _), column in self._columns.items()
        )
        query = f"SELECT {keys}, TRUE AS there, {found} FROM {last}_each GROUP BY {keys}"
        return [*before, (f"{last}_each", text), (self.title, query)]


class Items:
    """One fold: `frame` is that of an item; `outer` the one in which the fold stands."""

    def __init__(self, expression: tree.OverRows, frame: Frame) -> None:
        self.outer = frame
        self._host = frame = _host(frame)
        self._joined = self._shared(expression.subject)
        self.sheet = self._joined.sheet
        self.frame = replace(
            frame, sheet=self.sheet, item=expression.subject, outer=frame, known={}
        )
        self.frame.day = self._carried(frame.day)
        self.frame.law_day = self._carried(frame.law_day)
        if frame.base is not None:
            self.frame.base = self._carried(frame.base)

    def _shared(self, subject: str) -> Joined:
        """The relation of the items; a fold inside a fold has its own, which stands before."""
        host = self._host
        if self.outer is not host:
            return Joined(subject, host)
        key = ("items", subject, host.firm)
        found = host.sheet.folds.get(key)
        if not isinstance(found, Joined):
            host.sheet.folds[key] = found = Joined(subject, host)
            host.sheet.after(found.statements, found.clause)
        return found

    def _carried(self, piece: Sql) -> Sql:
        if piece.startswith('"'):
            self.sheet.entered(piece.strip('"'), f"o.{piece}")
        return piece

    def grouped(self, aggregate: str, piece: Sql, empty: Sql) -> Sql:
        """An aggregate over the items of a row, as a column of the row; `empty` without items.

        `{}` in the aggregate is the column of the items.
        """
        inside = self._joined.grouped(aggregate, piece)
        column, there = self._column(inside), self._column("there")
        return self.outer.sheet.define(when([(f"({there} IS NULL)", empty)], column))

    def _column(self, title: str) -> Sql:
        """A column of what is grouped, in the sheet in which the fold stands."""
        relation = self._joined.title
        column, piece = f"{relation}_{title}", f"{relation}.{name(title)}"
        if self.outer is self._host:
            return self.outer.sheet.found(column, piece)
        self.outer.sheet.join(relation, self._joined.clause)
        return self.outer.sheet.entered(column, piece)

    def finish(self) -> None:
        """Put what is grouped for a fold inside a fold before the relation of that one."""
        if self.outer is not self._host:
            self._host.sheet.after(self._joined.statements(), "")


def _host(frame: Frame) -> Frame:
    """The frame whose rows a fold takes its items for: around an outer fold, where it is in one."""
    if not frame.item or frame.outer is None:
        return frame
    if frame.row == ITEM:
        raise NotCompiled("合计之中各行推算的合计", frame.own)
    host = frame.outer
    if (frame.firm, frame.payee) == (host.firm, host.payee):
        return host
    payee = host.owner if frame.payee.startswith(ITEM) else frame.payee
    return replace(host, firm=host.owner, payee=payee, known={})
