"""Whether every amount of a text is said by a measure that cites it, or left out with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from duixian.paper.addresses import parse_address
from duixian.paper.amounts import RATE, RATIO, Amount
from duixian.paper.clauses import Clause, clauses
from duixian.paper.money import covered_amounts


@dataclass(frozen=True, slots=True)
class Claim:
    """What one measure (or a policy's scope or limit) says: the pins it cites, its literals."""

    measure: str
    pins: frozenset[str]
    amounts: frozenset[Amount]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Amounts named under `not_encoded`; None means all of the clause.

    The target is a pin, or an address, which stands for everything below it.
    """

    target: str
    amounts: frozenset[Amount] | None
    because: str


@dataclass(frozen=True, slots=True)
class AmountCoverage:
    """One amount of one money clause: the measures that say it, the reasons that leave it out."""

    clause: Clause
    amount: Amount
    said_by: tuple[str, ...]
    waived: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether anything answers for this amount."""
        return bool(self.said_by or self.waived)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All amounts of all money clauses, and the waivers that left nothing out.

    A waiver is idle when its target is not in the text, or when a measure says the amounts anyway.
    One for a whole clause without amounts is not: it tells why the clause has no rule.
    """

    amounts: tuple[AmountCoverage, ...]
    idle_waivers: tuple[Waiver, ...]

    @property
    def uncovered(self) -> tuple[AmountCoverage, ...]:
        """The amounts nothing answers for."""
        return tuple(line for line in self.amounts if not line.covered)

    @property
    def share(self) -> Fraction:
        """Covered amounts over all amounts; 1 exactly when nothing is uncovered."""
        total = len(self.amounts)
        return Fraction(total - len(self.uncovered), total) if total else Fraction(1)


def coverage(text: str, claims: Iterable[Claim], waivers: Iterable[Waiver] = ()) -> Coverage:
    """Hold every amount of every money clause of a document against what the measures say.

    An amount counts as said when a measure that pins its clause states the same amount. A ratio
    may also be stated as rates: 1:0.5 as 50%, 8:2 as 80% and 20%. A clause that is printed twice
    in the same words has one pin and is covered in both places.
    """
    claims, waivers = tuple(claims), tuple(waivers)
    lines = tuple(
        AmountCoverage(
            clause, amount, _said_by(claims, clause, amount), _reasons(waivers, clause, amount)
        )
        for clause in clauses(text)
        for amount in covered_amounts(clause)
    )
    worded = tuple(clause for clause in clauses(text) if not covered_amounts(clause))
    idle = tuple(waiver for waiver in waivers if _is_idle(waiver, lines, worded))
    return Coverage(lines, idle)


def _said_by(claims: Sequence[Claim], clause: Clause, amount: Amount) -> tuple[str, ...]:
    return tuple(c.measure for c in claims if clause.pin in c.pins and _says(c.amounts, amount))


def _says(said: frozenset[Amount], amount: Amount) -> bool:
    if amount in said:
        return True
    if amount.kind != RATIO:
        return False
    rates = {each.value for each in said if each.kind == RATE}
    ratio = amount.value
    return 1 / ratio in rates or {ratio / (ratio + 1), 1 / (ratio + 1)} <= rates


def _reasons(waivers: Sequence[Waiver], clause: Clause, amount: Amount) -> tuple[str, ...]:
    return tuple(w.because for w in waivers if _waives(w, clause, amount))


def _waives(waiver: Waiver, clause: Clause, amount: Amount) -> bool:
    if waiver.amounts is not None and amount not in waiver.amounts:
        return False
    return _speaks_of(waiver, clause)


def _speaks_of(waiver: Waiver, clause: Clause) -> bool:
    if waiver.target == clause.pin:
        return True
    address = parse_address(waiver.target)
    return address is not None and address.skipped(clause.address) is not None


def _is_idle(waiver: Waiver, lines: Sequence[AmountCoverage], worded: Sequence[Clause]) -> bool:
    """Whether the waiver leaves out nothing, or only what a measure says anyway."""
    if waiver.amounts is None and any(_speaks_of(waiver, clause) for clause in worded):
        return False
    return not any(_waives(waiver, line.clause, line.amount) and not line.said_by for line in lines)
