"""Which rows and awards count together: the key and the window of a limit, a group, a ladder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duixian.population.asked import Kind, place_of, question_of
from duixian.population.branches import Branch
from duixian.population.days import later_by_months
from duixian.population.history import measures_in
from duixian.population.schema import AWARDS, key_names
from duixian.population.shape import Shape
from duixian.population.sql import FALSE, NULL, TRUE, Sql, both, day, flag, text
from duixian.population.state import asked_bit
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.windows import PAYEE, Together
from duixian.rulebook.policy.model import CycleKind, WindowKind

_BY_YEAR = frozenset({WindowKind.SUPPORT_YEAR, WindowKind.CALENDAR_YEAR, WindowKind.SINCE})


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of one shared rule, over the rows of the branches of its measures."""

    library: Library
    shape: Shape
    together: Together
    branches: Sequence[Branch]

    @property
    def members(self) -> list[Branch]:
        """The branches whose rows stand in slots."""
        names = self.together.measures
        return [branch for branch in self.branches if branch.measure.name in names]

    @property
    def wild(self) -> list[int]:
        """The branches whose rows may stand in any slot of their payee."""
        return [branch.number for branch in self.members if self._is_wild(branch)]

    @property
    def placed(self) -> list[int]:
        """The branches whose rows stand in one slot each."""
        return [branch.number for branch in self.members if not self._is_wild(branch)]

    def _is_wild(self, branch: Branch) -> bool:
        unknown = not branch.row_known and set(self.together.per) != {PAYEE}
        return branch.indefinite and (unknown or self._is_yearly)

    @property
    def any_award(self) -> bool:
        """Whether there may be past awards of the measures."""
        return self.shape.history and self.shape.any_award(self.together.measures)

    @property
    def _is_yearly(self) -> bool:
        window = self.together.window.kind
        cycle = window is WindowKind.CYCLE and self.together.cycle.kind is not CycleKind.TERM
        return window in _BY_YEAR or cycle

    @property
    def _asks(self) -> tuple[Kind, str] | None:
        """What the window asks of a row, and the column of the answer."""
        question = question_of(self.together)
        if question is None:
            return None
        return question.kind, f"asked_{place_of(self.library, question)}"

    @property
    def bit(self) -> int:
        """The bit of `past` for what is missing to place a row; 0 where nothing can be."""
        question = question_of(self.together)
        return 0 if question is None else asked_bit(self.library, question)

    def stands(self, row: str, live: str) -> Sql:
        """Whether a row stands in a slot; `live` is the alias of its facts."""
        placed = f"({row}.branch IN ({numbers(self.placed)}))"
        asks = self._asks
        if asks is None or asks[0] is not Kind.SINCE:
            return placed
        start, months = f"{live}.{asks[1]}", self.together.window.months
        on = day(self.shape.on)
        moment = f"CASE WHEN EXTRACT(YEAR FROM {live}.day) = 1 THEN {on} ELSE {live}.day END"
        within = f"({start} <= {moment} AND {moment} <= {later_by_months(start, months)})"
        return both(placed, f"({start} IS NULL OR {within})")

    def sure(self, live: str) -> Sql:
        """Whether it is known that the row lies in its window."""
        asks = self._asks
        if asks is None:
            return TRUE
        column = f"{live}.{asks[1]}"
        return f"({column} IS NOT NULL)" if asks[0] is Kind.SINCE else f"{column}_sure"

    def key(self, alias: str) -> list[Sql]:
        """The columns that rows of one slot have in common, of the relation of that alias."""
        found = [f"{alias}.payee"]
        for title in self._keys:
            column = f"{alias}.{self._column(title)}"
            found.append(column)
            alone = f"{column}_alone"
            for part in ("branch", "row_key", "support_year"):
                neutral = "''" if part == "row_key" else "0"
                found.append(f"CASE WHEN {alone} THEN {alias}.{part} ELSE {neutral} END")
        return [*found, *self._window(alias)]

    def same(self, left: str, right: str) -> Sql:
        """Whether rows of two relations stand in one slot."""
        pairs = zip(self.key(left), self.key(right), strict=True)
        return both(*(f"({a} = {b})" for a, b in pairs))

    @property
    def _keys(self) -> list[str]:
        return [title for title in self.together.per if title != PAYEE]

    def _column(self, title: str) -> str:
        return f"key_{key_names(self.library).index(title) + 1}"

    def _window(self, alias: str) -> list[Sql]:
        if self.together.window.kind is WindowKind.SUPPORT_YEAR:
            return [f"{alias}.support_year"]
        asks = self._asks
        if asks is not None:
            piece = f"{alias}.{asks[1]}"
            never = "CAST('0001-01-01' AS DATE)"
            is_day = asks[0] is Kind.SINCE
            return [f"CASE WHEN {piece} IS NULL THEN {never} ELSE {piece} END" if is_day else piece]
        return [self._year(alias)] if self._is_yearly else []

    def _year(self, alias: str) -> Sql:
        """The calendar year of a row; one without a day counts on the day of assessment."""
        year = f"EXTRACT(YEAR FROM {alias}.day)"
        return f"CASE WHEN {year} = 1 THEN {self.shape.on.year} ELSE {year} END"

    def awards(self, measures: Collection[tuple[str, str]], more: Sql = FALSE) -> str:
        """The relation of rows `c` and past awards `a` that are or may be of their slot.

        `more` names other awards than those of the measures. `holds` is NULL where an award does
        not say.
        """
        on = day(self.shape.on)
        of = measures_in(frozenset(measures), "a")
        either = of if more == FALSE else f"({of} OR {more})"
        accepting = self.shape.stage is Stage.ACCEPTED
        before = " AND (c.before IS NULL OR a.decided < c.before)" if accepting else ""
        return (
            "SELECT c.place, c.payee, c.branch, c.row_key, c.since, a.policy, a.measure,"
            " a.subject, a.row_key AS award_key, a.support_year, a.decided,"
            f" a.place AS award_place, a.counted, {self._holds()} AS holds"
            f" FROM live AS c JOIN {AWARDS} AS a ON a.firm = c.payee"
            f" AND a.counted > 0 AND a.decided <= {on} AND a.event <= {on} AND {either}{before}"
            f" WHERE {self.stands('c', 'c')}"
        )

    def _holds(self) -> Sql:
        tests = [self._same_part(title) for title in self.together.per]
        return both(*tests, self._in_window())

    def _same_part(self, title: str) -> Sql:
        if title == PAYEE:
            return "(a.payee = c.payee)"
        column = self._column(title)
        place = column.rsplit("_", 1)[1]
        own = [subject for subject, key in self.together.keys.items() if key == title]
        of_key = f"(a.row_key = c.{column})"
        kept = f"(a.kept_{place} = c.{column})"
        if own:
            subjects = ", ".join(text(subject) for subject in own)
            kept = f"CASE WHEN a.subject IN ({subjects}) THEN {of_key} ELSE {kept} END"
        return f"CASE WHEN c.{column}_alone THEN FALSE ELSE {kept} END"

    def _in_window(self) -> Sql:
        match self.together.window.kind:
            case WindowKind.FISCAL_YEAR | WindowKind.DECISION_YEAR:
                return f"(EXTRACT(YEAR FROM a.decided) = {self.shape.on.year})"
            case WindowKind.SUPPORT_YEAR:
                unsaid = f"CASE WHEN c.support_year = 0 THEN TRUE ELSE {NULL} END"
                same = "(a.support_year = c.support_year)"
                return f"CASE WHEN a.support_year IS NULL THEN {unsaid} ELSE {same} END"
            case WindowKind.CALENDAR_YEAR:
                return f"(EXTRACT(YEAR FROM a.event) = {self._year('c')})"
            case WindowKind.SINCE if self._asks is not None:
                start = f"c.{self._asks[1]}"
                end = later_by_months(start, self.together.window.months)
                return f"({start} <= a.event AND a.event <= {end})"
            case WindowKind.CYCLE if self._asks is not None:
                said = f"(c.{self._asks[1]}_sure AND a.cycle <> '')"
                return f"CASE WHEN {said} THEN (a.cycle = c.{self._asks[1]}) ELSE NULL END"
            case WindowKind.CYCLE if self._is_yearly:
                return f"(EXTRACT(YEAR FROM a.event) = {self._year('c')})"
            case WindowKind.CYCLE:
                term = self.together.term
                ends = flag(True) if term.end is None else f"(a.event <= {day(term.end)})"  # noqa: FBT003
                return both(f"(a.event >= {day(term.start)})", ends)
            case _:
                return flag(True)  # noqa: FBT003


def numbers(branches: Collection[int]) -> str:
    """The numbers of branches as a list; of none, one that no branch has."""
    return ", ".join(str(number) for number in sorted(branches)) or "0"
