"""Steps 5 to 7: every row valued alone, then chosen among, then paid together with the others."""

from collections import Counter
from collections.abc import Sequence

from duixian.rulebook.assessment import Finding, Stage, Verdict
from duixian.rulebook.dossier import Award
from duixian.rulebook.meaning.claim import Claim, interval, is_settled
from duixian.rulebook.meaning.closing import GroupRule, close
from duixian.rulebook.meaning.intervals import ZERO, least
from duixian.rulebook.meaning.ladder import climb
from duixian.rulebook.meaning.limits import limit_sums
from duixian.rulebook.meaning.program import Program, Rule
from duixian.rulebook.meaning.stacking import stack
from duixian.rulebook.meaning.times import limit_times


def settle(program: Program, claims: Sequence[Claim]) -> None:
    """Choosing, then paying. There is no third run: it is a rule, not an optimum."""
    for claim in claims:
        _value_alone(claim, program.of(claim))
    live = [claim for claim in claims if claim.settled is None and claim.decided is None]
    stack([rule for rule in program.shared.groups if _used(rule, program, live)], live)
    kept = [claim for claim in live if claim.displaced_by is None]
    for claim in live:
        if claim.displaced_by is not None:
            claim.settled, claim.value = Verdict.DISPLACED, ZERO
    if _meet(program, kept):
        _pay_together(program, kept)
    for claim in claims:
        _conclude(claim)


def _used(rule: GroupRule, program: Program, claims: Sequence[Claim]) -> bool:
    return any(rule in program.of(claim).groups for claim in claims)


def _value_alone(claim: Claim, rule: Rule) -> None:
    """The choosing value: over history only, as if no other row of this run existed."""
    if rule.ladder is not None:
        climb(rule.ladder, [claim])
    if claim.decided is None:
        close(claim, rule.groups)
    for limit in rule.limits:
        limit_sums(limit, [claim])
    if claim.decided is not None:
        _cut_to_award(claim)
    else:
        for times in rule.times:
            limit_times(times, [claim])
    claim.choosing = claim.value
    claim.stand(claim.choosing)
    if claim.value[1] == 0:
        claim.settled = Verdict.EXHAUSTED
    elif claim.closed_by is not None:
        claim.settled, claim.value = Verdict.DISPLACED, ZERO
        finding = Finding(
            Stage.STACKING, holds=False, note="displaced-by-award", about=_award(claim.closed_by)
        )
        claim.findings.append(finding)


def _award(award: Award) -> tuple[str, ...]:
    return (award.policy, award.measure, award.row, award.decided.isoformat(), str(award.counted))


def _cut_to_award(claim: Claim) -> None:
    """Acceptance never raises a decided grant."""
    if claim.decided is not None:
        award = max(claim.decided.counted, 0)
        value = least((claim.value, (award, award)))
        if value != claim.value:
            claim.pay(value, Stage.LIMIT, "cut-to-award", (str(award),))


def _meet(program: Program, claims: Sequence[Claim]) -> bool:
    """Whether any two rows share a ladder or a limit; otherwise each pays its value alone."""
    shared: Counter[int] = Counter()
    for claim in claims:
        rule = program.of(claim)
        shared.update(id(part) for part in (*rule.limits, *rule.times))
        shared.update([id(rule.ladder)] if rule.ladder else ())
    return any(count > 1 for count in shared.values())


def _pay_together(program: Program, claims: Sequence[Claim]) -> None:
    """Steps 5 and 6 over all rows that are not displaced, each rule over all of them at once."""
    for claim in claims:
        claim.value = claim.rung
        claim.money.clear()
    rules = [program.of(claim) for claim in claims]
    shared = program.shared
    on_ladders = {id(rule.ladder) for rule in rules}
    for ladder in shared.ladders:
        if id(ladder) in on_ladders:
            climb(ladder, claims)
    for claim, rule in zip(claims, rules, strict=True):
        close(claim, rule.groups)
    under = {id(limit) for rule in rules for limit in (*rule.limits, *rule.times)}
    for limit in shared.limits:
        if id(limit) in under:
            limit_sums(limit, claims)
    for times in shared.times:
        if id(times) in under:
            limit_times(times, claims)


def _conclude(claim: Claim) -> None:
    claim.findings.extend(claim.money)
    if claim.settled is None and not is_settled(claim.value) and not claim.depends_on:
        # A ladder or a shared limit may bring back what did not matter to the row alone.
        claim.stand(claim.value)
    if claim.value[1] == 0 and claim.settled in (None, Verdict.EXHAUSTED):
        claim.settled = Verdict.EXHAUSTED
        note = "used-up" if claim.money else "nothing-to-pay"
        finding = Finding(Stage.LIMIT, holds=False, note=note, after=interval(ZERO))
        claim.findings.append(finding)


def value_forecast(claim: Claim) -> None:
    """A year not begun: the verdict of steps 1 to 4 alone; it is never counted."""
    claim.choosing = claim.value
    claim.stand(claim.choosing)
    _conclude(claim)
