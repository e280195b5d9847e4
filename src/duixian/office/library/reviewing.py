"""What a second person looks at before a version goes out: its check, and what it changes."""

from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from django.utils import timezone

from duixian.office.library.checking import Checked, check, check_together
from duixian.office.library.models import PolicyVersion
from duixian.office.library.selectors import current, files_without, proposals_beside, shelf_with
from duixian.office.library.texts import CASES, POLICY, draft_of
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.views.changes import Difference, Kind, compare


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between the measures of two versions; `same` counts those that do not."""

    changed: tuple[Difference, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: added (`+`), taken away (`-`), a place (`@`) or kept (blank)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """The check of a version as of today, and what it changes of the one in use.

    `before` and `compared` are None where it is the first of its policy, or cannot be read.
    `needs_others`: it holds only together with the other proposals of the district.
    """

    checked: Checked
    before: PolicyVersion | None
    compared: Compared | None
    lines: tuple[Line, ...]
    needs_others: bool

    @property
    def found(self) -> int:
        """How many citations stand in the official text."""
        return sum(finding.ok for finding in self.checked.verified)


def review(version: PolicyVersion) -> Review:
    """Check a version beside what the district uses today, and compare it with that."""
    today = timezone.localdate()
    checked, needs_others = _checked(version, today)
    before = current(version.number, today)
    if before is None or before.pk == version.pk or checked.policy is None:
        return Review(checked, None, None, (), needs_others)
    between = compared(policy_of(before), checked.policy)
    return Review(checked, before, between, _lines(before, version), needs_others)


def _checked(version: PolicyVersion, today: date) -> tuple[Checked, bool]:
    """The check beside what is published; where that fails, beside all that waits as well."""
    draft, region = draft_of(version), version.region
    alone = check(draft, files_without(region, {version.number}, today))
    beside = [draft_of(row) for row in proposals_beside(version)] if alone.errors else []
    if not beside:
        return alone, False
    numbers = {version.number, *(each.number for each in beside)}
    together = check_together([draft, *beside], files_without(region, numbers, today))[0]
    return (alone, False) if together.errors else (together, True)


def compared(left: Policy, right: Policy) -> Compared:
    """The measures that differ between two versions of a policy."""
    found = compare(left, right)
    changed = tuple(each for each in found if each.kind is not Kind.SAME)
    return Compared(changed, len(found) - len(changed))


def policy_of(version: PolicyVersion) -> Policy:
    """The policy as that version said it, among the others of the day it was first used."""
    shelf = shelf_with(version, version.since or timezone.localdate())
    policy = shelf.library.policy(version.number)
    if policy is None:
        raise LookupError(version.number)
    return policy


def _lines(before: PolicyVersion, after: PolicyVersion) -> tuple[Line, ...]:
    """Line by line, both files: what no sentence about a measure would show is seen here."""
    found = []
    old, new = draft_of(before), draft_of(after)
    for name, left, right in ((POLICY, old.policy, new.policy), (CASES, old.cases, new.cases)):
        told = unified_diff(left.splitlines(), right.splitlines(), name, name, lineterm="", n=2)
        found += [Line(each[0], each[1:]) for each in list(told)[2:]]
    return tuple(found)
