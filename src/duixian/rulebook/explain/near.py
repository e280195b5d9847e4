"""Near misses: refusals of which every failed part is a number or a day not far from its line."""

from dataclasses import dataclass
from fractions import Fraction

from duixian.rulebook.assessment import Assessment, Entitlement, Stage, Step, Verdict
from duixian.rulebook.explain.distances import Distance, distance
from duixian.rulebook.expression import tree
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Vocabulary

NEAR = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A refused row and all that would have to be different; `share` is its largest distance.

    `waivable`: an authorised person can lift what refuses it.
    """

    entitlement: Entitlement
    distances: tuple[Distance, ...]
    waivable: bool

    @property
    def share(self) -> Fraction:
        """The largest distance as a part of its line."""
        return max(apart.share for apart in self.distances)


def near_misses(
    assessment: Assessment, library: Library, within: Fraction = NEAR
) -> tuple[NearMiss, ...]:
    """The near misses, nearest first; of several ways to meet a condition the nearest counts."""
    found = []
    for entitlement in assessment.entitlements:
        miss = _miss(entitlement, library.vocabulary)
        if miss and miss.share <= within:
            found.append(miss)
    return tuple(sorted(found, key=lambda miss: miss.share))


def _miss(entitlement: Entitlement, vocabulary: Vocabulary) -> NearMiss | None:
    if entitlement.verdict is not Verdict.REFUSED:
        return None
    refusing = [finding for finding in entitlement.findings if finding.holds is False]
    distances: list[Distance] = []
    for finding in refusing:
        parts = needed(finding.step, vocabulary) if finding.step else None
        if finding.note not in {"", "waivable"} or parts is None:
            return None
        distances += [part for part in parts if part not in distances]
    if not distances:
        return None
    waivable = all(finding.stage is Stage.DISCRETION for finding in refusing)
    return NearMiss(entitlement, tuple(distances), waivable)


def needed(step: Step, vocabulary: Vocabulary) -> tuple[Distance, ...] | None:
    """What a failed condition lacks; None where a part of it is no number and no day."""
    match step.expression:
        case tree.All():
            failed = [part for part in step.below if part.value is False]
            return _every([needed(part, vocabulary) for part in failed])
        case tree.AnyOf():
            return _nearest([needed(part, vocabulary) for part in step.below], 1)
        case tree.AtLeastOf(count):
            held = sum(part.value is True for part in step.below)
            failed = [part for part in step.below if part.value is False]
            return _nearest([needed(part, vocabulary) for part in failed], count - held)
        case tree.Named() if step.below:
            return needed(step.below[0], vocabulary)
        case _:
            apart = distance(step, vocabulary)
            return None if apart is None else (apart,)


def _every(parts: list[tuple[Distance, ...] | None]) -> tuple[Distance, ...] | None:
    known = [part for part in parts if part is not None]
    return tuple(one for part in known for one in part) if len(known) == len(parts) else None


def _nearest(parts: list[tuple[Distance, ...] | None], count: int) -> tuple[Distance, ...] | None:
    known = sorted(
        (part for part in parts if part), key=lambda part: max(apart.share for apart in part)
    )
    return _every(list(known[:count])) if 0 < count <= len(known) else None
