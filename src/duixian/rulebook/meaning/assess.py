"""The nine steps in their order, for one firm on one day."""

from collections.abc import Collection
from datetime import date

from duixian.rulebook.assessment import Assessment
from duixian.rulebook.dossier import Dossier, Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.closing import choose_form
from duixian.rulebook.meaning.conditions import follow, meet_deadline, require
from duixian.rulebook.meaning.discretion import in_principle, may_be_restricted
from duixian.rulebook.meaning.force import apply_force
from duixian.rulebook.meaning.grant import sum_up
from duixian.rulebook.meaning.needs import pass_reviews
from duixian.rulebook.meaning.once import look_back
from duixian.rulebook.meaning.outcome import entitlement
from duixian.rulebook.meaning.paying import settle, value_forecast
from duixian.rulebook.meaning.program import Rule, program_of
from duixian.rulebook.meaning.rows import claims_of
from duixian.rulebook.meaning.scope import Scoped, apply_scope
from duixian.rulebook.meaning.seen import see
from duixian.rulebook.meaning.totals import granted_of, total_of


def assess(
    library: Library,
    dossier: Dossier,
    on: date,
    *,
    stage: Stage = Stage.DECLARED,
    policies: Collection[str] | None = None,
) -> Assessment:
    """Every entitlement of the dossier's firm on the day `on`, at the figures of `stage`.

    `policies` limits the answer to some 文号; rows of others then exclude and limit nothing.
    Data errors of the dossier come back as `problems`; with any of them the answer is not to be
    used.
    """
    program = program_of(library)
    run = see(library.vocabulary, dossier, on, stage)
    claims = [
        claim
        for rule in program.rules
        if policies is None or rule.policy.code in policies
        for claim in claims_of(rule, run)
    ]
    scopes: dict[tuple[int, str, date], Scoped] = {}
    for claim in claims:
        _judge(claim, program.of(claim), scopes)
    claims.sort(key=lambda claim: claim.order)
    settle(program, [c for c in claims if c.settled is None and not c.forecast])
    for claim in claims:
        if claim.forecast and claim.settled is None:
            value_forecast(claim)
    counted = [claim for claim in claims if not claim.forecast]
    return Assessment(
        firm=dossier.firm.code,
        on=on,
        library=library.version,
        stage=stage.value,
        entitlements=tuple([entitlement(claim, program.of(claim)) for claim in claims]),
        total=total_of(program, counted),
        granted=granted_of(program, counted),
        problems=tuple(run.problems),
    )


def _judge(claim: Claim, rule: Rule, scopes: dict[tuple[int, str, date], Scoped]) -> None:
    """Steps 1 to 4: in force, conditions, and what the row is worth after its cap."""
    context = claim.context
    apply_force(claim, rule.force)
    if claim.settled is not None:
        return
    look_back(claim, rule.once)
    apply_scope(claim, rule.scope.of(context, scopes), rule.admits)
    require(claim, rule.when)
    if rule.within is not None:
        meet_deadline(claim, rule.within)
    if rule.measure.after is not None:
        follow(claim, rule.measure.after)
    for option in rule.waivable:
        in_principle(claim, option)
    for option in rule.restrictions:
        may_be_restricted(claim, option)
    for group in rule.groups:
        choose_form(claim, group)
    if claim.settled is None:
        pass_reviews(claim, rule.needs)
    if claim.settled is None:
        sum_up(claim, rule.grant)
        _open_if_indefinite(claim)


def _open_if_indefinite(claim: Claim) -> None:
    """A claim that stands for any number of rows is worth anything."""
    if claim.indefinite:
        claim.rung = claim.value = (0, None)
