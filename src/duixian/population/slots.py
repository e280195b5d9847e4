"""Which rows and awards count together: the key and the window of a limit, a group, a ladder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duixian.population.branches import Branch
from duixian.population.history import measures_in
from duixian.population.refusals import NotCompiled
from duixian.population.schema import AWARDS, key_names
from duixian.population.shape import Shape
from duixian.population.sql import FALSE, NULL, Sql, both, day, flag, text
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.windows import PAYEE, Together
from duixian.rulebook.policy.model import CycleKind, WindowKind

_BY_YEAR = frozenset({WindowKind.SUPPORT_YEAR, WindowKind.CALENDAR_YEAR})


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of one shared rule, over the rows of the branches of its measures."""

    library: Library
    shape: Shape
    together: Together
    branches: Sequence[Branch]

    def __post_init__(self) -> None:
        """Refuse windows that have no relational form yet."""
        window = self.together.window.kind
        if window is WindowKind.SINCE or (
            window is WindowKind.CYCLE and self.together.cycle is CycleKind.FACT
        ):
            raise NotCompiled(f"窗口 {window.value}", next(iter(self.together.measures)))

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
    def _is_yearly(self) -> bool:
        window = self.together.window.kind
        cycle = window is WindowKind.CYCLE and self.together.cycle is not CycleKind.TERM
        return window in _BY_YEAR or cycle

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
            f" WHERE c.branch IN ({numbers(self.placed)})"
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
