"""Totals: [Σ lows, Σ highs]; of a contested set in one group only one row is paid."""

from collections.abc import Mapping, Sequence

from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.meaning.claim import Claim, interval
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.intervals import ZERO, Pair, hull, plus
from duixian.rulebook.meaning.program import Program
from duixian.rulebook.policy.model import Keep


def total_of(program: Program, claims: Sequence[Claim]) -> Interval:
    """What may be paid: everything that is not refused, and no forecast."""
    return _total(program, [claim for claim in claims if claim.settled is None])


def granted_of(program: Program, claims: Sequence[Claim]) -> Interval:
    """What is granted without a review or a fact to come."""
    return _total(
        program, [c for c in claims if c.settled is None and c.standing is Verdict.GRANTED]
    )


def _total(program: Program, claims: Sequence[Claim]) -> Interval:
    total: Pair = ZERO
    done: set[Claim] = set()
    links = _links(claims)
    for claim in claims:
        if not claim.contested or claim in done:
            continue
        together = _contested_with(claim, links)
        group = _common_group(program, together) if len(together) > 1 else None
        if group is not None:
            done.update(together)
            total = plus(total, _one_of(together, group))
    for claim in claims:
        if claim not in done:
            total = plus(total, claim.effect)
    return interval(total)


def _links(claims: Sequence[Claim]) -> dict[Claim, list[Claim]]:
    """Between a contested row and each of these rows that it depends on, both ways."""
    links: dict[Claim, list[Claim]] = {claim: [] for claim in claims}
    for claim in claims:
        for other in claim.depends_on if claim.contested else ():
            if other in links:
                links[claim].append(other)
                links[other].append(claim)
    return links


def _contested_with(claim: Claim, links: Mapping[Claim, Sequence[Claim]]) -> list[Claim]:
    """The rows that hang together with it through what they depend on."""
    found, new = {claim}, [claim]
    while new:
        linked = [other for other in links[new.pop()] if other not in found]
        found.update(linked)
        new.extend(dict.fromkeys(linked))
    return sorted(found, key=lambda one: one.order)


def _common_group(program: Program, claims: Sequence[Claim]) -> GroupRule | None:
    """A group in which all of them exclude one another."""
    for rule in program.of(claims[0]).groups:
        slots = [rule.together.slot(c) if rule in program.of(c).groups else None for c in claims]
        places = {(slot.key, slot.window) for slot in slots if slot and slot.sure and not slot.wild}
        rivals = all(rule.is_rival(a, b) for a in claims for b in claims if a is not b)
        if (
            None not in slots
            and len(places) == 1
            and rivals
            and not any(s and s.wild for s in slots)
        ):
            return rule
    return None


def _one_of(claims: Sequence[Claim], rule: GroupRule) -> Pair:
    """The highest low and the highest high, once.

    The row that is kept is worth at least the highest choosing low. Where paying cut what choosing
    promised, or the order and not the sum decides, only the lowest of the lows is certain; nothing
    is where a row that is left out of this total may take its place.
    """
    highs = hull([claim.value for claim in claims])[1]
    sure = [claim for claim in claims if claim.standing is Verdict.GRANTED]
    outsiders = any(other not in claims for claim in claims for other in claim.depends_on)
    if not sure or outsiders:
        return 0, highs
    by_sum = rule.group.keep is Keep.HIGHEST and rule.form is None
    if by_sum and all(claim.value == claim.choosing for claim in claims):
        return max(claim.value[0] or 0 for claim in sure), highs
    return min(claim.value[0] or 0 for claim in claims), highs
