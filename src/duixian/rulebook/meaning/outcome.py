"""A claim that has gone through all steps, as the entitlement that is shown."""

from collections.abc import Iterable

from duixian.rulebook.assessment import Entitlement, Finding, Gap, Interval, RowId, Stage, Verdict
from duixian.rulebook.meaning.claim import Claim, interval, is_settled
from duixian.rulebook.meaning.program import Rule
from duixian.rulebook.meaning.split import instalments_of, shares_of

_NO_SUM = frozenset({Verdict.NOT_IN_FORCE, Verdict.REFUSED})
NOTHING = Interval(0, 0)


def entitlement(claim: Claim, rule: Rule) -> Entitlement:
    """What the row is worth under the measure, with everything that was found."""
    verdict = claim.settled or claim.standing
    if verdict in _NO_SUM:
        return Entitlement(
            claim.row_id,
            claim.context.payee.code,
            verdict,
            None,
            None,
            None,
            tuple(claim.findings),
            tuple(claim.failed),
            _sorted(claim.gaps),
            forecast=claim.forecast,
        )
    return _with_sums(claim, rule, verdict)


def _with_sums(claim: Claim, rule: Rule, verdict: Verdict) -> Entitlement:
    own = interval(claim.value)
    shares, instalments = shares_of(own, rule.shares), _instalments(claim, rule, own)
    gaps = claim.gaps if is_settled(claim.value) else claim.gaps + claim.open_sums
    told = [
        gap for finding in claim.findings if finding.note == "contested" for gap in finding.gaps
    ]
    return Entitlement(
        row=claim.row_id,
        payee=claim.context.payee.code,
        verdict=verdict,
        own=own,
        effect=None if claim.forecast else interval(claim.effect),
        choosing=None if claim.forecast else interval(claim.choosing),
        findings=(*claim.findings, *_split(own, rule, shares, instalments)),
        failed=tuple(claim.failed),
        missing=_sorted((*gaps, *told)),
        displaced_by=_displacer(claim),
        contested=claim.contested,
        depends_on=_depends_on(claim),
        forecast=claim.forecast,
        shares=shares,
        instalments=instalments,
    )


def _sorted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    found = set(gaps)
    return tuple(sorted(found)) if len(found) > 1 else tuple(found)


def _displacer(claim: Claim) -> RowId | None:
    if claim.displaced_by is not None:
        return claim.displaced_by.row_id
    award = claim.closed_by
    if award is None or claim.settled is not Verdict.DISPLACED:
        return None
    return RowId(award.policy, award.measure, award.subject, award.row, award.support_year or 0)


def _depends_on(claim: Claim) -> tuple[RowId, ...]:
    if claim.settled is not None or (is_settled(claim.value) and not claim.contested):
        return ()
    rows = {id(other): other for other in claim.depends_on}
    return tuple(other.row_id for other in sorted(rows.values(), key=lambda other: other.order))


def _instalments(claim: Claim, rule: Rule, own: Interval) -> tuple[tuple[str, Interval], ...]:
    decided = max(claim.decided.amount, 0) if claim.decided else None
    return instalments_of(own, rule.paid, decided)


def _split(
    own: Interval,
    rule: Rule,
    shares: tuple[tuple[str, Interval], ...],
    parts: tuple[tuple[str, Interval], ...],
) -> list[Finding]:
    found = []
    stages = ((Stage.SHARES, rule.shares, shares), (Stage.INSTALMENTS, rule.paid, parts))
    for stage, written, pieces in stages:
        if pieces:
            note = "paid-beyond-accepted" if _exceeds(own, pieces) else "split"
            cites = tuple(dict.fromkeys(cite for piece in written for cite in piece.cites))
            found.append(Finding(stage, cites=cites, note=note, after=own))
    return found


def _exceeds(own: Interval, pieces: tuple[tuple[str, Interval], ...]) -> bool:
    """Earlier instalments paid more than was accepted: the difference is to be recovered."""
    highs = [piece.high for _, piece in pieces if piece.high is not None]
    return own.high is not None and sum(highs) > own.high
