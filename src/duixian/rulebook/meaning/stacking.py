"""Step 7: within each exclusive group the row that pays most (or comes first) is kept.

Settled in rounds, so that two rows which exclude the same third need no special case, and so that
a set operation can do the same. What eight rounds leave open is contested.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Finding, Gap, Stage, Verdict
from duixian.rulebook.meaning.claim import Claim, interval
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.ranking import surely_ahead
from duixian.rulebook.meaning.windows import by_slot
from duixian.rulebook.policy.model import Keep

ROUNDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """The rows of one group, key and window, of which one is kept."""

    rule: GroupRule
    claims: tuple[Claim, ...]

    def rivals(self, claim: Claim) -> list[Claim]:
        """The rows that exclude it here."""
        return [other for other in self.claims if self.rule.is_rival(claim, other)]

    def beats(self, claim: Claim, other: Claim) -> bool:
        """Whether the first surely comes before the second, by their choosing values."""
        rule = self.rule
        if rule.form is not None or not (self._belongs(claim) and self._belongs(other)):
            return False
        if rule.group.keep is Keep.IN_ORDER:
            mine, theirs = (rule.ranks[c.measure.name] for c in (claim, other))
            if mine != theirs:
                return mine < theirs and bool(claim.choosing[0])
        return surely_ahead(claim, other, claim.choosing, other.choosing)

    def _belongs(self, claim: Claim) -> bool:
        slot = self.rule.together.slot(claim)
        return slot is not None and slot.sure and not slot.wild


class Table:
    """All meetings of a run, and which rows are still open."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self._of: dict[Claim, list[Meeting]] = {}
        for meeting in meetings:
            for claim in meeting.claims:
                self._of.setdefault(claim, []).append(meeting)
        self.open = sorted(self._of, key=lambda claim: claim.order)
        self.kept: list[Claim] = []

    def settle(self) -> None:
        """At most eight rounds of keeping and displacing."""
        for _ in range(ROUNDS):
            before = len(self.open)
            self._keep()
            self._displace()
            if not self.open or len(self.open) == before:
                return

    def _keep(self) -> None:
        alive = {*self.open, *self.kept}
        winners = [claim for claim in self.open if self._beats_all(claim, alive)]
        self.kept += winners
        self.open = [claim for claim in self.open if claim not in winners]

    def _beats_all(self, claim: Claim, alive: set[Claim]) -> bool:
        return all(
            meeting.beats(claim, other)
            for meeting in self._of[claim]
            for other in meeting.rivals(claim)
            if other in alive
        )

    def _displace(self) -> None:
        losers = [(claim, self._displacer(claim)) for claim in self.open]
        for claim, winner in losers:
            claim.displaced_by = winner
        self.open = [claim for claim, winner in losers if winner is None]

    def _displacer(self, claim: Claim) -> Claim | None:
        """A kept row of one of its groups, or an open row all of whose groups it shares."""
        for meeting in self._of[claim]:
            for other in meeting.rivals(claim):
                if other in self.kept and _displaces(other, claim, meeting):
                    return other
        for other in self.open:
            shared = [m for m in self._of[other] if claim in m.claims and claim in m.rivals(other)]
            if len(shared) == len(self._of[other]) and all(
                _displaces(other, claim, meeting) for meeting in shared
            ):
                return other
        return None

    def contenders(self, claim: Claim) -> list[Claim]:
        """The rows that may yet displace an open one."""
        alive = {*self.open, *self.kept}
        found = {
            other
            for meeting in self._of[claim]
            for other in meeting.rivals(claim)
            if other in alive and not meeting.beats(claim, other)
        }
        return sorted(found, key=lambda other: other.order)


def _displaces(claim: Claim, other: Claim, meeting: Meeting) -> bool:
    return claim.standing is Verdict.GRANTED and meeting.beats(claim, other)


def stack(rules: Sequence[GroupRule], claims: Sequence[Claim]) -> None:
    """Displace and contest the rows of a run; the others are kept."""
    meetings = [meeting for rule in rules for meeting in _meetings(rule, claims)]
    if not meetings:
        return
    table = Table(meetings)
    table.settle()
    for claim in table.open:
        claim.contested = True
        claim.depends_on.extend(table.contenders(claim))
    for meeting in meetings:
        for claim in meeting.claims:
            _tell(meeting, claim)


def _meetings(rule: GroupRule, claims: Sequence[Claim]) -> list[Meeting]:
    slots, wild = by_slot(claims, rule.together)
    groups = [[claim for claim, _ in members] for members in slots.values()] or [[]]
    return [Meeting(rule, (*wild, *members)) for members in groups if len(members) + len(wild) > 1]


def _tell(meeting: Meeting, claim: Claim) -> None:
    group = meeting.rule.group
    winner = claim.displaced_by
    while winner is not None and winner.displaced_by is not None:
        winner = winner.displaced_by
    claim.displaced_by = winner
    if winner is not None and winner not in meeting.claims:
        return
    gaps: tuple[Gap, ...] = ()
    note = "kept"
    if winner is not None:
        note = "displaced"
    elif claim.contested:
        note = "contested"
        gaps = meeting.rule.form(claim.context).gaps if meeting.rule.form else ()
    elif not meeting.rivals(claim):
        return
    holds = {"kept": True, "displaced": False}.get(note)
    about = (
        group.name,
        *((f"{winner.context.policy} {winner.context.measure}",) if winner else ()),
    )
    claim.findings.append(
        Finding(
            Stage.STACKING,
            holds,
            None,
            "",
            group.cites,
            note,
            about,
            before=interval(claim.choosing) if winner else None,
            after=interval(winner.choosing) if winner else None,
            gaps=gaps,
        )
    )
