"""The items of one fold: every row of a sheet joined with the rows of another subject.

A fold inside a fold (a named part of a measure inside a sum) looks at the same rows as the outer
one, never at its items: it is grouped beside it, and joined to its items.
"""

from dataclasses import replace

from duixian.population.frame import ITEM, Frame
from duixian.population.refusals import NotCompiled
from duixian.population.schema import relation_of
from duixian.population.sheet import Sheet
from duixian.population.sql import Sql, day, name, when
from duixian.rulebook.expression import tree


class Items:
    """One fold: the relation of its items, and what is grouped of it.

    `frame` is that of an item; `outer` the one in which the fold stands.
    """

    def __init__(self, expression: tree.OverRows, frame: Frame) -> None:
        self.outer = frame
        self._host = frame = _host(frame)
        self.title = f"{frame.sheet.title}_items_{len(frame.sheet.folds) + 1}"
        frame.sheet.folds[self.title] = self
        subject = frame.setting.library.vocabulary.subject(expression.subject)
        if subject is None:
            raise KeyError(expression.subject)
        firm = frame.leaf(frame.firm, "firm_code")
        on = day(frame.setting.shape.on)
        source = (
            f"{frame.sheet.rows} AS o JOIN {relation_of(subject)} AS item"
            f" ON item.row_firm = o.{firm} AND item.row_day <= {on}"
        )
        self.sheet = Sheet(self.title, source, ("facts",))
        for column in frame.sheet.identity:
            self.sheet.entered(column, f"o.{name(column)}")
        self.frame = replace(
            frame, sheet=self.sheet, item=expression.subject, outer=frame, known={}
        )
        self.frame.day = self._carried(frame.day)
        self.frame.law_day = self._carried(frame.law_day)
        if frame.base is not None:
            self.frame.base = self._carried(frame.base)
        self._outputs: dict[str, Sql] = {}
        self._aggregates: dict[str, Sql] = {}

    def _carried(self, piece: Sql) -> Sql:
        if piece.startswith('"'):
            self.sheet.entered(piece.strip('"'), f"o.{piece}")
        return piece

    def grouped(self, aggregate: str, piece: Sql, empty: Sql) -> Sql:
        """An aggregate over the items of a row, as a column of the row; `empty` without items.

        `{}` in the aggregate is the column of the items.
        """
        inside = f"v{len(self._outputs)}"
        self._outputs[inside] = piece
        self._aggregates[inside] = aggregate.format(name(inside))
        column, there = self._column(inside), self._column("there")
        return self.outer.sheet.define(when([(f"({there} IS NULL)", empty)], column))

    def _column(self, title: str) -> Sql:
        """A column of what is grouped, in the sheet in which the fold stands."""
        column, piece = f"{self.title}_{title}", f"{self.title}.{name(title)}"
        if self.outer is self._host:
            return self.outer.sheet.found(column, piece)
        self.outer.sheet.join(self.title, self._joined())
        return self.outer.sheet.entered(column, piece)

    def _joined(self) -> str:
        same = " AND ".join(f"{self.title}.{name(c)} = o.{name(c)}" for c in self._identity)
        return f"LEFT JOIN {self.title} ON {same}"

    @property
    def _identity(self) -> tuple[str, ...]:
        return self._host.sheet.identity

    def finish(self) -> None:
        """Put the statements before the sheet of the rows."""
        identity = self._identity
        outputs = {column: name(column) for column in identity} | self._outputs
        statements = self.sheet.statements(outputs)
        keys = ", ".join(name(column) for column in identity)
        last, text = statements.pop()
        statements.append((f"{last}_each", text))
        found = ", ".join(f"{text} AS {name(column)}" for column, text in self._aggregates.items())
        statements.append(
            (self.title, f"SELECT {keys}, TRUE AS there, {found} FROM {last}_each GROUP BY {keys}")
        )
        nested = self.outer is not self._host
        self._host.sheet.after(statements, "" if nested else self._joined())


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
