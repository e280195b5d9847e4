"""Step 1: whether the law is in force for the row, and whether the row counts."""

from dataclasses import dataclass, replace
from datetime import date

from duixian.rulebook.assessment import Finding, Stage, Verdict
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.policy.model import LawDay, Measure, Policy, Term

IN_FORCE = Finding(Stage.FORCE, holds=True)


@dataclass(frozen=True, slots=True, eq=False)
class ForceRule:
    """When a measure is law: its terms, and from when which later policy takes its place.

    `begins` is the policy's first day: before it nothing is paid, even where the law of the day of
    the event reaches back to an earlier `counts_from`.
    """

    terms: tuple[tuple[str, Term], ...]
    superseded: tuple[tuple[date, str], ...]
    counts_from: date
    by_event: bool
    begins: date

    def against(self, law_day: date) -> tuple[str, tuple[str, ...]]:
        """Why the measure is not law on that day: a note and what it speaks of; "" when it is."""
        for note, term in self.terms:
            if law_day < term.start or (term.end is not None and law_day > term.end):
                end = term.end.isoformat() if term.end else ""
                return note, (term.start.isoformat(), end, law_day.isoformat())
        for start, successor in self.superseded:
            if law_day >= start:
                return "superseded", (successor, start.isoformat())
        return "", ()


def force_rule(library: Library, policy: Policy, measure: Measure) -> ForceRule:
    """The rule of a measure, with every policy of the library that takes its place."""
    by_event = policy.law_day is LawDay.EVENT
    reached = replace(policy.term, start=min(policy.term.start, policy.counts_from))
    terms = [("policy-not-in-force", reached if by_event else policy.term)]
    if measure.term is not None:
        terms.append(("measure-not-in-force", measure.term))
    superseded = tuple(
        (succession.start, other.code)
        for other in library.policies
        for succession in other.succeeds
        if succession.policy == policy.code
        and (not succession.measures or measure.code in succession.measures)
    )
    begins = policy.term.start
    return ForceRule(tuple(terms), superseded, policy.counts_from, by_event, begins)


def apply_force(claim: Claim, rule: ForceRule) -> None:
    """Settle `not_in_force`."""
    context, counted = claim.context, claim.counted
    if counted is None and rule.by_event:
        # The row is not known: only what no day up to the assessment can change is said of it.
        start = max(rule.begins, *(term.start for _, term in rule.terms))
        note = "policy-not-in-force" if start > context.run.on else ""
        about: tuple[str, ...] = (start.isoformat(), "", context.run.on.isoformat())
    elif context.run.on < rule.begins:
        note = "policy-not-in-force"
        about = (rule.begins.isoformat(), "", context.run.on.isoformat())
    else:
        note, about = rule.against(context.law_day)
    day = counted or context.run.on
    if not note and day < rule.counts_from:
        note, about = "before-counts-from", (day.isoformat(), rule.counts_from.isoformat())
    if note:
        claim.settled = Verdict.NOT_IN_FORCE
        claim.findings.append(Finding(Stage.FORCE, holds=False, note=note, about=about))
    else:
        claim.findings.append(IN_FORCE)
