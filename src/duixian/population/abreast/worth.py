"""What a row is worth at a step, and how it stands: granted, pending or unknown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from duixian.population.branches import Branch
from duixian.population.codes import Words
from duixian.population.quantities import Quantities, Quantity
from duixian.population.sql import FALSE, TRUE, Sql, both, either, negated, union, when


@dataclass(frozen=True, slots=True)
class Worth:
    """One measure on the row of a firm.

    `past`: why its history is not known, as bits. `sums`: what is missing for the sum alone.
    """

    branch: Branch
    value: Quantity
    past: Sql = "0"
    unknown: Sql = FALSE
    waits: Sql = FALSE
    contested: Sql = FALSE
    depends: Sql = FALSE
    sums: Words = field(default_factory=dict)

    @property
    def granted(self) -> Sql:
        """Whether it stands as granted."""
        return both(negated(self.unknown), negated(self.waits))

    @property
    def is_nothing(self) -> Sql:
        """Whether it is surely worth nothing."""
        high = self.value.high.top
        return both(negated(self.value.high_open), "TRUE" if high == "0" else f"({high} = 0)")

    def effect(self, numbers: Quantities) -> Quantity:
        """What it does to others: its low only where it is sure."""
        sure = both(self.granted, negated(self.contested))
        return numbers.lowered(self.value, sure)


def changed(
    worth: Worth, value: Quantity, bits: Sql = "0", depends: Sql = FALSE, *, where: Sql = TRUE
) -> Worth:
    """After a rule: what is missing (`bits`) counts where the rule leaves the value open."""
    open_ = both(where, negated(value.exact))
    past = worth.past
    if bits != "0" and open_ != FALSE:
        past = union(past, when([(open_, bits)], "0"))
    return replace(
        worth, value=value, past=past, depends=either(worth.depends, both(open_, depends))
    )


def stand(worth: Worth, define: Callable[[Sql], Sql], where: Sql) -> Worth:
    """How the row stands by what is missing for its sum, where that is looked at."""
    judged, inexact = worth.branch.judged, negated(worth.value.exact)
    past = FALSE if worth.past == "0" else f"({worth.past} <> 0)"
    facts = either(
        _any(judged.gaps, "missing"),
        both(inexact, either(_any(worth.sums, "missing"), past)),
    )
    awaits = either(_any(judged.gaps, "awaited"), both(inexact, _any(worth.sums, "awaited")))
    waits = both(negated(facts), awaits)
    return replace(
        worth,
        unknown=define(when([(where, facts)], worth.unknown)),
        waits=define(when([(where, waits)], worth.waits)),
    )


def _any(words: Words, kind: str) -> Sql:
    return either(*_not_empty(words, kind))


def _not_empty(words: Words, kind: str) -> Iterator[Sql]:
    for word, bits in words.items():
        if word.startswith(kind) and bits != "0":
            yield f"({bits} <> 0)"
