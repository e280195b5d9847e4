"""What measures share: ladders, limits in their order, limits of times, exclusive groups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.compiler import Compiler
from duixian.rulebook.meaning.ladder import LadderRule
from duixian.rulebook.meaning.limits import LimitRule
from duixian.rulebook.meaning.times import TimesRule
from duixian.rulebook.meaning.windows import Together
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Group,
    Ladder,
    Limit,
    Measure,
    Policy,
    Window,
    WindowKind,
)

Names = Iterable[tuple[str, str]]
EVER = Window(WindowKind.EVER)


@dataclass(frozen=True, slots=True, eq=False)
class SharedRules:
    """All shared rules of a library, in the order in which they apply."""

    ladders: tuple[LadderRule, ...]
    limits: tuple[LimitRule, ...]
    times: tuple[TimesRule, ...]
    groups: tuple[GroupRule, ...]

    def ladder_of(self, measure: Measure) -> LadderRule | None:
        """The ladder on which the measure stands."""
        return next((r for r in self.ladders if measure.name in r.rows.measures), None)

    def limits_of(self, measure: Measure) -> tuple[LimitRule, ...]:
        """The limits of money over the measure."""
        return tuple(r for r in self.limits if measure.name in r.together.measures)

    def times_of(self, measure: Measure) -> tuple[TimesRule, ...]:
        """The limits of times over the measure."""
        return tuple(r for r in self.times if measure.name in r.together.measures)

    def groups_of(self, measure: Measure) -> tuple[GroupRule, ...]:
        """The exclusive groups that the measure is in."""
        return tuple(r for r in self.groups if measure.name in r.together.measures)


def shared_rules(library: Library) -> SharedRules:
    """The shared rules; inner limits come before the limits they are inside of."""
    makers = [(policy, _Maker(library, policy)) for policy in library.policies]
    limits = [(maker, limit) for policy, maker in makers for limit in inner_first(policy.limits)]
    times = [maker.times(limit) for maker, limit in limits if limit.times is not None]
    once = [
        maker.once(measure)
        for policy, maker in makers
        for measure in policy.measures
        if measure.once_per
    ]
    return SharedRules(
        tuple(maker.ladder(ladder) for policy, maker in makers for ladder in policy.ladders),
        tuple(maker.limit(limit) for maker, limit in limits if limit.amount is not None),
        (*once, *times),
        tuple(maker.group(group) for policy, maker in makers for group in policy.groups),
    )


def inner_first(limits: tuple[Limit, ...]) -> Iterator[Limit]:
    """The limits so that each comes after those inside it, else in the order of the file."""
    done: set[int] = set()

    def visit(limit: Limit) -> Iterator[Limit]:
        if id(limit) in done:
            return
        done.add(id(limit))
        for other in limits:
            if limit.name and other.inside == limit.name:
                yield from visit(other)
        yield limit

    for limit in limits:
        yield from visit(limit)


class _Maker:
    """Compiles what the measures of one policy share."""

    def __init__(self, library: Library, policy: Policy) -> None:
        self._policy = policy
        self._compile = Compiler(library).compile
        subjects = library.vocabulary.subjects
        self._keys = {subject.name: subject.key for subject in subjects}
        self._facts = {s.name: frozenset(fact.name for fact in s.facts) for s in subjects}

    def _together(self, measures: Names, per: tuple[str, ...], window: Window) -> Together:
        cycle = self._policy.cycle or Cycle(CycleKind.TERM)
        return Together(
            frozenset(measures),
            per,
            window,
            self._compile(window.since) if window.since else None,
            cycle,
            self._compile(cycle.fact) if cycle.fact else None,
            self._policy.term,
            self._keys,
            self._facts,
        )

    def ladder(self, ladder: Ladder) -> LadderRule:
        """A ladder with the measures that stand on it."""
        rows = [
            m.name
            for m in self._policy.measures
            if m.rung and m.rung.counts and m.rung.ladder == ladder.name
        ]
        since = self._compile(ladder.since) if ladder.since else None
        return LadderRule(
            ladder,
            self._together(rows, ladder.key, EVER),
            self._together((*rows, *ladder.awards), ladder.key, EVER),
            since,
        )

    def limit(self, limit: Limit) -> LimitRule:
        """A limit of money."""
        if limit.amount is None:
            raise ValueError(limit.name)
        together = self._together(limit.measures, limit.per, limit.window)
        return LimitRule(limit, together, self._compile(limit.amount))

    def times(self, limit: Limit) -> TimesRule:
        """A limit of times."""
        together = self._together(limit.measures, limit.per, limit.window)
        return TimesRule(limit.name, together, limit.times or 0, once=False)

    def once(self, measure: Measure) -> TimesRule:
        """`once_per`: one grant ever under this measure.

        A succession names measures for the policy as a whole, not for this one: their awards close
        their own rows (`once.py`), no other measure.
        """
        together = self._together((measure.name,), measure.once_per, EVER)
        return TimesRule("一次性", together, 1, once=True)

    def group(self, group: Group) -> GroupRule:
        """An exclusive group."""
        ranks = {member: rank for rank, member in enumerate(group.members)}
        form = self._compile(group.form) if group.form else None
        together = self._together(group.members, group.per, group.window)
        return GroupRule(group, together, ranks, dict(group.forms), form)
