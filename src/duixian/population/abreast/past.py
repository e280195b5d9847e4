"""Past awards of a firm as columns of its row: one pass over the awards for all measures."""

from dataclasses import dataclass, field

from duixian.population.history import measures_in
from duixian.population.quantities import Quantity
from duixian.population.ratios import Ratio
from duixian.population.schema import AWARDS, FIRM
from duixian.population.shape import Shape
from duixian.population.sheet import Sheet
from duixian.population.sql import FALSE, TRUE, Sql, both, day, either, is_true, known, text
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.windows import Together
from duixian.rulebook.policy.model import CycleKind, WindowKind

_MOST_AWARDED = 10**17
"""Fen that one firm is taken to have been awarded when it is decided how wide to compute."""

_OF_ROW = "(a.row_key = a.firm)"


@dataclass(slots=True)
class Past:
    """The awards of the firm of each row; `a` is an award."""

    sheet: Sheet
    shape: Shape
    _columns: dict[Sql, str] = field(default_factory=dict)

    def awarded(self, covers: Sql) -> Sql:
        """Whether the row of the firm has an award that closes it for good."""
        own = either("(a.row_key = '')", _OF_ROW)
        without_year = "(a.support_year IS NULL OR a.support_year = 0)"
        asked = both(f"(a.subject = {text(FIRM)})", own, without_year, covers)
        return is_true(self._aggregate(f"BOOL_OR({asked})"))

    def used(self, together: Together) -> Quantity:
        """The sum of the awards that count in the slot of the firm."""
        asked = both(measures_in(together.measures, "a"), self._holds(together))
        return self._sum(asked)

    def taken(self, rule: GroupRule, own: tuple[str, str]) -> Quantity:
        """The sum of the awards of a group that are not of the row itself."""
        return self._sum(self._closing(rule, own))

    def closes(self, rule: GroupRule, own: tuple[str, str]) -> Sql:
        """Whether an award closes the group for the row."""
        return known(self.first(rule, own))

    def first(self, rule: GroupRule, own: tuple[str, str]) -> Sql:
        """The place of the first award that closes the group."""
        place = f"CASE WHEN {self._closing(rule, own)} THEN a.place END"
        return self._aggregate(f"MIN({place})")

    def _sum(self, asked: Sql) -> Quantity:
        total = self._aggregate(
            f"CAST(SUM(CASE WHEN {both(asked, '(a.counted > 0)')} THEN a.counted END) AS BIGINT)"
        )
        piece = self.sheet.define(f"CASE WHEN {total} IS NULL THEN 0 ELSE {total} END")
        end = Ratio(piece, "1", _MOST_AWARDED)
        return Quantity(end, end, positive=True)

    def _closing(self, rule: GroupRule, own: tuple[str, str]) -> Sql:
        sources = ", ".join(text(source) for source in rule.group.sources)
        of_source = f"(a.source IN ({sources}))" if sources else FALSE
        of_group = either(measures_in(rule.together.measures, "a"), of_source)
        is_own = measures_in(frozenset({own}), "a")
        itself = is_own if rule.form is not None else both(is_own, _OF_ROW)
        other = f"(NOT {itself})"
        return both(of_group, other, "(a.counted > 0)", self._holds(rule.together))

    def _holds(self, together: Together) -> Sql:
        """Whether an award stands in the slot of the firm."""
        return both("(a.payee = a.firm)", self._in_window(together))

    def _in_window(self, together: Together) -> Sql:
        year = self.shape.on.year
        of_event = f"(EXTRACT(YEAR FROM a.event) = {year})"
        match together.window.kind:
            case WindowKind.FISCAL_YEAR | WindowKind.DECISION_YEAR:
                return f"(EXTRACT(YEAR FROM a.decided) = {year})"
            case WindowKind.SUPPORT_YEAR:
                return "(a.support_year IS NULL OR a.support_year = 0)"
            case WindowKind.CALENDAR_YEAR:
                return of_event
            case WindowKind.CYCLE if together.cycle.kind is CycleKind.CALENDAR_YEAR:
                return of_event
            case WindowKind.CYCLE:
                term = together.term
                until = TRUE if term.end is None else f"(a.event <= {day(term.end)})"
                return both(f"(a.event >= {day(term.start)})", until)
            case _:
                return TRUE

    def _aggregate(self, expression: Sql) -> Sql:
        if not self._columns:
            self.sheet.join("past", self._clause)
        column = self._columns.setdefault(expression, f"found_{len(self._columns) + 1}")
        return self.sheet.entered(f"past_{column}", f"past.{column}")

    def _clause(self) -> str:
        on = day(self.shape.on)
        columns = ", ".join(f"{text} AS {column}" for text, column in self._columns.items())
        return (
            f"LEFT JOIN (SELECT a.firm, {columns} FROM {AWARDS} AS a"
            f" WHERE a.decided <= {on} AND a.event <= {on} GROUP BY a.firm) AS past"
            " ON past.firm = firm.firm_code"
        )
