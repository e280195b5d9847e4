"""From where the expressions of a measure read: the row, its firm, who is paid, an item of a fold.

A frame stands on a sheet. Names of columns begin with the alias of the relation they come from.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from duixian.population.codes import Codes, Detail, GapCode, Words, only_if, together
from duixian.population.quantities import Quantities
from duixian.population.schema import FIRM, YEARS, column_of
from duixian.population.shape import Shape
from duixian.population.sheet import Sheet
from duixian.population.sql import NULL, Sql, known, name, unknown
from duixian.population.values import Value
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.expression.tree import Expression, Moment, Via
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Fact, Subject

BEGUN = "begun"
"""The alias of the relation that says when the years of a row begin."""

ITEM = "item"
"""The alias of the rows over which a fold goes; aliases of what they refer to begin with it."""

NOBODY = ""
"""The alias of the firm that only a row of an absent table would name."""


class FirmFacts(Protocol):
    """The facts of all firms, entered and computed, as one relation."""

    def entered(self, fact: Fact) -> str:
        """The column of an entered fact."""

    def named(self, subject: Subject) -> str:
        """The relation of all firms, those too that rows of the subject name."""

    def yearly(self, subject: Subject, column: str) -> str:
        """The relation of the yearly figures of the firms that rows of the subject belong to."""

    def having(self, subject: Subject) -> str:
        """The relation of the firms that rows of the subject belong to."""

    def derived(self, fact: Fact, alias: str, frame: "Frame") -> Value:
        """A computed fact of the firm joined under the alias."""


class FirmAwards(Protocol):
    """The past awards of the firm of each row, as columns."""

    def awarded(self, covers: Sql) -> Sql:
        """Whether an award that the condition covers closes the row for good."""


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

    `row` is the alias of the entered row, None where the table is absent. `firm`, `payee` and
    `owner` are aliases of firms; the owner is the one whose rows, awards and reviews are seen, and
    is paid. `day` and `law_day` are pieces (NULL where the row is not known); `base` is
    the day from which years count, None for the day of assessment; `yearless`: it is not known.
    `started` says of which column of `begun` its calendar year is that of, so many years later.
    `before`, at acceptance, is the day of the award of the row, before which other awards count.
    `item` is the subject of the fold inside which an expression stands; `outer` the frame around
    that fold. `past` has the awards of firms whose measures are decided side by side.
    """

    setting: Setting
    sheet: Sheet
    codes: Codes
    subject: str
    own: tuple[str, str]
    row: str | None
    firm: str
    payee: str
    owner: str
    day: Sql = NULL
    law_day: Sql = NULL
    base: Sql | None = None
    started: tuple[str, int] = ("", 0)
    yearless: bool = False
    support_year: int = 0
    before: Sql | None = None
    item: str = ""
    outer: "Self | None" = None
    past: FirmAwards | None = None
    known: dict[int, Value] = field(default_factory=dict)

    @property
    def numbers(self) -> Quantities:
        """Arithmetic on the sheet."""
        return Quantities(self.sheet)

    def declared(self, subject: str, fact: str) -> Fact:
        """The fact as declared."""
        declared = self.declared_subject(subject).fact(fact)
        if declared is None:
            raise KeyError(f"{subject}.{fact}")
        return declared

    def declared_subject(self, name: str) -> Subject:
        """The subject as declared."""
        found = self.setting.library.vocabulary.subject(name)
        if found is None:
            raise KeyError(name)
        return found

    def leaf(self, alias: str, column: str) -> Sql:
        """A column of a joined relation, carried into the folds that stand inside."""
        title = f"{alias}_{column}"
        if self.outer is not None and not alias.startswith(ITEM):
            self.outer.leaf(alias, column)
            return self.sheet.entered(title, f"o.{name(title)}")
        return self.sheet.entered(title, f"{alias}.{name(column)}")

    def raw(self, alias: str, column: str) -> Sql:
        """The same column as the clauses that join relations name it."""
        if self.outer is not None and not alias.startswith(ITEM):
            return f"o.{self.outer.leaf(alias, column)}"
        return f"{alias}.{name(column)}"

    def join(self, alias: str, clause: str) -> None:
        """Join a relation to the rows, also from inside a fold."""
        if self.outer is not None and not alias.startswith(ITEM):
            self.outer.join(alias, clause)
        else:
            self.sheet.join(alias, clause)

    @property
    def tag(self) -> str:
        """A word for the measure that can be part of a name."""
        names = [each.name for policy in self.setting.library.policies for each in policy.measures]
        return f"m{names.index(self.own) + 1}"

    @property
    def tag_of_year(self) -> str:
        """A word for the measure in the year of support."""
        return f"{self.tag}_{self.support_year}" if self.support_year else self.tag

    def firm_by(self, via: str) -> str:
        """The alias of the firm that a fact is read of."""
        if via in (Via.FIRM, Via.ROW):
            return self.firm
        return self.payee if via == Via.PAYEE else self._referenced(via)

    def _referenced(self, via: str) -> str:
        """The firm that the row refers to; nobody where the row is not known."""
        reference = self.declared(self.subject, via)
        source = self.firm if self.subject == FIRM else self.row
        if not source:
            return NOBODY
        column = column_of(reference, self.setting.shape.stage)
        if self.subject == FIRM:
            column = self.setting.firms.entered(reference)
        alias, code = f"{source}_to_{reference.code}", self.leaf(source, column)
        firms = self.setting.firms.named(self.declared_subject(self.subject))
        self.join(
            alias, f"LEFT JOIN {firms} AS {alias} ON {alias}.firm_code = {source}.{name(column)}"
        )
        self.codes.named[alias] = code
        self.codes.vias[alias] = via
        return alias

    def of_firm(self, via: str, alias: str, words: Words) -> Words:
        """What is missing of a firm, or of the reference to it."""
        code = self.codes.named.get(alias)
        if code is None:
            return words
        reference = self.codes.missing(self.gap(via))
        return together(only_if(known(code), words), only_if(unknown(code), reference))

    def fact(self, via: str, fact: Fact) -> tuple[Sql, Words]:
        """The column of an entered fact that is not yearly, and what is missing when it is NULL."""
        column = column_of(fact, self.setting.shape.stage)
        if via == Via.ITEM:
            gap = GapCode(GapKind.FACT, fact.subject, fact.name, "", Detail.DATA)
            return self.leaf(ITEM, column), self.codes.missing(gap)
        if fact.subject != FIRM:
            piece = NULL if self.row is None else self.leaf(self.row, column)
            return piece, self.codes.missing(self.gap(fact.name))
        alias = self.firm_by(via)
        if alias == NOBODY:
            return NULL, self.codes.missing(self.gap(fact.name))
        gap = GapCode(GapKind.FACT, FIRM, fact.name, whose=alias)
        column = self.setting.firms.entered(fact) if alias != "self" else column
        return self.leaf(alias, column), self.of_firm(via, alias, self.codes.missing(gap))

    def in_year(self, via: str, fact: Fact, back: int) -> tuple[Sql, Words]:
        """A yearly fact so many years before the year of the row."""
        alias, on = self.firm_by(via), self.setting.shape.on
        if self.yearless or alias == NOBODY:
            missing = self.codes.missing(self.gap(Moment.SUPPORT_YEAR.value))
            return NULL, self.of_firm(via, alias, missing)
        column = column_of(fact, self.setting.shape.stage)
        relation = self._year_relation(alias, back, column)
        piece = self.leaf(relation, column)
        if self.base is None:
            gap = GapCode(GapKind.FACT, FIRM, fact.name, str(on.year - back), whose=alias)
        else:
            gap = GapCode(GapKind.FACT, FIRM, fact.name, str(back), Detail.YEAR, alias)
        return piece, self.of_firm(via, alias, self.codes.missing(gap))

    def _year_relation(self, firm: str, back: int, column: str) -> str:
        on, years = self.setting.shape.on, YEARS
        if (self.row, firm) == ("entry", "firm") and self.subject != FIRM:
            years = self.setting.firms.yearly(self.declared_subject(self.subject), column)
        if self.base is None:
            alias, year = f"{firm}_year_{back}", str(on.year - back)
        elif firm.startswith(ITEM):
            base = self.base.strip('"')
            alias = f"{firm}_{base}_{_earlier(back)}"
            year = f"EXTRACT(YEAR FROM o.{self.base}) - {back}"
        else:
            start, later = self.started
            alias = f"{firm}_{start}_{_earlier(back - later)}"
            year = f"EXTRACT(YEAR FROM {BEGUN}.{start}) - {back - later}"
        self.join(
            alias,
            f"LEFT JOIN {years} AS {alias} ON {alias}.firm_code = {firm}.firm_code"
            f" AND {alias}.of_year = {year} AND {alias}.of_year <= {on.year}",
        )
        return alias

    def gap(self, fact: str) -> GapCode:
        """The missing fact of this row, or the missing table it would stand in."""
        if self.subject == FIRM:
            return GapCode(GapKind.FACT, FIRM, fact, whose=self.firm)
        if self.row is None:
            return GapCode(GapKind.TABLE, self.subject, self.subject)
        detail = Detail.DATA if self.row == ITEM else Detail.KEY
        return GapCode(GapKind.FACT, self.subject, fact, "", detail)

    def gap_of_row(self, kind: GapKind, title: str) -> GapCode:
        """A review or decision that this row waits for."""
        return GapCode(kind, self.subject, title, "", Detail.KEY)


def _earlier(years: int) -> str:
    """So many years before, or after, as part of a name."""
    return f"before_{years}" if years >= 0 else f"after_{-years}"
