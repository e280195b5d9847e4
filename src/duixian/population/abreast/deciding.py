"""Steps 5 to 7 for all measures that are decided side by side: the columns of the answer."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from duixian.population.abreast.choosing import Choice, choose
from duixian.population.abreast.gaps import beyond
from duixian.population.abreast.past import Past
from duixian.population.abreast.rules import Rules
from duixian.population.abreast.worth import Worth, stand
from duixian.population.branches import Branch
from duixian.population.quantities import ZERO, Quantities, Quantity
from duixian.population.shape import Shape
from duixian.population.sql import FALSE, TRUE, Sql, both, negated
from duixian.population.state import sources_of
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.meaning.shared import SharedRules
from duixian.rulebook.meaning.windows import Together

STEPS = ("alone", "choosing", "together")
Apply = Callable[[Sequence[Worth]], list[Worth]]


class Deciding:
    """Takes the rows of a firm under all measures through the steps, as the rulebook does."""

    def __init__(
        self, library: Library, shape: Shape, past: Past, branches: Sequence[Branch]
    ) -> None:
        self._shared: SharedRules = program_of(library).shared
        self._branches = sorted(branches, key=lambda branch: branch.place)
        self._numbers = Quantities(past.sheet)
        self._past = past
        self._shape = shape
        self._sources = sources_of(library)

    def decided(self) -> list[tuple[Worth, Choice]]:
        """What every row is worth in the end, and what became of it in choosing."""
        sheet = self._past.sheet
        sheet.begin("alone")
        rows = self._applied(self._start(), together=False)
        rows = [stand(worth, sheet.define, TRUE) for worth in rows]
        sheet.begin("choosing")
        choices = self._chosen(rows)
        sheet.begin("together")
        return list(zip(self._paid(rows, choices), choices, strict=True))

    def _start(self) -> list[Worth]:
        numbers = self._numbers
        found = []
        for branch in self._branches:
            rung = branch.judged.rung
            value = numbers.of_ends(rung.low, rung.high, FALSE, rung.high_open, positive=True)
            found.append(Worth(branch, value, sums=beyond(branch)))
        return found

    def _applied(self, rows: list[Worth], *, together: bool) -> list[Worth]:
        """Steps 5 and 6 in their order, each rule over all rows at once."""
        rules = Rules(self._numbers, self._past, self._shape, self._sources, together)
        for ladder in self._shared.ladders:
            rows = _over(ladder.rows, rows, partial(rules.climb, ladder))
        for group in self._shared.groups:
            rows = _over(group.together, rows, partial(rules.close, group))
        for limit in self._shared.limits:
            rows = _over(limit.together, rows, partial(rules.cut, limit))
        return rows

    def _chosen(self, rows: Sequence[Worth]) -> list[Choice]:
        """The state of each row; one that is worth nothing alone takes no part."""
        sheet = self._past.sheet
        found = {worth.branch.number: self._choice(worth) for worth in rows}
        for rule in self._shared.groups:
            names = _names(rule)
            members = [found[w.branch.number] for w in rows if w.branch.measure.name in names]
            for choice in choose(rule, members, self._numbers, sheet.define) if members else ():
                found[choice.worth.branch.number] = choice
        return list(found.values())

    def _choice(self, worth: Worth) -> Choice:
        sheet, measure = self._past.sheet, worth.branch.measure
        some = negated(worth.is_nothing)
        closed = FALSE
        for rule in self._shared.groups:
            closes = rule.group.over_time and not rule.group.top_up and self._shape.history
            if closes and measure.name in _names(rule):
                closed = self._past.closes(rule, measure.name)
        live = sheet.define(both(some, negated(closed)))
        return Choice(worth, live, sheet.define(both(some, closed)))

    def _paid(self, rows: Sequence[Worth], choices: Sequence[Choice]) -> list[Worth]:
        """The rows that are kept, with their rungs again; what was missing stays missing.

        A row that shares no ladder or limit with another is worth what it was worth alone.
        """
        sheet, shared = self._past.sheet, self._sharing()
        started = []
        for worth, choice, fresh in zip(rows, choices, self._start(), strict=True):
            value = fresh.value if worth.branch.number in shared else worth.value
            if not (choice.closed == FALSE and choice.by == "0" and value is worth.value):
                value = self._if_paid(choice, value)
            open_ = choice.open
            started.append(replace(worth, value=value, contested=open_, depends=open_))
        found = self._applied([w for w in started if w.branch.number in shared], together=True)
        again = {worth.branch.number: self._stand_again(worth, sheet.define) for worth in found}
        return [again.get(worth.branch.number, worth) for worth in started]

    def _if_paid(self, choice: Choice, value: Quantity) -> Quantity:
        numbers = self._numbers
        value = numbers.choose([(self._past.sheet.define(choice.pays), value)], ZERO)
        return numbers.of_ends(value.low, value.high, FALSE, value.high_open, positive=True)

    def _stand_again(self, worth: Worth, define: Callable[[Sql], Sql]) -> Worth:
        return stand(worth, define, both(negated(worth.value.exact), negated(worth.depends)))

    def _sharing(self) -> set[int]:
        """The branches that share a ladder or a limit with another."""
        together = [ladder.rows for ladder in self._shared.ladders]
        together += [limit.together for limit in self._shared.limits]
        found: set[int] = set()
        for each in together:
            members = [b.number for b in self._branches if b.measure.name in each.measures]
            found |= set(members) if len(members) > 1 else set()
        return found


def _names(rule: GroupRule) -> Collection[tuple[str, str]]:
    return rule.together.measures


def _over(together: Together, rows: list[Worth], apply: Apply) -> list[Worth]:
    """A rule over its rows, the others as they were."""
    changed = iter(apply([w for w in rows if w.branch.measure.name in together.measures]))
    return [next(changed) if w.branch.measure.name in together.measures else w for w in rows]
