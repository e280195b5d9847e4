"""Which industries (产业领域) a measure names, and whether others may come in."""

from dataclasses import dataclass

from duixian.rulebook.expression.tree import FactRef
from duixian.rulebook.policy.domains import Box, Demands, Words
from duixian.rulebook.policy.model import Measure, Payee, Policy
from duixian.rulebook.vocabulary.model import Vocabulary

INDUSTRY = "产业领域"


@dataclass(frozen=True, slots=True)
class Industries:
    """The industries named, in their order; `others`: one not named is not proved to be out.

    Others may come in because nothing is said of industries, or because a catalogue decides.
    """

    named: tuple[str, ...]
    others: bool

    def may_hold(self, industry: str) -> bool:
        """Whether a firm of that industry is not proved to be out."""
        return self.others or industry in self.named


def industries(measure: Measure, policy: Policy, vocabulary: Vocabulary) -> Industries:
    """What scope and conditions together say of the firm's industry.

    Where the firm of the row need not be the one that is paid, what is said of the one proves
    nothing of the other.
    """
    excused = {title for title, _ in measure.without_scope}
    scope = [each for each in policy.scope if each.title not in excused]
    boxes = Demands(vocabulary).of([*scope, *measure.when])
    allowed = [_allowed(box) for box in boxes]
    named = dict.fromkeys(word for words in allowed if words for word in sorted(words))
    others = measure.payee != Payee() or any(words is None for words in allowed)
    return Industries(tuple(named), others)


def _allowed(box: Box) -> frozenset[str] | None:
    """The industries a box permits; None where it says nothing of them."""
    words = [
        demand.allowed
        for key, demand in box.items()
        if isinstance(key, FactRef) and key.fact == INDUSTRY and isinstance(demand, Words)
    ]
    known = [each for each in words if each is not None]
    return frozenset.intersection(*known) if known else None
