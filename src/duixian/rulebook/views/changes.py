"""What differs between two versions of a policy, or between two districts' policies.

Measures are paired by code and title within one lineage, else by the likeness of their titles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.expression import tree
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.views.describe import Aspect, Section, describe

_ALIKE = Fraction(2, 5)
_COMPARED = tuple(aspect for aspect in Aspect if aspect not in {Aspect.BASIS, Aspect.READINGS})


class Kind(StrEnum):
    """What became of a measure."""

    ADDED = "新增"
    REMOVED = "取消"
    CHANGED = "变动"
    SAME = "不变"


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect that differs: the statements only the left and only the right side make."""

    aspect: Aspect
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The change in one clause."""
        before, after = "；".join(self.before), "；".join(self.after)
        if not self.before:
            return f"{self.aspect.value}增加「{after}」"
        if not self.after:
            return f"{self.aspect.value}取消「{before}」"
        return f"{self.aspect.value}由「{before}」改为「{after}」"


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure on both sides; None where that side has none."""

    kind: Kind
    left: Measure | None
    right: Measure | None
    changes: tuple[Change, ...] = ()


def compare(left: Policy, right: Policy) -> tuple[Difference, ...]:
    """Measure by measure, in the order of the right side, then what only the left side has."""
    pairs = paired(left.measures, right.measures)
    found = [
        _difference(pairs.get(measure.code), measure, left, right) for measure in right.measures
    ]
    kept = {measure.code for measure in pairs.values()}
    gone = (measure for measure in left.measures if measure.code not in kept)
    return (*found, *(Difference(Kind.REMOVED, measure, None) for measure in gone))


def paired(left: Sequence[Measure], right: Sequence[Measure]) -> dict[str, Measure]:
    """For each code of the right side the measure of the left side that it continues, if any."""
    scores = [(-likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: dict[str, Measure] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores):
        if -score >= _ALIKE and i not in taken and right[j].code not in pairs:
            pairs[right[j].code] = left[i]
            taken.add(i)
    return pairs


def likeness(left: Measure, right: Measure) -> Fraction:
    """How alike two measures are, from 0: by their titles, then by what they are about.

    The same subject, code and required words (等级 = 市级) speak for it, other words against it.
    """
    if left.title == right.title:
        return Fraction(2)
    mine, theirs = _pairs(left.title), _pairs(right.title)
    alike = Fraction(2 * len(mine & theirs), max(1, len(mine) + len(theirs)))
    words, others = _required(left), _required(right)
    if left.subject != right.subject or any(
        words[f] != others[f] for f in words.keys() & others.keys()
    ):
        return alike / 2
    same_code = Fraction(1, 10) if left.code == right.code else Fraction(0)
    return alike + same_code + Fraction(len(words.keys() & others.keys()), 10)


def _required(measure: Measure) -> dict[str, str]:
    """The words that facts must equal, by fact."""
    tests = (condition.test for condition in measure.when)
    return {
        test.left.fact: test.right.text
        for test in tests
        if isinstance(test, tree.Compare)
        and test.comparator is tree.Comparator.EQUAL
        and isinstance(test.left, tree.FactRef)
        and isinstance(test.right, tree.Word)
    }


def _pairs(title: str) -> set[str]:
    return {title[i : i + 2] for i in range(len(title) - 1)}


def _difference(before: Measure | None, after: Measure, left: Policy, right: Policy) -> Difference:
    if before is None:
        return Difference(Kind.ADDED, None, after)
    changes = measure_changes(before, left, after, right)
    return Difference(Kind.CHANGED if changes else Kind.SAME, before, after, changes)


def measure_changes(
    before: Measure, left: Policy, after: Measure, right: Policy
) -> tuple[Change, ...]:
    """The aspects in which two measures differ; codes, citations and readings do not count."""
    old, new = _said(before, left), _said(after, right)
    changes = []
    for aspect in _COMPARED:
        gone = tuple(text for text in old.get(aspect, ()) if text not in new.get(aspect, ()))
        come = tuple(text for text in new.get(aspect, ()) if text not in old.get(aspect, ()))
        if gone or come:
            changes.append(Change(aspect, gone, come))
    return tuple(changes)


def _said(measure: Measure, policy: Policy) -> dict[Aspect, tuple[str, ...]]:
    sections: tuple[Section, ...] = describe(measure, policy)
    return {section.aspect: tuple(line.text for line in section.lines) for section in sections}
