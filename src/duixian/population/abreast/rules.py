"""Steps 5 and 6 side by side: ladders, awards that close a group, limits of money.

Rows of one firm stand in the order of the library, so what earlier rows take is known in turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from duixian.population.abreast.past import Past
from duixian.population.abreast.worth import Worth, changed
from duixian.population.quantities import ZERO, Quantities, Quantity, fixed
from duixian.population.shape import Shape
from duixian.population.sql import FALSE, TRUE, Sql, either, negated, union, when
from duixian.population.state import FIRST_SOURCE, UNKNOWN_HISTORY
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.ladder import LadderRule
from duixian.rulebook.meaning.limits import LimitRule
from duixian.rulebook.meaning.windows import Together
from duixian.rulebook.policy.fixed import fixed_value

UNBOUNDED = Quantity(ZERO.low, ZERO.low, FALSE, TRUE, FALSE, positive=True)


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules over the rows of a firm; `together`: the rows of the run count too, not only awards."""

    numbers: Quantities
    past: Past
    shape: Shape
    sources: Mapping[str, int]
    together: bool

    @property
    def _gap(self) -> Sql:
        return "0" if self.shape.history else str(UNKNOWN_HISTORY)

    def _used(self, together: Together) -> Quantity:
        return self.past.used(together) if self.shape.history else UNBOUNDED

    def climb(self, rule: LadderRule, rows: Sequence[Worth]) -> list[Worth]:
        """Less the higher of the sum already decided and the highest rung of an earlier row."""
        numbers, taken, unsure = self.numbers, self._used(rule.past), FALSE
        found = []
        for worth in rows:
            value = numbers.above_zero(numbers.minus(worth.value, taken))
            found.append(changed(worth, value, self._gap, unsure))
            if self.together:
                effect = worth.effect(numbers)
                taken = numbers.greatest([taken, effect])
                unsure = either(unsure, negated(effect.exact))
        return found

    def cut(self, rule: LimitRule, rows: Sequence[Worth]) -> list[Worth]:
        """Each row to what is left; the sums are those of the rows as they entered this limit."""
        numbers, taken, unsure = self.numbers, self._used(rule.together), FALSE
        most = fixed((fixed_value(rule.limit.amount) if rule.limit.amount else None) or 0)
        found = []
        for worth in rows:
            room = numbers.above_zero(numbers.minus(most, taken))
            value = numbers.least([worth.value, room])
            binds = negated(numbers.same(worth.value, value))
            found.append(changed(worth, value, self._gap, unsure, where=binds))
            if self.together:
                effect = worth.effect(numbers)
                taken = numbers.plus(taken, effect)
                unsure = either(unsure, negated(effect.exact))
        return found

    def close(self, rule: GroupRule, rows: Sequence[Worth]) -> list[Worth]:
        """Exclusive over time: an award closes the group, or its sum is taken off."""
        if not rule.group.over_time:
            return list(rows)
        if not self.shape.history:
            return [self._left_open(worth, TRUE, UNKNOWN_HISTORY) for worth in rows]
        return [self._closed(rule, worth) for worth in rows]

    def _closed(self, rule: GroupRule, worth: Worth) -> Worth:
        own = worth.branch.measure.name
        open_ = TRUE
        if rule.group.top_up:
            less = self.numbers.minus(worth.value, self.past.taken(rule, own))
            worth = changed(worth, self.numbers.above_zero(less))
        else:
            open_ = negated(self.past.closes(rule, own))
        absent = [each for each in rule.group.sources if each not in self.shape.sources]
        bits = sum(FIRST_SOURCE << self.sources[source] for source in absent)
        return self._left_open(worth, open_, bits) if bits else worth

    def _left_open(self, worth: Worth, where: Sql, bits: int) -> Worth:
        value = self.numbers.lowered(worth.value, negated(where))
        past = union(worth.past, when([(where, str(bits))], "0"))
        return replace(worth, value=value, past=past)
