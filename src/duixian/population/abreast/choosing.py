"""Step 7 side by side: of the rows of a group on one firm the one that pays most is kept.

A row stands in one group only, so one round of keeping and displacing settles all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from duixian.population.abreast.worth import Worth
from duixian.population.quantities import NOTHING, Quantities
from duixian.population.sql import FALSE, Sql, both, either, negated, when
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.policy.model import Keep


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that takes part in choosing where `live`; its state after, and who displaced it.

    `by` is the number of the branch that displaces it, 0 where none does; then it is displaced.
    """

    worth: Worth
    live: Sql
    closed: Sql = FALSE
    open: Sql = FALSE
    by: Sql = "0"
    is_displaced: Sql = FALSE

    @property
    def pays(self) -> Sql:
        """Whether it is paid in the end."""
        return both(self.live, negated(self.is_displaced))


def choose(
    rule: GroupRule,
    choices: Sequence[Choice],
    numbers: Quantities,
    define: Callable[[Sql], Sql],
) -> list[Choice]:
    """The rows of one group, in their order, with what becomes of them."""
    table = _Table(rule, choices, numbers, define)
    return table.settled()


class _Table:
    def __init__(
        self,
        rule: GroupRule,
        choices: Sequence[Choice],
        numbers: Quantities,
        define: Callable[[Sql], Sql],
    ) -> None:
        self._rule = rule
        self._choices = choices
        self._numbers = numbers
        self._define = define
        places = range(len(choices))
        self._beats = {(a, b): self._ahead(a, b) for a in places for b in places if a != b}
        self._kept = [self._is_kept(place) for place in places]
        self._open = [
            define(both(choice.live, negated(kept)))
            for choice, kept in zip(choices, self._kept, strict=True)
        ]

    def _ahead(self, a: int, b: int) -> Sql:
        """Whether one row surely comes before another."""
        mine, theirs, rule = self._choices[a].worth, self._choices[b].worth, self._rule
        if rule.form is not None:
            return FALSE
        if rule.group.keep is Keep.IN_ORDER:
            first = rule.ranks[mine.branch.measure.name] < rule.ranks[theirs.branch.measure.name]
            return self._numbers.above(mine.value.low, NOTHING) if first else FALSE
        compared = self._numbers.at_least if a < b else self._numbers.above
        more = compared(mine.value.low, theirs.value.high)
        return self._define(both(negated(theirs.value.high_open), more))

    def _is_kept(self, place: int) -> Sql:
        """Whether it surely comes before all others."""
        beaten = [
            either(negated(other.live), self._beats[place, rival])
            for rival, other in enumerate(self._choices)
            if rival != place
        ]
        return self._define(both(self._choices[place].live, *beaten))

    def settled(self) -> list[Choice]:
        """Every row with its state; of a chain of displacers the last is told."""
        by = [self._displacer(place) for place in range(len(self._choices))]
        for _ in range(len(by) - 2):
            by = [self._followed(piece, by) for piece in by]
        return [self._settled(place, piece) for place, piece in enumerate(by)]

    def _settled(self, place: int, by: Sql) -> Choice:
        displaced = FALSE if by == "0" else self._define(f"({by} <> 0)")
        open_ = self._define(both(self._open[place], negated(displaced)))
        return replace(self._choices[place], open=open_, by=by, is_displaced=displaced)

    def _displacer(self, place: int) -> Sql:
        """A kept row before an open one, then the row that stands first."""
        cases = [
            (both(self._open[place], state[other], self._displaces(other, place)), number)
            for state in (self._kept, self._open)
            for other, number in enumerate(self._numbers_of)
            if other != place
        ]
        return self._define(when(cases, "0"))

    @property
    def _numbers_of(self) -> list[str]:
        return [str(choice.worth.branch.number) for choice in self._choices]

    def _displaces(self, a: int, b: int) -> Sql:
        return both(self._choices[a].worth.granted, self._beats[a, b])

    def _followed(self, piece: Sql, by: Sequence[Sql]) -> Sql:
        cases = [
            (both(f"({piece} = {number})", f"({other} <> 0)"), other)
            for number, other in zip(self._numbers_of, by, strict=True)
            if "0" not in (piece, other) and other != piece
        ]
        return self._define(when(cases, piece))
