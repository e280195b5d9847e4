"""What may be paid: one obligation, candidate or estimate, and groups of which one is paid."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.fund.forecast.distribution import Distribution, gathered, passing
from duixian.fund.model.candidates import Due
from duixian.fund.model.fund import Name
from duixian.rulebook.problems import Place


class Side(StrEnum):
    """The two ends of what is not known: every open sum and chance at its least, or at its most."""

    LOW = "最低"
    HIGH = "最高"


class Kind(StrEnum):
    """What a sum rests on."""

    AWARD = "已决定"
    CANDIDATE = "候选"
    ENTITLED = "按规则可得"
    NEED = "测算需求"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """`count` alike ones of which each is paid, in all its instalments, with the chance `rate`.

    `rate` runs from its least to its most. `earlier`: it is a project of an earlier year.
    """

    key: str
    line: str
    name: str
    kind: Kind
    earlier: bool
    count: int
    rate: tuple[Fraction, Fraction]
    rate_source: str
    dues: tuple[Due, ...]
    place: Place | None = None
    decided: date | None = None
    firm: str = ""
    measure: Name | None = None

    def sum_in(self, span: Span, side: Side) -> int:
        """What one of them brings due in the span, in fen."""
        low, found = side is Side.LOW, 0
        for due in self.dues:
            if span.first <= due.day <= span.last:
                found += due.low if low else due.high
        return found

    def chance(self, side: Side) -> Fraction:
        """The chance that one of them is paid."""
        return self.rate[0] if side is Side.LOW else self.rate[1]

    @property
    def is_settled(self) -> bool:
        """Whether sums and chance are known."""
        return self.rate[0] == self.rate[1] and all(due.low == due.high for due in self.dues)


@dataclass(frozen=True, slots=True)
class Result:
    """One way a group may end: `times` of `trial` are paid (None: nothing), with a weight."""

    weight: int
    trial: Trial | None
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Trials of which the one that pays most is paid; mostly a single one."""

    key: str
    trials: tuple[Trial, ...]

    def results(self, side: Side) -> tuple[Result, ...]:
        """Every way it may end; the weights are of one whole."""
        if len(self.trials) == 1:
            trial = self.trials[0]
            weights, _ = passing(trial.count, trial.chance(side))
            return tuple(Result(weight, trial, times) for times, weight in weights.items())
        return tuple(_one_of(self.trials, side))

    def distribution(self, span: Span, side: Side, lines: Collection[str]) -> Distribution:
        """What the group brings due in the span on these lines."""
        return gathered(
            (sum_of(each, span, side, lines), each.weight) for each in self.results(side)
        )

    @property
    def is_certain(self) -> bool:
        """Whether it is paid whatever happens, as awards are."""
        return len(self.trials) == 1 and self.trials[0].rate[0] == 1 and self.trials[0].count == 1

    def chance(self, trial: Trial, side: Side) -> Fraction:
        """The chance that one of the trial is paid, dearer ones of the group having failed."""
        if len(self.trials) == 1:
            return trial.chance(side)
        results = self.results(side)
        whole = sum(each.weight for each in results)
        return Fraction(sum(e.weight for e in results if e.trial is trial), whole)


def sum_of(result: Result, span: Span, side: Side, lines: Collection[str]) -> int:
    """What a result brings due in the span on these lines, in fen."""
    trial = result.trial
    if trial is None or trial.line not in lines:
        return 0
    return trial.sum_in(span, side) * result.times


def _one_of(trials: Sequence[Trial], side: Side) -> "list[Result]":
    """就高: the dearest that passes is paid, so each is paid when all dearer ones fail."""
    dearest = sorted(trials, key=lambda trial: (-_all(trial, side), trial.key))
    whole = 1
    for trial in dearest:
        whole *= trial.chance(side).denominator
    found, dearer_fail = [], Fraction(1)
    for trial in dearest:
        chance = dearer_fail * trial.chance(side)
        found.append(Result(int(chance * whole), trial, 1))
        dearer_fail *= 1 - trial.chance(side)
    return [*found, Result(int(dearer_fail * whole), None, 0)]


def _all(trial: Trial, side: Side) -> int:
    return sum(due.low if side is Side.LOW else due.high for due in trial.dues)
