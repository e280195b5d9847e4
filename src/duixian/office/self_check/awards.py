"""Awards of the past as a firm tells them: on what each can stand, and which facts it must name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.expression.types import MONEY_TYPE, Day
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.units import MONEY, Unit
from duixian.rulebook.vocabulary.model import Fact, FactKind

FIRM = "企业"
HISTORY = "奖补历史"
_WAN = Unit("万元", Fraction(1_000_000), MONEY)

EVENT = Fact("事项日期", "event", HISTORY, FactKind.DATE, Day(), note="如认定、立项、起租的日期")
DECIDED = Fact("决定日期", "decided", HISTORY, FactKind.DATE, Day())
AMOUNT = Fact("获得金额", "amount", HISTORY, FactKind.MONEY, MONEY_TYPE, unit=_WAN)
RECOVERED = Fact("其中已收回", "recovered", HISTORY, FactKind.MONEY, MONEY_TYPE, unit=_WAN)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an award stood on: a measure, or another office or level (`source`).

    `needed` are facts without which the award cannot be counted, `helpful` those that only settle
    whether it counts in the same limit or group.
    """

    name: str
    label: str
    policy: str = ""
    code: str = ""
    measure: Measure | None = None
    source: str = ""
    needed: tuple[Fact, ...] = ()
    helpful: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of it."""
        return (*self.needed, *self.helpful)

    @property
    def rows(self) -> str:
        """The subject whose row was awarded; "" where it was the firm itself, or nobody knows."""
        subject = self.measure.subject if self.measure else FIRM
        return "" if subject == FIRM else subject

    @property
    def years(self) -> range:
        """The years of support it can be of; none where it has no years."""
        each = self.measure.each if self.measure else None
        return range(each.first, each.last + 1) if each else range(0)


def bases_of(library: Library, policies: Iterable[str]) -> tuple[Basis, ...]:
    """Everything that measures of these policies look for in the history of a firm."""
    own = [policy for policy in library.policies if policy.code in set(policies)]
    measures = [measure for policy in own for measure in policy.measures]
    found = {measure.name: _of_measure(measure, own, library) for measure in measures}
    for name in _named(own):
        if name not in found:
            found[name] = Basis(" ".join(name), " ".join(name), *name)
    sources = dict.fromkeys(s for policy in own for group in policy.groups for s in group.sources)
    others = (Basis(source, f"{source}的同类扶持", source=source) for source in sources)
    return (*found.values(), *others)


def _named(policies: Iterable[Policy]) -> Iterator[tuple[str, str]]:
    """Measures that limits, groups and ladders count, of whatever document."""
    for policy in policies:
        for ladder in policy.ladders:
            yield from ladder.awards
        for group in policy.groups:
            yield from group.members
        for limit in policy.limits:
            yield from limit.measures


def _of_measure(measure: Measure, policies: Iterable[Policy], library: Library) -> Basis:
    keys = dict.fromkeys(name for policy in policies for name in _keys(policy, measure))
    needed = _facts(measure.remember, measure, library)
    helpful = [fact for fact in _facts(keys, measure, library) if fact not in needed]
    return Basis(
        " ".join(measure.name),
        f"{measure.title}（{measure.policy} {measure.code}）",
        measure.policy,
        measure.code,
        measure,
        needed=needed,
        helpful=tuple(helpful),
    )


def _keys(policy: Policy, measure: Measure) -> Iterator[str]:
    """The facts by which it is told what counts together with an award of the measure."""
    for ladder in policy.ladders:
        rung = measure.rung if measure.policy == policy.code else None
        if (rung and rung.ladder == ladder.name) or measure.name in ladder.awards:
            yield from ladder.key
    for group in policy.groups:
        if measure.name in group.members:
            yield from group.per
    for limit in policy.limits:
        if measure.name in limit.measures:
            yield from limit.per


def _facts(names: Iterable[str], measure: Measure, library: Library) -> tuple[Fact, ...]:
    """The facts of the row or of the firm; the row's own key and its payee are told otherwise."""
    subject = library.vocabulary.subject(measure.subject)
    firm = library.vocabulary.subject(FIRM)
    found = []
    for name in names:
        if subject is not None and name in {subject.key, subject.firm}:
            continue
        fact = (subject.fact(name) if subject else None) or (firm.fact(name) if firm else None)
        found += [fact] if fact else []
    return tuple(found)
