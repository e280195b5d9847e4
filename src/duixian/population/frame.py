"""From where the expressions of a measure read: the row, its firm, who is paid, an item of a fold.

A frame stands on a sheet. Names of columns begin with the alias of the relation they come from.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from duixian.population.codes import Codes, Detail, GapCode, Words
from duixian.population.quantities import Quantities
from duixian.population.refusals import NotCompiled
from duixian.population.schema import FIRM, YEARS, column_of
from duixian.population.shape import Shape
from duixian.population.sheet import Sheet
from duixian.population.sql import NULL, Sql, name
from duixian.population.values import Value
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression.tree import Expression, Moment, Via
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Fact

YEAR_DAY = "year_day"
"""The first day of the year of support, in the rows of a measure that is paid by the year."""


class FirmFacts(Protocol):
    """The facts of all firms, entered and computed, as one relation."""

    def entered(self, fact: Fact) -> str:
        """The column of an entered fact."""

    def derived(self, fact: Fact, alias: str, frame: "Frame") -> Value:
        """A computed fact of the firm joined under the alias."""


@dataclass(slots=True)
class Setting:
    """One statement in the making: its library, its shape, the facts of the firms.

    `compile` gives an expression its columns.
    """

    library: Library
    shape: Shape
    firms: FirmFacts
    compile: Callable[[Expression, "Frame"], Value]


@dataclass(slots=True)
class Frame:
    """One way of looking at the rows of a sheet.

    `row` is the alias of the entered row, None where the table is absent. `firm` and `payee` are
    aliases of firms. `day` and `law_day` are pieces (NULL where the row is not known); `base` is
    the day from which years count, None for the day of assessment; `yearless`: it is not known.
    `item` is the subject of the fold inside which an expression stands; `outer` the frame around
    that fold.
    """

    setting: Setting
    sheet: Sheet
    codes: Codes
    subject: str
    own: tuple[str, str]
    row: str | None
    firm: str
    payee: str
    day: Sql = NULL
    law_day: Sql = NULL
    base: Sql | None = None
    yearless: bool = False
    support_year: int = 0
    item: str = ""
    outer: "Self | None" = None
    known: dict[int, Value] = field(default_factory=dict)

    @property
    def numbers(self) -> Quantities:
        """Arithmetic on the sheet."""
        return Quantities(self.sheet)

    def declared(self, subject: str, fact: str) -> Fact:
        """The fact as declared."""
        found = self.setting.library.vocabulary.subject(subject)
        declared = found.fact(fact) if found else None
        if declared is None:
            raise KeyError(f"{subject}.{fact}")
        return declared

    def leaf(self, alias: str, column: str) -> Sql:
        """A column of a joined relation, carried into the folds that stand inside."""
        title = f"{alias}_{column}"
        if self.outer is not None and alias != "item":
            self.outer.leaf(alias, column)
            return self.sheet.entered(title, f"o.{name(title)}")
        return self.sheet.entered(title, f"{alias}.{name(column)}")

    def raw(self, alias: str, column: str) -> Sql:
        """The same column as the clauses that join relations name it."""
        if self.outer is not None and alias != "item":
            return f"o.{self.outer.leaf(alias, column)}"
        return f"{alias}.{name(column)}"

    def join(self, alias: str, clause: str) -> None:
        """Join a relation to the rows, also from inside a fold."""
        (self.outer or self).sheet.join(alias, clause)

    @property
    def tag(self) -> str:
        """A word for the measure that can be part of a name."""
        names = [each.name for policy in self.setting.library.policies for each in policy.measures]
        return f"m{names.index(self.own) + 1}"

    def firm_by(self, via: str) -> str:
        """The alias of the firm that a fact is read of."""
        if via in (Via.FIRM, Via.ROW):
            return self.firm
        if via == Via.PAYEE:
            return self.payee
        raise NotCompiled(f"经「{via}」引用的企业", self.own)

    def fact(self, via: str, fact: Fact) -> tuple[Sql, Words]:
        """The column of an entered fact that is not yearly, and what is missing when it is NULL."""
        column = column_of(fact, self.setting.shape.stage)
        if via == Via.ITEM:
            gap = GapCode(GapKind.FACT, fact.subject, fact.name, "", Detail.DATA)
            return self.leaf("item", column), self.codes.missing(gap)
        if fact.subject != FIRM:
            piece = NULL if self.row is None else self.leaf(self.row, column)
            return piece, self.codes.missing(self.gap(fact.name))
        alias = self.firm_by(via)
        gap = GapCode(GapKind.FACT, FIRM, fact.name, whose=alias)
        column = self.setting.firms.entered(fact) if alias != "self" else column
        return self.leaf(alias, column), self.codes.missing(gap)

    def in_year(self, via: str, fact: Fact, back: int) -> tuple[Sql, Words]:
        """A yearly fact so many years before the year of the row."""
        if self.yearless:
            return NULL, self.codes.missing(self.gap(Moment.SUPPORT_YEAR.value))
        alias, on = self.firm_by(via), self.setting.shape.on
        relation = self._year_relation(alias, back)
        piece = self.leaf(relation, column_of(fact, self.setting.shape.stage))
        if self.base is None:
            gap = GapCode(GapKind.FACT, FIRM, fact.name, str(on.year - back), whose=alias)
        else:
            gap = GapCode(GapKind.FACT, FIRM, fact.name, str(back), Detail.YEAR, alias)
        return piece, self.codes.missing(gap)

    def _year_relation(self, firm: str, back: int) -> str:
        on = self.setting.shape.on
        alias = f"{firm}_year_{back}" if self.base is None else f"{firm}_row_year_{back}"
        if self.base is None:
            year = str(on.year - back)
        else:
            year = f"EXTRACT(YEAR FROM {self.row}.{YEAR_DAY}) - {back}"
        self.join(
            alias,
            f"LEFT JOIN {YEARS} AS {alias} ON {alias}.firm_code = {firm}.firm_code"
            f" AND {alias}.of_year = {year} AND {alias}.of_year <= {on.year}",
        )
        return alias

    def gap(self, fact: str) -> GapCode:
        """The missing fact of this row, or the missing table it would stand in."""
        if self.subject == FIRM:
            return GapCode(GapKind.FACT, FIRM, fact, whose=self.firm)
        if self.row is None:
            return GapCode(GapKind.TABLE, self.subject, self.subject)
        return GapCode(GapKind.FACT, self.subject, fact, "", Detail.KEY)

    def gap_of_row(self, kind: GapKind, title: str) -> GapCode:
        """A review or decision that this row waits for."""
        return GapCode(kind, self.subject, title, "", Detail.KEY)
